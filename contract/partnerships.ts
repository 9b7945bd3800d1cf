// Our promise about partnerships: a provider invites resellers by a link, a reseller approves, the provider may end it.
import { type Static, Type } from 'typebox';
import {
  type Answer,
  Bearer,
  body,
  command,
  Instant,
  list,
  noun,
  OrNull,
  only,
  open,
  Party,
  shown,
  Text,
  view,
} from './operation.ts';

export const PartnershipInvitation = noun(['open', 'used', 'declined', 'revoked', 'expired'], {
  provider: open(Party),
  reusable: open(Type.Boolean()),
  createdAt: open(Instant()),
  expiresAt: open(Instant()),
  link: only('commercial', Bearer()),
  uses: only('commercial', Type.Integer()),
  createdBy: only('personal', Type.String()),
});
export type PartnershipInvitation = Static<typeof PartnershipInvitation>;

export const Partnership = noun(['active'], {
  provider: open(Party),
  reseller: open(Party),
  since: open(Instant()),
  approvedBy: only('personal', Type.String()),
});
export type Partnership = Static<typeof Partnership>;

export const createPartnershipInvitation = command({
  name: 'partnershipInvitation.create',
  path: '/api/v1/partnership-invitations',
  summary: 'Make a link by which a reseller may become your partner.',
  status: 201,
  body: body({ reusable: Type.Optional(Type.Boolean()) }),
  answer: shown(PartnershipInvitation),
});

export const listPartnershipInvitations = list({
  name: 'partnershipInvitation.list',
  path: '/api/v1/partnership-invitations',
  summary: 'The links you gave to resellers.',
  of: PartnershipInvitation,
  filters: { status: Type.Optional(Type.Enum(['open', 'used', 'declined', 'revoked', 'expired'])) },
});

export const seePartnershipInvitation = view({
  name: 'partnershipInvitation.see',
  path: '/api/v1/partnership-invitations/{id}',
  summary: 'One of your links to resellers.',
  answer: shown(PartnershipInvitation),
});

/** What a stranger sees who opens the link, before signing in (REL-003). */
export const openPartnershipInvitation = view({
  name: 'partnershipInvitation.open',
  path: '/api/v1/partnership-links/{token}',
  summary: 'What a partnership link asks for, and of whom it comes.',
  who: 'anyone',
  secondFactor: false,
  answer: Type.Intersect([
    PartnershipInvitation,
    Type.Object({
      cloud: Type.Object({ id: Type.String(), operator: Type.String() }),
      /** By which it is known in the program, and since when the operator has let it work. */
      partnerId: OrNull(Type.String()),
      activeSince: OrNull(Instant()),
    }),
  ]),
});
export type OpenedPartnershipInvitation = Answer<typeof openPartnershipInvitation>;

export const approvePartnership = command({
  name: 'partnershipInvitation.use',
  path: '/api/v1/partnership-links/{token}/approve',
  summary: 'Approve the provider that sent you this link.',
  who: 'person',
  body: body({ confirmsPartnership: Type.Boolean() }),
  answer: shown(Partnership),
});

export const declinePartnership = command({
  name: 'partnershipInvitation.decline',
  path: '/api/v1/partnership-links/{token}/decline',
  summary: 'Decline the provider that sent you this link.',
  who: 'person',
  body: body({}),
  answer: shown(PartnershipInvitation),
});

export const revokePartnershipInvitation = command({
  name: 'partnershipInvitation.revoke',
  path: '/api/v1/partnership-invitations/{id}/revoke',
  summary: 'Make a link worthless; partnerships already made by it stay.',
  isIrreversible: true,
  body: body({}),
  answer: shown(PartnershipInvitation),
});

export const draftPartnershipMail = view({
  name: 'partnershipInvitation.draft',
  path: '/api/v1/partnership-invitations/{id}/draft',
  summary: 'A mail to the reseller with the link in it, for you to edit and send.',
  query: { language: Type.Optional(Type.Enum(['en', 'ko', 'zh-CN'])) },
  answer: Type.Object({ subject: Text(200), text: Text(4000), link: Bearer() }),
});

export const listPartnerships = list({
  name: 'partnership.list',
  path: '/api/v1/partnerships',
  summary: 'Your providers or resellers.',
  of: Partnership,
  filters: {
    status: Type.Optional(Type.Enum(['active'])),
  },
});

export const seePartnership = view({
  name: 'partnership.see',
  path: '/api/v1/partnerships/{id}',
  summary: 'One partnership.',
  answer: shown(Partnership),
});
export const operations = [
  createPartnershipInvitation,
  listPartnershipInvitations,
  seePartnershipInvitation,
  openPartnershipInvitation,
  approvePartnership,
  declinePartnership,
  revokePartnershipInvitation,
  draftPartnershipMail,
  listPartnerships,
  seePartnership,
];
