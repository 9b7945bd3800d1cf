// A subscription is what one customer's tenant holds of one SKU through one partner: terms, price, parties, charges.
import type { Refusals } from '../../kernel/decision.ts';
import type { Id } from '../../kernel/id.ts';
import type { Lifecycle } from '../../kernel/lifecycle.ts';
import type { Fraction, Money } from '../../kernel/money.ts';
import { addTerm, monthsOf, type Period, type Term } from '../../kernel/term.ts';

/** As the catalogue sorts products: by seat, by meter, for own machines, or capacity paid ahead. */
export type Kind = 'licence' | 'usage' | 'software' | 'reservation';
/** The commerce model: legacy licences may be given back, modern ones bind to the end of the term. */
type Model = 'modern' | 'legacy';
export type BillingPlan = 'Monthly' | 'Annual' | 'Triennial' | 'None';
export type Segment = 'Commercial' | 'Education' | 'Charity' | 'Government';

/** What was bought, as the catalogue had it on that day. */
export type Bought = {
  /** Product and SKU in one, as the catalogue writes them. */
  sku: string;
  productTitle: string;
  skuTitle: string;
  kind: Kind;
  model: Model;
  segment: Segment;
  /** Without a term it runs until it is cancelled, or was bought for ever. */
  term: Term | 'NoTerm';
  billingPlan: BillingPlan;
  /** The row of the price list that priced it; null for what no list prices, and for what was bought before. */
  priceRow: number | null;
};

export type Subscription = Bought & {
  id: Id<'sub'>;
  version: number;
  status: 'provisioning' | 'active' | 'failed';
  nickname: string;
  quantity: number;
  /** SUB-001: every instant is UTC. */
  startsAt: Date;
  endsAt: Date | null;
  /** Until when the quantity cannot fall and nothing is given back. */
  committedUntil: Date | null;
  autoRenews: boolean;
  /** Who transacts: the vendor invoices it, and only it changes the subscription (SUB-033). */
  partner: string;
  /** Reseller of record (CHN-030); null where the partner sells itself. */
  reseller: string | null;
  /** CHN-031: what stands as reseller on charges: a location's id, the partner's own, or -1 after its removal. */
  resellerId: string;
  /** CHN-034: a change counts from the next billing period; until then charges carry the one before. */
  resellerIdBefore: string;
  resellerIdSince: Date;
  customer: string;
  tenant: string;
  /** REL-130: whom the customer sees as support. */
  supportContact: string;
  origin: 'program';
  /** The partner's price for one seat and one billing period, locked until `endsAt` (SUB-014, ORD-073). */
  unitPrice: Money;
  order: Id<'ord'>;
  base: Id<'sub'> | null;
  /** SUB-002: what the vendor's system knows it by; it stays when the subscription moves. */
  entitlement: string;
  /** What the vendor's system said when it could not set it up. */
  failure: string | null;
};

type ChargeKind = 'new' | 'addQuantity' | 'provisioningFailed';
/** BIL-008: named, since the sources round in four ways; this is D. */
type Rounding = 'exactPerSeat';
/** One amount that the vendor charges the partner, with all that explains it years later. */
export type ChargeLine = {
  id: Id<'chl'>;
  subscription: Id<'sub'>;
  /** Who runs the cloud and sells; null as long as nobody does. */
  seller: string | null;
  /** Who pays: the transacting partner. */
  buyer: string;
  customer: string;
  tenant: string;
  order: Id<'ord'>;
  sku: string;
  priceRow: number | null;
  kind: ChargeKind;
  quantity: number;
  unitPrice: Money;
  amount: Money;
  from: Date;
  until: Date | null;
  resellerId: string;
  rounding: Rounding;
  /** Of the period; null where it was charged before lines said so. */
  share: Fraction | null;
  /** The edition of the rules by which it was reckoned. */
  edition: string | null;
  /** The line that this one takes back: what was stored, negated. */
  reverses: Id<'chl'> | null;
  /** BIL-026: the line of whoever sold it on, from which this one follows. */
  upstream: Id<'chl'> | null;
  at: Date;
};

