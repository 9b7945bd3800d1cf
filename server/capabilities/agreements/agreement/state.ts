// The customer agreement as each partner that sells has it on record; a record is never changed, only followed.
import type { Refusals } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Lifecycle } from '../../../kernel/lifecycle.ts';
import { question } from '../../../kernel/question.ts';

export type Signer = {
  firstName: string;
  lastName: string;
  email: string;
  phone: string | null;
  companyName: string | null;
};
export type Language = 'en' | 'ko' | 'zh-CN';

export type CustomerAgreement = {
  id: Id<'cag'>;
  version: number;
  status: 'accepted';
  /** ORD-028: the partner that sells; each one needs its own record. */
  partner: string;
  customer: string;
  tenant: string;
  way: 'attested' | 'direct';
  edition: string;
  country: string;
  language: Language | null;
  textHash: string | null;
  signer: Signer | null;
  attestation: Id<'att'> | null;
  agreedAt: Date;
  recordedAt: Date;
  recordedBy: string;
};

export const sides = { partner: 'partner_id', customer: 'customer_id' } as const;

export const lifecycle = {
  attest: { from: ['nothing'], to: ['accepted'], emits: ['customerAgreement.attested'] },
  create: { from: ['nothing'], to: ['accepted'], emits: ['customerAgreement.attested'] },
  accept: {
    from: ['nothing', 'accepted'],
    to: ['accepted'],
    repeats: ['accepted'],
    emits: ['customerAgreement.accepted'],
  },
} as const satisfies Lifecycle<CustomerAgreement>;

/** How things stand between a partner that sells and a tenant; `byPartner` means that only attestation is possible. */
export type Standing = 'notInSystem' | 'accepted' | 'missing' | 'byPartner';

type Pair = { partner: string; tenant: string };
/** Whether a partner has a relationship with a tenant, and whether it is the one who sells in it. */
export const dealings = question<Pair, { sells: boolean }>('agreements.dealings');
/** ORD-027: what the tenant bought from any partner that leaves the agreement to attestation by the partner. */
export const purchasesThatBarAcceptance = question<{ tenant: string }, { thing: string; id: string }>(
  'agreements.purchasesThatBarAcceptance',
);

export const refusals = {
  feature_off_in_cloud: { kind: 'limit', rule: 'ORD-030' },
  agreement_edition_outdated: { kind: 'conflict', rule: 'ORD-020' },
  agreement_not_ticked: { kind: 'invalid', rule: 'REL-039' },
  agreed_in_future: { kind: 'invalid', rule: 'ORD-022' },
  reseller_cannot_attest: { kind: 'limit', rule: 'ORD-023' },
  relationship_required: { kind: 'conflict', rule: 'REL-044' },
  tenant_not_yours: { kind: 'invalid', rule: 'REL-038' },
  direct_acceptance_impossible: { kind: 'conflict', rule: 'ORD-027' },
  agreement_duplicate: { kind: 'conflict', rule: 'ORD-029' },
} as const satisfies Refusals;
