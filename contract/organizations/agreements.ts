// Our promise about the partner agreement: its text, who accepted which edition, and what providers see of resellers.
import { type Static, Type } from 'typebox';
import { body, command, Instant, list, noun, OrNull, only, open, Party, shown, Text, view } from '../operation.ts';
import { enrolmentStatuses } from './enrolments.ts';

export const PartnerAgreement = noun(['accepted'], {
  organization: open(Party),
  tenant: open(Type.String()),
  party: open(Type.Enum(['reseller', 'transacting'])),
  region: open(Type.String()),
  edition: open(Type.String()),
  acceptedAt: open(Instant()),
  acceptedBy: only('personal', Type.String()),
});
export type PartnerAgreement = Static<typeof PartnerAgreement>;

const PartnerAgreementText = Type.Object({
  party: Type.Enum(['reseller', 'transacting']),
  edition: Type.String(),
  language: Type.String(),
  title: Type.String(),
  text: Type.String(),
  /** ACT-050: only the English text binds; a translation says so. */
  bindingLanguage: Type.Literal('en'),
  notice: Type.String(),
});

export const acceptPartnerAgreement = command({
  name: 'partnerAgreement.accept',
  path: '/api/v1/partner-agreements',
  summary: 'Accept the partner agreement for a selling tenant, as its global admin.',
  who: 'person',
  status: 201,
  body: body({
    tenant: Type.String(),
    kind: Type.Enum(['provider', 'reseller', 'directBill']),
    edition: Text(40),
    confirmsAuthority: Type.Boolean(),
  }),
  answer: shown(PartnerAgreement),
});
export const listPartnerAgreements = list({
  name: 'partnerAgreement.list',
  path: '/api/v1/partner-agreements',
  summary: 'The partner agreements your organization accepted.',
  of: PartnerAgreement,
  filters: {
    party: Type.Optional(Type.Enum(['reseller', 'transacting'])),
    tenant: Type.Optional(Type.String()),
    organization: Type.Optional(Type.String()),
  },
});
export const seePartnerAgreement = view({
  name: 'partnerAgreement.see',
  path: '/api/v1/partner-agreements/{id}',
  summary: 'One acceptance of the partner agreement.',
  answer: shown(PartnerAgreement),
});
export const readPartnerAgreement = view({
  name: 'partnerAgreement.read',
  path: '/api/v1/partner-agreement-texts/{party}',
  summary: 'The text of the partner agreement that is in force here, to read and keep before signing.',
  query: { language: Type.Optional(Type.Enum(['en', 'ko', 'zh-CN'])) },
  answer: PartnerAgreementText,
});

const ResellerVetting = Type.Object({
  organization: Party,
  partnerId: OrNull(Type.String()),
  region: OrNull(Type.String()),
  vettingStatus: Type.Enum(['none', ...enrolmentStatuses]),
  hasSigned: Type.Boolean(),
  edition: OrNull(Type.String()),
});
export const listResellerVetting = view({
  name: 'resellerVetting.see',
  path: '/api/v1/reseller-vetting',
  summary: 'Which of your resellers are verified and have signed the partner agreement.',
  answer: Type.Object({ items: Type.Array(ResellerVetting) }),
});
export const operations = [
  acceptPartnerAgreement,
  listPartnerAgreements,
  seePartnerAgreement,
  readPartnerAgreement,
  listResellerVetting,
];