/** The field `resellerId` after the reseller of record was taken off (CHN-031). */
export const removedReseller = '-1';

export const sides = { partner: 'partner_id', reseller: 'reseller_id', customer: 'customer_id' } as const;

export const lifecycle = {
  start: { from: ['nothing'], to: ['provisioning'], emits: ['subscription.started'] },
  confirm: { from: ['provisioning'], to: ['active'], emits: ['subscription.confirmed'] },
  fail: { from: ['provisioning'], to: ['failed'], emits: ['subscription.failed'] },
  increaseQuantity: { from: ['active'], to: ['active'], emits: ['subscription.quantityIncreased'] },
  setReseller: {
    from: ['provisioning', 'active'],
    to: ['provisioning', 'active'],
    emits: ['subscription.resellerSet'],
  },
} as const satisfies Lifecycle<Subscription>;

/** Those that count against limits and hold what they were bought for. */
export const held = ['provisioning', 'active'] as const satisfies readonly Subscription['status'][];

const lengths: Readonly<Record<BillingPlan, Term | null>> = {
  Monthly: 'P1M',
  Annual: 'P1Y',
  Triennial: 'P3Y',
  None: null,
};

type Running = Pick<Subscription, 'startsAt' | 'endsAt' | 'billingPlan'>;
const monthsBetween = (from: Date, until: Date): number =>
  (until.getUTCFullYear() - from.getUTCFullYear()) * 12 + until.getUTCMonth() - from.getUTCMonth();

/** The billing period an instant falls in, counted from the start; null where nothing ends and nothing recurs. */
export function billingPeriodAt({ startsAt, endsAt, billingPlan }: Running, at: Date): Period | null {
  const length = lengths[billingPlan];
  if (!length) return endsAt && { start: startsAt, end: endsAt };
  const roughly = Math.max(0, Math.floor(monthsBetween(startsAt, at) / monthsOf(length)));
  const count = roughly > 0 && addTerm(startsAt, length, roughly) > at ? roughly - 1 : roughly;
  const end = addTerm(startsAt, length, count + 1);
  return { start: addTerm(startsAt, length, count), end: endsAt && endsAt < end ? endsAt : end };
}

/** Usage is charged in arrears, by meters; nothing is due when it is bought. */
export const isMetered = (kind: Kind): boolean => kind === 'usage';

/** When something bought now would end, and until when its first charge counts. */
export function firstPeriodOf({ term, billingPlan, kind }: Bought, startsAt: Date) {
  const endsAt = term === 'NoTerm' ? null : addTerm(startsAt, term);
  const period = isMetered(kind) ? null : billingPeriodAt({ startsAt, endsAt, billingPlan }, startsAt);
  return { endsAt, chargedUntil: period?.end ?? null };
}

/** What may stand in the way of changing a subscription. */
export const refusals = {
  not_transacting_partner: { kind: 'forbidden', rule: 'SUB-033' },
  quantity_not_increased: { kind: 'limit', rule: 'SUB-031' },
  quantity_out_of_range: { kind: 'limit', rule: 'SUB-030' },
  quantity_locked: { kind: 'limit', rule: 'ORD-074' },
  quantity_is_metered: { kind: 'limit', rule: 'SUB-030' },
  customer_agreement_missing: { kind: 'conflict', rule: 'ORD-020' },
  reseller_only_for_providers: { kind: 'limit', rule: 'ACT-005' },
  reseller_validation_failed: { kind: 'limit', rule: 'CHN-033' },
  reseller_location_not_enrolled: { kind: 'limit', rule: 'CHN-030' },
  usage_plan_exists: { kind: 'limit', rule: 'CHN-032' },
  reseller_stays: { kind: 'limit', rule: 'CHN-032' },
} as const satisfies Refusals;
