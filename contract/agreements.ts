// Our promise about customer agreements: attested by the partner that sells, or accepted by the customer itself.
import { type Static, Type } from 'typebox';
import {
  body,
  Country,
  command,
  Email,
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
} from './operation.ts';

const Language = () => Type.Enum(['en', 'ko', 'zh-CN']);
const Way = () => Type.Enum(['attested', 'direct']);
const Signer = Type.Object({
  firstName: Type.String(),
  lastName: Type.String(),
  email: Type.String(),
  phone: OrNull(Type.String()),
  companyName: OrNull(Type.String()),
});

export const CustomerAgreement = noun(['accepted'], {
  partner: open(Party),
  customer: open(Party),
  tenantId: open(Type.String()),
  way: open(Way()),
  edition: open(Type.String()),
  /** The country of the tenant decides which text it is (ORD-025). */
  country: open(Country()),
  /** The language in which it was read, and the hash of that very text; null where a partner attests. */
  language: open(OrNull(Language())),
  textHash: open(OrNull(Type.String())),
  agreedAt: open(Instant()),
  recordedAt: open(Instant()),
  /** Who signed on the customer's side, as the partner states it; null where the customer accepted itself. */
  signer: only('personal', OrNull(Signer)),
  recordedBy: only('personal', Type.String()),
});
export type CustomerAgreement = Static<typeof CustomerAgreement>;

export const CustomerAgreementText = Type.Object({
  edition: Type.String(),
  country: Country(),
  language: Language(),
  title: Type.String(),
  text: Type.String(),
  textHash: Type.String(),
});
export type CustomerAgreementText = Static<typeof CustomerAgreementText>;

export const attestCustomerAgreement = command({
  name: 'customerAgreement.attest',
  path: '/api/v1/customer-agreements/attest',
  summary: 'State that your customer accepted the customer agreement, by whom and when.',
  body: body({
    tenantId: Identifier(),
    edition: Text(20),
    firstName: Text(50),
    lastName: Text(50),
    email: Email(),
    phone: Type.Optional(Text(30)),
    companyName: Type.Optional(Text(200)),
    agreedAt: Instant(),
  }),
  answer: shown(CustomerAgreement),
});

export const acceptCustomerAgreement = command({
  name: 'customerAgreement.accept',
  path: '/api/v1/customer-agreements/accept',
  summary: 'Accept the customer agreement for what you buy through one of your partners.',
  who: 'person',
  body: body({
    partnerId: Identifier(),
    tenantId: Identifier(),
    edition: Text(20),
    language: Type.Optional(Language()),
    acceptsAgreement: Type.Boolean(),
  }),
  answer: shown(CustomerAgreement),
});

export const listCustomerAgreements = list({
  name: 'customerAgreement.list',
  path: '/api/v1/customer-agreements',
  summary: 'Customer agreements on record, the latest first.',
  of: CustomerAgreement,
  filters: {
    tenantId: Type.Optional(Identifier()),
    partnerId: Type.Optional(Identifier()),
    edition: Type.Optional(Text(20)),
    way: Type.Optional(Way()),
  },
});

export const seeCustomerAgreement = view({
  name: 'customerAgreement.see',
  path: '/api/v1/customer-agreements/{id}',
  summary: 'One customer agreement on record.',
  answer: shown(CustomerAgreement),
});

export const readCustomerAgreement = view({
  name: 'customerAgreement.read',
  path: '/api/v1/customer-agreement-text',
  summary: 'The text of the customer agreement in force for customers of a country.',
  who: 'anyone',
  secondFactor: false,
  query: { country: Country(), language: Type.Optional(Language()) },
  answer: CustomerAgreementText,
});

export const operations = [
  attestCustomerAgreement,
  acceptCustomerAgreement,
  listCustomerAgreements,
  seeCustomerAgreement,
  readCustomerAgreement,
];
