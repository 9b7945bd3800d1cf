// Who may do what with partnerships and their links (matrix rows 19–21).
import type { Rows } from '../grant.ts';

export const partnerships = {
  'partnershipInvitation.create': [
    'globalAdmin@provider',
    'userAdmin@provider',
    'adminAgent@provider',
    'salesAgent@provider',
  ],
  'partnershipInvitation.see': [
    'globalAdmin@provider',
    'userAdmin@provider',
    'adminAgent@provider',
    'salesAgent@provider',
  ],
  'partnershipInvitation.open': ['anyone'],
  'partnershipInvitation.use': ['globalAdmin@bearer'],
  'partnershipInvitation.decline': ['globalAdmin@bearer'],
  'partnershipInvitation.revoke': ['globalAdmin@provider', 'adminAgent@provider', 'salesAgent@provider', 'system'],
  'partnershipInvitation.expire': ['system'],
  'partnership.establish': ['globalAdmin@reseller'],
  // ROL-012: account admins read with whom one works.
  'partnership.see': [
    'globalAdmin@provider',
    'userAdmin@provider',
    'adminAgent@provider',
    'salesAgent@provider',
    'helpdeskAgent@provider',
    'accountAdmin@provider',
    'globalAdmin@reseller',
    'userAdmin@reseller',
    'adminAgent@reseller',
    'salesAgent@reseller',
    'helpdeskAgent@reseller',
    'accountAdmin@reseller',
    'operatorAdmin@operator',
    'operatorSupport@operator',
  ],
} as const satisfies Rows;
