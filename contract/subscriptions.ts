// Our promise about subscriptions: what a customer holds, who is on record for it, and what it costs whom.
import { type Static, Type } from 'typebox';
import {
  body,
  command,
  Identifier,
  Instant,
  list,
  Money,
  noun,
  OrNull,
  only,
  open,
  Party,
  Reason,
  shown,
  Text,
  view,
} from './operation.ts';

export const SkuId = () => Type.String({ pattern: '^[A-Z0-9]{1,40}:[A-Z0-9]{1,40}$' });
export const Segment = () => Type.Enum(['Commercial', 'Education', 'Charity', 'Government']);
export const TermOrNone = () => Type.String({ pattern: '^(P[1-9][0-9]?[MY]|NoTerm)$' });
export const BillingPlan = () => Type.Enum(['Monthly', 'Annual', 'Triennial', 'None']);
export const Kind = () => Type.Enum(['licence', 'usage', 'software', 'reservation']);
export const Quantity = () => Type.Integer({ minimum: 1, maximum: 1_000_000 });
/** The public number of a partner's location. */
export const PartnerId = () => Type.String({ pattern: '^[0-9]{1,9}$' });

const statuses = ['provisioning', 'active', 'failed'] as const;

export const Subscription = noun([...statuses], {
  nickname: open(Type.String()),
  skuId: open(Type.String()),
  productTitle: open(Type.String()),
  skuTitle: open(Type.String()),
  kind: open(Kind()),
  model: open(Type.Enum(['modern', 'legacy'])),
  segment: open(Segment()),
  quantity: open(Type.Integer()),
  term: open(Type.String()),
  billingPlan: open(BillingPlan()),
  startsAt: open(Instant()),
  endsAt: open(OrNull(Instant())),
  committedUntil: open(OrNull(Instant())),
  autoRenews: open(Type.Boolean()),
  partner: open(Party),
  reseller: open(OrNull(Party)),
  customer: open(Party),
  tenantId: open(Type.String()),
  supportContact: open(Party),
  origin: open(Type.Enum(['program'])),
  orderId: open(Type.String()),
  baseId: open(OrNull(Type.String())),
  entitlementId: open(Type.String()),
  /** What charges carry as reseller, and what they carry until the next billing period begins. */
  resellerId: only('commercial', Type.String()),
  resellerIdBefore: only('commercial', Type.String()),
  resellerIdSince: only('commercial', Instant()),
  failure: only('commercial', OrNull(Type.String())),
  /** For one seat and one billing period; locked until the end of the term. */
  unitPrice: only('cost', Money()),
});
export type Subscription = Static<typeof Subscription>;

export const ChargeLine = Type.Object({
  id: Type.String(),
  subscriptionId: Type.String(),
  orderId: Type.String(),
  skuId: Type.String(),
  kind: Type.Enum(['new', 'addQuantity', 'provisioningFailed']),
  quantity: Type.Integer(),
  unitPrice: Money(),
  amount: Money(),
  from: Instant(),
  until: OrNull(Instant()),
  resellerId: Type.String(),
  /** How the share of a seat was rounded, and which share of the period it is, as in `29/30`. */
  rounding: Type.Enum(['exactPerSeat']),
  share: OrNull(Type.String()),
  /** The edition of the rules by which it was reckoned. */
  edition: OrNull(Type.String()),
  /** The line that it takes back. */
  reverses: OrNull(Type.String()),
  at: Instant(),
});
export type ChargeLine = Static<typeof ChargeLine>;

export const listSubscriptions = list({
  name: 'subscription.list',
  path: '/api/v1/subscriptions',
  summary: 'Subscriptions you sold, were named on, or hold, the latest first.',
  exportedBy: 'subscription.export',
  of: Subscription,
  filters: {
    status: Type.Optional(Type.Enum([...statuses])),
    tenantId: Type.Optional(Identifier()),
    customerId: Type.Optional(Identifier()),
    /** Who sells it and is billed for it. */
    partnerId: Type.Optional(Identifier()),
    resellerId: Type.Optional(Identifier()),
    orderId: Type.Optional(Identifier()),
    skuId: Type.Optional(SkuId()),
    /** What the resource is known by; it stays when the subscription moves (SUB-002). */
    entitlementId: Type.Optional(Identifier()),
  },
});

export const seeSubscription = view({
  name: 'subscription.see',
  path: '/api/v1/subscriptions/{id}',
  summary: 'One subscription.',
  answer: shown(Subscription),
});

export const seeCharges = view({
  name: 'subscription.seeCharges',
  path: '/api/v1/subscriptions/{id}/charges',
  summary: 'What the vendor charges you for a subscription, in the order in which it came up.',
  query: {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    after: Type.Optional(Identifier()),
  },
  answer: Type.Object({ items: Type.Array(ChargeLine), next: OrNull(Type.String()) }),
});

export const confirmSubscription = command({
  name: 'subscription.confirm',
  path: '/api/v1/subscriptions/{id}/confirm',
  summary: 'For the vendor’s system: the subscription is set up and may be used.',
  who: 'program',
  body: body({}),
  answer: shown(Subscription),
});

export const failSubscription = command({
  name: 'subscription.fail',
  path: '/api/v1/subscriptions/{id}/fail',
  summary: 'For the vendor’s system: the subscription could not be set up; what was charged is taken back.',
  who: 'program',
  body: body({ reason: Text(500) }),
  answer: shown(Subscription),
});

export const increaseQuantity = command({
  name: 'subscription.increaseQuantity',
  path: '/api/v1/subscriptions/{id}/increase-quantity',
  summary: 'Raise a subscription to this many seats; the added ones are charged by day from today.',
  body: body({ quantity: Quantity() }),
  answer: shown(Subscription),
});

export const setReseller = command({
  name: 'subscription.setReseller',
  path: '/api/v1/subscriptions/{id}/set-reseller',
  summary: 'Put a reseller on record by its location, or take it off; charges carry it from the next billing period.',
  body: body({ resellerPartnerId: OrNull(PartnerId()) }),
  answer: shown(Subscription),
});

export const NamedReseller = Type.Object({
  reseller: Party,
  /** The location with which it joined: its id puts the reseller on record. Null before it has a selling tenant. */
  partnerId: OrNull(PartnerId()),
  canBeNamed: Type.Boolean(),
  because: Type.Array(Reason),
});
export type NamedReseller = Static<typeof NamedReseller>;

export const listResellers = view({
  name: 'reseller.list',
  path: '/api/v1/resellers',
  summary: 'Your resellers by name, the partner id that puts each on record, and why one cannot be named now.',
  query: {
    search: Type.Optional(Text(200)),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
    after: Type.Optional(Text(600)),
  },
  answer: Type.Object({ items: Type.Array(NamedReseller), next: OrNull(Type.String()) }),
});

export const operations = [
  listSubscriptions,
  seeSubscription,
  seeCharges,
  confirmSubscription,
  failSubscription,
  increaseQuantity,
  setReseller,
  listResellers,
];
