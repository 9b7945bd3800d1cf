// A partner fills a cart and places it as an order, which starts subscriptions; a reseller sends its provider a wish.
import type { Refusals } from '../../kernel/decision.ts';
import type { Id } from '../../kernel/id.ts';
import type { Lifecycle } from '../../kernel/lifecycle.ts';
import type { Money } from '../../kernel/money.ts';
import type { Term } from '../../kernel/term.ts';
import type { BillingPlan, Bought, Segment } from '../subscriptions/state.ts';

export type CartLine = {
  sku: string;
  segment: Segment;
  term: Term | 'NoTerm';
  billingPlan: BillingPlan;
  quantity: number;
  /** SUB-050: what an add-on hangs on. */
  base: Id<'sub'> | null;
};

export type Cart = {
  id: Id<'crt'>;
  version: number;
  status: 'draft' | 'placed' | 'cancelled';
  partner: string;
  /** ORD-001: one order, one customer; another one needs another cart. */
  relationship: string;
  customer: string;
  tenant: string;
  /** The public id of the reseller's location (ACT-011); null where the partner sells itself. */
  resellerPartnerId: string | null;
  lines: readonly CartLine[];
  /** The purchase wish it came from. */
  wish: Id<'wsh'> | null;
  order: Id<'ord'> | null;
  createdBy: string;
  createdAt: Date;
};

export type OrderLine = Bought & {
  quantity: number;
  base: Id<'sub'> | null;
  subscription: Id<'sub'>;
  /** For one seat and one billing period, and what the first period costs. */
  unitPrice: Money;
  amount: Money;
};

export type Order = {
  id: Id<'ord'>;
  version: number;
  status: 'placed';
  /** For people: short, and never given twice. */
  number: string;
  partner: string;
  reseller: string | null;
  /** What stands as reseller on its charges (CHN-031). */
  resellerId: string;
  customer: string;
  tenant: string;
  lines: readonly OrderLine[];
  wish: Id<'wsh'> | null;
  placedBy: string;
  placedAt: Date;
};

export type Wish = {
  id: Id<'wsh'>;
  version: number;
  status: 'open' | 'fulfilled' | 'declined' | 'withdrawn';
  reseller: string;
  provider: string;
  customer: string;
  tenant: string;
  sku: string;
  productTitle: string;
  skuTitle: string;
  quantity: number;
  note: string | null;
  /** What the provider wrote when it declined. */
  answer: string | null;
  cart: Id<'crt'> | null;
  sentBy: string;
  sentAt: Date;
};

export const cartSides = { partner: 'partner_id' } as const;
export const orderSides = { partner: 'partner_id', reseller: 'reseller_id', customer: 'customer_id' } as const;
export const wishSides = { reseller: 'reseller_id', provider: 'provider_id' } as const;

export const cartLifecycle = {
  create: { from: ['nothing'], to: ['draft'], emits: ['cart.created'] },
  change: { from: ['draft'], to: ['draft'], emits: ['cart.changed'] },
  place: { from: ['draft'], to: ['placed'], emits: ['cart.placed'] },
  cancel: { from: ['draft'], to: ['cancelled'], emits: ['cart.cancelled'] },
} as const satisfies Lifecycle<Cart>;
export const orderLifecycle = {
  place: { from: ['nothing'], to: ['placed'], emits: ['order.placed'] },
} as const satisfies Lifecycle<Order>;
export const wishLifecycle = {
  send: { from: ['nothing'], to: ['open'], emits: ['wish.sent'] },
  fulfil: { from: ['open'], to: ['fulfilled'], emits: ['wish.fulfilled'] },
  decline: { from: ['open'], to: ['declined'], emits: ['wish.declined'] },
  withdraw: { from: ['open'], to: ['withdrawn'], emits: ['wish.withdrawn'] },
} as const satisfies Lifecycle<Wish>;

/** What may stand in the way of carts, orders and purchase wishes. */
export const refusals = {
  orders_via_provider: { kind: 'forbidden', rule: 'SUB-011' },
  customers_cannot_buy: { kind: 'forbidden', rule: 'SUB-012' },
  cart_empty: { kind: 'invalid', rule: 'ORD-001' },
  cart_changed: { kind: 'stale' },
  line_repeated: { kind: 'invalid', rule: 'ORD-001' },

  location_required: { kind: 'conflict', rule: 'ACT-063' },
  relationship_required: { kind: 'conflict', rule: 'REL-044' },
  customer_agreement_missing: { kind: 'conflict', rule: 'ORD-020' },
  customer_records_incomplete: { kind: 'conflict', rule: 'SUB-010' },
  selling_tenant_not_allowed: { kind: 'limit', rule: 'ORD-005' },
  base_required: { kind: 'limit', rule: 'SUB-050' },
  offer_limit_reached: { kind: 'limit', rule: 'SUB-043' },
  sku_unknown: { kind: 'limit', rule: 'ORD-072' },
  usage_plan_exists: { kind: 'limit', rule: 'CHN-032' },

  wish_needs_provider: { kind: 'limit', rule: 'SUB-011' },
  wish_for_own_customers: { kind: 'limit', rule: 'SUB-011' },
} as const satisfies Refusals;
