// Our promise about account merges: one company invites another by its global id, both agree, one account remains.
import { type Static, Type } from 'typebox';
import { body, command, Instant, list, noun, OrNull, only, open, Party, shown, Text, view } from './operation.ts';
import { PartnerId } from './organizations/locations.ts';

const statuses = ['invited', 'accepted', 'declined', 'withdrawn', 'expired', 'lapsed', 'confirmed'] as const;

export const AccountMerge = noun([...statuses], {
  /** Whose global account remains. */
  initiator: open(Party),
  /** Whose global account becomes a location beneath it. */
  invitee: open(Party),
  initiatorGlobalId: open(PartnerId()),
  globalId: open(PartnerId()),
  invitedAt: open(Instant()),
  /** Until when it waits for its answer, and once accepted for its confirmation. */
  expiresAt: open(Instant()),
  answeredAt: open(OrNull(Instant())),
  confirmedAt: open(OrNull(Instant())),
  /** Why the invitee declined. */
  reason: only('commercial', OrNull(Type.String())),
  invitedBy: only('personal', Type.String()),
  answeredBy: only('personal', OrNull(Type.String())),
  confirmedBy: only('personal', OrNull(Type.String())),
});
export type AccountMerge = Static<typeof AccountMerge>;

const at = (verb: string) => `/api/v1/account-merges/{id}/${verb}` as const;

export const inviteToMerge = command({
  name: 'accountMerge.invite',
  path: '/api/v1/account-merges',
  summary: 'Invite another company, by its global id, to merge its account into yours.',
  status: 201,
  body: body({ globalId: PartnerId() }),
  answer: shown(AccountMerge),
});
export const listAccountMerges = list({
  name: 'accountMerge.list',
  path: '/api/v1/account-merges',
  summary: 'The history of merges of your account, newest first.',
  of: AccountMerge,
  filters: {
    status: Type.Optional(Type.Enum([...statuses])),
    /** Those that wait for an act of the caller's company. */
    waitsFor: Type.Optional(Type.Enum(['you'])),
  },
});
export const seeAccountMerge = view({
  name: 'accountMerge.see',
  path: '/api/v1/account-merges/{id}',
  summary: 'One merge of your account with that of another company.',
  answer: shown(AccountMerge),
});
export const acceptAccountMerge = command({
  name: 'accountMerge.accept',
  path: at('accept'),
  summary: 'Agree that your account is merged into that of the company which invited you.',
  who: 'person',
  body: body({ confirmsMerge: Type.Boolean() }),
  answer: shown(AccountMerge),
});
export const declineAccountMerge = command({
  name: 'accountMerge.decline',
  path: at('decline'),
  summary: 'Decline a merge, with a reason; also after you accepted, until it is confirmed.',
  body: body({ reason: Text(1000) }),
  answer: shown(AccountMerge),
});
export const withdrawAccountMerge = command({
  name: 'accountMerge.withdraw',
  path: at('withdraw'),
  summary: 'Take back your invitation to merge, until it is confirmed.',
  body: body({}),
  answer: shown(AccountMerge),
});
export const confirmAccountMerge = command({
  name: 'accountMerge.confirm',
  path: at('confirm'),
  summary: 'Merge an account that accepted into yours, for good.',
  who: 'person',
  isIrreversible: true,
  needsFreshProof: true,
  body: body({ confirmsForGood: Type.Boolean() }),
  answer: shown(AccountMerge),
});
export const operations = [
  inviteToMerge,
  listAccountMerges,
  seeAccountMerge,
  acceptAccountMerge,
  declineAccountMerge,
  withdrawAccountMerge,
  confirmAccountMerge,
];
