// Our promise about invitations: links by which customers' tenants begin a relationship with a partner.
import { type Static, Type } from 'typebox';
import {
  Bearer,
  body,
  Country,
  command,
  Identifier,
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
} from '../operation.ts';

const Language = () => Type.Enum(['en', 'ko', 'zh-CN']);
const statuses = ['open', 'revoked', 'expired'] as const;
export const Invitation = noun([...statuses], {
  /** `indirect` makes two relationships at once: with the reseller and with its provider (REL-043). */
  kind: open(Type.Enum(['direct', 'indirect'])),
  partner: open(Party),
  provider: open(OrNull(Party)),
  createdAt: open(Instant()),
  expiresAt: open(OrNull(Instant())),
  /** A provider's resellers find this link, to forward it (REL-032). */
  forResellers: only('commercial', Type.Boolean()),
  link: only('commercial', Bearer()),
  acceptances: only('commercial', Type.Integer()),
  createdBy: only('personal', Type.String()),
});
export type Invitation = Static<typeof Invitation>;

const Draft = { subject: Text(200), text: Text(4000), link: Bearer() };

/** What a stranger sees who opens the link, before signing in (REL-003): nothing about any customer. */
export const OpenedInvitation = Type.Object({
  status: Type.Enum([...statuses]),
  kind: Type.Enum(['direct', 'indirect']),
  inviters: Type.Array(
    Type.Object({
      organization: Party,
      /** The part it plays for the customer. */
      part: Type.Enum(['seller', 'reseller']),
      partnerId: OrNull(Type.String()),
      activeSince: OrNull(Instant()),
    }),
  ),
  cloud: Type.Object({ id: Type.String(), operator: Type.String() }),
  expiresAt: OrNull(Instant()),
  asks: Type.Array(Type.String()),
  doesNot: Type.Array(Type.String()),
  /** The agreement that a new customer accepts in the same step; null where the operator's own agreements apply. */
  agreement: OrNull(
    Type.Object({
      edition: Type.String(),
      country: Country(),
      language: Language(),
      title: Type.String(),
      text: Type.String(),
      textHash: Type.String(),
    }),
  ),
  whoMayAccept: Type.String(),
});
export type OpenedInvitation = Static<typeof OpenedInvitation>;

export const createInvitation = command({
  name: 'invitation.create',
  path: '/api/v1/invitations',
  summary: 'Make a link by which customers accept you as their partner; as a reseller, with one of your providers.',
  status: 201,
  body: body({
    /** For an indirect invitation: which of your providers sells. */
    providerId: Type.Optional(Identifier()),
    expiresAt: Type.Optional(Instant()),
    forResellers: Type.Optional(Type.Boolean()),
  }),
  answer: shown(Invitation),
});
export const listInvitations = list({
  name: 'invitation.list',
  path: '/api/v1/invitations',
  summary: 'The links you gave to customers, and those of your resellers that name you.',
  of: Invitation,
  filters: {
    status: Type.Optional(Type.Enum([...statuses])),
    kind: Type.Optional(Type.Enum(['direct', 'indirect'])),
    partnerId: Type.Optional(Identifier()),
    providerId: Type.Optional(Identifier()),
    /** Whether any customer has accepted by it. */
    isAccepted: Type.Optional(Type.Boolean()),
  },
});
export const seeInvitation = view({
  name: 'invitation.see',
  path: '/api/v1/invitations/{id}',
  summary: 'One of your links to customers.',
  answer: shown(Invitation),
});
export const revokeInvitation = command({
  name: 'invitation.revoke',
  path: '/api/v1/invitations/{id}/revoke',
  summary: 'Make a link worthless; relationships already made by it stay.',
  body: body({}),
  answer: shown(Invitation),
});
export const draftInvitationMail = view({
  name: 'invitation.draft',
  path: '/api/v1/invitations/{id}/draft',
  summary: 'A mail to the customer with the link in it, for you to edit and send.',
  query: { language: Type.Optional(Language()) },
  answer: Type.Object(Draft),
});
export const forwardInvitations = view({
  name: 'invitation.forward',
  path: '/api/v1/provider-invitations',
  summary: 'The links that your providers share with you, each with a mail to forward it.',
  query: { language: Type.Optional(Language()) },
  answer: Type.Object({
    items: Type.Array(
      Type.Object({ id: Type.String(), provider: Party, createdAt: Instant(), expiresAt: OrNull(Instant()), ...Draft }),
    ),
  }),
});
export const openInvitation = view({
  name: 'invitation.open',
  path: '/api/v1/invitation-links/{token}',
  summary: 'Who invites by this link, what accepting means, and what it does not do.',
  who: 'anyone',
  secondFactor: false,
  query: { country: Type.Optional(Country()), language: Type.Optional(Language()) },
  answer: OpenedInvitation,
});
export const operations = [
  createInvitation,
  listInvitations,
  seeInvitation,
  revokeInvitation,
  draftInvitationMail,
  forwardInvitations,
  openInvitation,
];
