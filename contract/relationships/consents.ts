// Our promise about consents: what a customer's tenant answers to an invitation, and what still waits for an answer.
import { type Static, Type } from 'typebox';
import { CustomerAgreement } from '../agreements.ts';
import {
  Bearer,
  body,
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
import { Relationship } from './relationships.ts';

const statuses = ['pending', 'accepted', 'declined', 'expired'] as const;
export const Consent = noun([...statuses], {
  partner: open(Party),
  provider: open(OrNull(Party)),
  customer: open(Party),
  tenantId: open(Type.String()),
  /** Where it can be answered; both sides know it. */
  link: open(Bearer()),
  openedAt: open(Instant()),
  expiresAt: open(OrNull(Instant())),
  answeredAt: open(OrNull(Instant())),
  openedBy: only('personal', Type.String()),
  answeredBy: only('personal', OrNull(Type.String())),
});
export type Consent = Static<typeof Consent>;

const Language = () => Type.Enum(['en', 'ko', 'zh-CN']);
const at = (verb: string) => `/api/v1/invitation-links/{token}/${verb}` as const;

export const acceptInvitation = command({
  name: 'invitation.accept',
  path: at('accept'),
  summary: 'Accept an invitation for one of your tenants, and the customer agreement where it is needed.',
  who: 'person',
  body: body({
    tenantId: Identifier(),
    acceptsRelationship: Type.Boolean(),
    /** The edition that was read and accepted. */
    acceptsAgreement: Type.Optional(Text(20)),
    agreementLanguage: Type.Optional(Language()),
  }),
  answer: Type.Object({
    consent: shown(Consent),
    relationships: Type.Array(shown(Relationship)),
    agreement: OrNull(shown(CustomerAgreement)),
  }),
});
export const declineInvitation = command({
  name: 'invitation.decline',
  path: at('decline'),
  summary: 'Decline an invitation for one of your tenants; no reason is needed.',
  who: 'person',
  body: body({ tenantId: Identifier() }),
  answer: shown(Consent),
});
export const passOnInvitation = command({
  name: 'invitation.passOn',
  path: at('pass-on'),
  summary: 'Lay an invitation before the global admin of your tenant.',
  who: 'person',
  /** Without a tenant it is the first one that may be a customer: not every member may see which there are. */
  body: body({ tenantId: Type.Optional(Identifier()) }),
  answer: shown(Consent),
});
export const listConsents = list({
  name: 'consent.list',
  path: '/api/v1/consents',
  summary: 'What customers answered to your invitations, or what waits for your answer.',
  of: Consent,
  filters: {
    status: Type.Optional(Type.Enum([...statuses])),
    tenantId: Type.Optional(Identifier()),
    invitationId: Type.Optional(Identifier()),
  },
});
export const seeConsent = view({
  name: 'consent.see',
  path: '/api/v1/consents/{id}',
  summary: 'One answer to an invitation.',
  answer: shown(Consent),
});
export const operations = [acceptInvitation, declineInvitation, passOnInvitation, listConsents, seeConsent];
