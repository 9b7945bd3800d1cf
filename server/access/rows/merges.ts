// Who may merge accounts: the account admins of both companies, each for its own side (matrix row 5).
import type { Rows } from '../grant.ts';

export const merges = {
  'accountMerge.invite': ['accountAdmin@initiator'],
  'accountMerge.accept': ['accountAdmin@invitee'],
  'accountMerge.decline': ['accountAdmin@invitee'],
  'accountMerge.withdraw': ['accountAdmin@initiator'],
  'accountMerge.confirm': ['accountAdmin@initiator'],
  'accountMerge.expire': ['system'],
  'accountMerge.lapse': ['system'],
  'accountMerge.see': [
    'globalAdmin@initiator',
    'accountAdmin@initiator',
    'globalAdmin@invitee',
    'accountAdmin@invitee',
    'operatorAdmin@operator',
    'operatorSupport@operator',
  ],
} as const satisfies Rows;
