// Our promise about customer agreements: attested by the partner that sells, or accepted by the customer itself.
import { type Static, Type } from 'typebox';
import {
  Bearer,
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
  /** The confirmation at a link that it rests on, if any (ORD-031). */
  attestationId: open(OrNull(Type.String())),
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

export const createCustomerAgreement = command({
  name: 'customerAgreement.create',
  path: '/api/v1/customer-agreements',
  summary: 'Put on record what your customer confirmed at the link of an attestation.',
  status: 201,
  body: body({ attestationId: Identifier(), tenantId: Identifier(), edition: Text(20) }),
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

const attestationStatuses = ['open', 'confirmed', 'used', 'expired'] as const;
/** What a customer is asked to confirm in the partner's own checkout (ORD-031). */
export const Attestation = noun([...attestationStatuses], {
  partner: open(Party),
  edition: open(Type.String()),
  createdAt: open(Instant()),
  expiresAt: open(Instant()),
  confirmedAt: open(OrNull(Instant())),
  /** The language in which the customer read it, and the hash of that very text. */
  language: open(OrNull(Language())),
  textHash: open(OrNull(Type.String())),
  customer: only('personal', Party),
  tenantId: only('personal', Type.String()),
  agreementId: only('personal', OrNull(Type.String())),
  link: only('commercial', Bearer()),
  /** Where the partner's checkout goes on. */
  returnUrl: only('commercial', OrNull(Type.String())),
  /** Who confirmed it, as they wrote it themselves. */
  signer: only('personal', OrNull(Signer)),
  createdBy: only('personal', Type.String()),
});
export type Attestation = Static<typeof Attestation>;

/** What anybody sees who opens the link: who asks and for what, nothing of the customer. */
export const OpenedAttestation = Type.Object({
  status: Type.Enum([...attestationStatuses]),
  partner: Party,
  cloud: Type.Object({ id: Type.String(), operator: Type.String() }),
  edition: Type.String(),
  expiresAt: Instant(),
  returnUrl: OrNull(Type.String()),
  /** null once there is nothing left to confirm. */
  agreement: OrNull(CustomerAgreementText),
});
export type OpenedAttestation = Static<typeof OpenedAttestation>;

export const createAttestation = command({
  name: 'attestation.create',
  path: '/api/v1/attestations',
  summary: 'Make a link at which your customer reviews and confirms the customer agreement, for your own checkout.',
  status: 201,
  body: body({
    tenantId: Identifier(),
    edition: Text(20),
    returnUrl: Type.Optional(
      Type.String({
        pattern: '^https://[^\\s/?#@]+([/?#]\\S*)?$',
        maxLength: 500,
        examples: ['https://shop.example/checkout'],
      }),
    ),
  }),
  answer: shown(Attestation),
});

export const listAttestations = list({
  name: 'attestation.list',
  path: '/api/v1/attestations',
  summary: 'What customers are asked to confirm, the latest first.',
  of: Attestation,
  filters: { status: Type.Optional(Type.Enum([...attestationStatuses])), tenantId: Type.Optional(Identifier()) },
});

export const seeAttestation = view({
  name: 'attestation.see',
  path: '/api/v1/attestations/{id}',
  summary: 'One link at which a customer confirms the agreement, and whether it has.',
  answer: shown(Attestation),
});

export const openAttestation = view({
  name: 'attestation.open',
  path: '/api/v1/attestation-links/{token}',
  summary: 'Who asks for a confirmation by this link, and the text that is to be confirmed.',
  who: 'anyone',
  secondFactor: false,
  query: { language: Type.Optional(Language()) },
  answer: OpenedAttestation,
});

export const confirmAttestation = command({
  name: 'attestation.confirm',
  path: '/api/v1/attestation-links/{token}/confirm',
  summary: 'Confirm the customer agreement for your company, once, as the person who signs.',
  who: 'anyone',
  secondFactor: false,
  isIrreversible: true,
  body: body({
    edition: Text(20),
    language: Type.Optional(Language()),
    firstName: Text(50),
    lastName: Text(50),
    email: Email(),
    phone: Type.Optional(Text(30)),
    companyName: Text(200),
    acceptsAgreement: Type.Boolean(),
  }),
  answer: Type.Object({ confirmedAt: Instant() }),
});

export const operations = [
  attestCustomerAgreement,
  createCustomerAgreement,
  acceptCustomerAgreement,
  listCustomerAgreements,
  seeCustomerAgreement,
  readCustomerAgreement,
  createAttestation,
  listAttestations,
  seeAttestation,
  openAttestation,
  confirmAttestation,
];
