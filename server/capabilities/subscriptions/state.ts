// A subscription is what one customer's tenant holds of one SKU through one partner: terms, price, parties, charges.
import type { Id } from '../../kernel/id.ts';
import type { Lifecycle } from '../../kernel/lifecycle.ts';
import type { Fraction, Money } from '../../kernel/money.ts';
import type { Term } from '../../kernel/term.ts';

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
  start: { from: ['nothing'], to: ['provisioning'] },
  confirm: { from: ['provisioning'], to: ['active'] },
  fail: { from: ['provisioning'], to: ['failed'] },
  increaseQuantity: { from: ['active'], to: ['active'] },
  setReseller: { from: ['provisioning', 'active'], to: ['provisioning', 'active'] },
} as const satisfies Lifecycle<Subscription>;

/** Those that count against limits and hold what they were bought for. */
export const held = ['provisioning', 'active'] as const satisfies readonly Subscription['status'][];
