// What can be bought, by whom, from when on and for how much; price sheets bring it in, customers qualify for parts.
import type { Currency } from '../../kernel/currencies.ts';
import type { Refusals } from '../../kernel/decision.ts';
import type { Money } from '../../kernel/money.ts';
import { question } from '../../kernel/question.ts';

/** ORD-070: price lists are kept per kind of product. */
const lists = ['licence', 'usage', 'software', 'reservation'] as const;
export type List = (typeof lists)[number];
const segments = ['Commercial', 'Education', 'Charity', 'Government'] as const;
export type Segment = (typeof segments)[number];
const billingPlans = ['Monthly', 'Annual', 'Triennial', 'None'] as const;
export type BillingPlan = (typeof billingPlans)[number];

/** Product and SKU as sheets write them, joined: `KTR000000001:0001`. */
export type SkuId = `${string}:${string}`;
export type Sku = {
  id: SkuId;
  version: number;
  status: 'listed';
  list: List;
  productId: string;
  productTitle: string;
  title: string;
  publisher: string;
  description: string;
  unit: string;
  tags: string;
};

/** Which price is meant, but for quantity and day. `meter` is empty except for usage. */
type PriceKey = {
  sku: SkuId;
  market: string;
  currency: string;
  segment: Segment | '';
  term: string;
  billingPlan: BillingPlan;
  meter: string;
};
export type Price = PriceKey & {
  list: List;
  /** From how many on, and up to how many; null is open. */
  tierMin: number;
  tierMax: number | null;
  /** To the transacting partner (ORD-071). */
  unitPrice: Money;
  estimatedRetailPrice: Money | null;
  /** null: always, or open. The end itself is no longer valid. */
  validFrom: Date | null;
  validUntil: Date | null;
};

/** A row of the offer matrix. An empty list of countries names none, so it excludes none. */
export type OfferRules = {
  sku: SkuId;
  provisioningId: string;
  provisioningString: string;
  licencesMin: number | null;
  licencesMax: number | null;
  ownershipLimit: number | null;
  ownershipLimitType: 'none' | 'lifetime' | 'concurrent';
  prerequisites: readonly SkuId[];
  conversions: readonly SkuId[];
  description: string;
  allowedCountries: readonly string[];
};

/** A subscription that counts against limits, from whatever partner and channel (SUB-041). */
export type Held = {
  sku: SkuId;
  segment: Segment | '';
  status: 'active' | 'suspended' | 'cancelled' | 'ended';
  /** SUB-043: a concurrent limit counts a cancelled one until it is fully deprovisioned. */
  isDeprovisioned: boolean;
  isOwn: boolean;
};
/** What a customer holds or has ever held; subscriptions know. */
export const heldByTenant = question<{ customer: string; partner: string }, Held>('heldByTenant');
/** Whether a partner sells to a customer at this moment; an answer is a relationship. */
export const sellsTo = question<{ partner: string; customer: string }, { since: Date }>('sellsTo');

export const skuIdOf = ({ productId, skuId }: { productId: string; skuId: string }): SkuId => `${productId}:${skuId}`;

/** Meters are priced in one currency everywhere. */
export const meterCurrency = 'USD' satisfies Currency;
/** What a usage plan is sold as, whatever its meters say: it runs until it is cancelled, and is paid by consumption. */
export const planTerms = { segment: 'Commercial', term: 'NoTerm', billingPlan: 'None' } as const;

/** Every obstacle that the catalogue puts in the way. */
export const refusals = {
  catalogue_not_yours: { kind: 'limit', rule: 'ORD-009' },
  too_many_pinned: { kind: 'limit', rule: 'ORD-009' },
  sku_unknown: { kind: 'limit', rule: 'ORD-072' },
  not_in_offer_matrix: { kind: 'limit', rule: 'ORD-072' },
  no_price_in_force: { kind: 'limit', rule: 'ORD-070' },
  offer_not_available: { kind: 'limit', rule: 'ORD-008' },
  segment_not_allowed: { kind: 'limit', rule: 'ORD-010' },
  government_only: { kind: 'limit', rule: 'ORD-011' },
  education_not_qualified: { kind: 'limit', rule: 'ORD-012' },
  partner_not_approved_for_government: { kind: 'limit', rule: 'ORD-013' },
  quantity_out_of_range: { kind: 'limit', rule: 'SUB-030' },
  offer_limit_reached: { kind: 'limit', rule: 'SUB-043' },
  base_required: { kind: 'limit', rule: 'SUB-050' },
  suspended_one_exists: { kind: 'limit', rule: 'ORD-002' },
  relationship_required: { kind: 'conflict', rule: 'REL-044' },
  not_a_transacting_partner: { kind: 'limit', rule: 'ORD-013' },
  evidence_incomplete: { kind: 'invalid', rule: 'ORD-012' },
} as const satisfies Refusals;
