// Our promise about orders: a partner fills a cart, reviews it and places it; a reseller sends its provider a wish.
import { type Static, Type } from 'typebox';
import {
  body,
  command,
  Email,
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
import { BillingPlan, Kind, PartnerId, Quantity, Segment, SkuId, TermOrNone } from './subscriptions.ts';

const linesMax = 100;
const CartLine = body({
  skuId: SkuId(),
  segment: Segment(),
  term: TermOrNone(),
  billingPlan: BillingPlan(),
  quantity: Quantity(),
  /** The subscription that an add-on hangs on. */
  baseId: Type.Optional(OrNull(Identifier())),
});
export type CartLine = Static<typeof CartLine>;
/** Left out, what has a term is paid by the month (SUB-015). */
const GivenLine = body({ ...CartLine.properties, billingPlan: Type.Optional(BillingPlan()) });
export type GivenLine = Static<typeof GivenLine>;

export const Cart = noun(['draft', 'placed', 'cancelled'], {
  partner: open(Party),
  customer: open(Party),
  tenantId: open(Type.String()),
  relationshipId: open(Type.String()),
  resellerPartnerId: open(OrNull(Type.String())),
  lines: open(Type.Array(CartLine)),
  wishId: open(OrNull(Type.String())),
  orderId: open(OrNull(Type.String())),
  createdAt: open(Instant()),
  createdBy: only('personal', Type.String()),
});
export type Cart = Static<typeof Cart>;

const OrderLine = Type.Object({
  skuId: Type.String(),
  productTitle: Type.String(),
  skuTitle: Type.String(),
  kind: Kind(),
  segment: Segment(),
  term: Type.String(),
  billingPlan: BillingPlan(),
  quantity: Type.Integer(),
  baseId: OrNull(Type.String()),
  subscriptionId: Type.String(),
});

export const Order = noun(['placed'], {
  number: open(Type.String()),
  partner: open(Party),
  reseller: open(OrNull(Party)),
  customer: open(Party),
  tenantId: open(Type.String()),
  lines: open(Type.Array(OrderLine)),
  wishId: only('commercial', OrNull(Type.String())),
  placedAt: open(Instant()),
  placedBy: only('personal', Type.String()),
  resellerId: only('commercial', Type.String()),
  /** What each line costs the partner: for one seat and billing period, and for the first period. */
  prices: only('cost', Type.Array(Type.Object({ unitPrice: Money(), amount: Money() }))),
  totals: only('cost', Type.Array(Money())),
});
export type Order = Static<typeof Order>;

export const Wish = noun(['open', 'fulfilled', 'declined', 'withdrawn'], {
  reseller: open(Party),
  provider: open(Party),
  customer: open(Party),
  tenantId: open(Type.String()),
  skuId: open(Type.String()),
  productTitle: open(Type.String()),
  skuTitle: open(Type.String()),
  quantity: open(Type.Integer()),
  note: open(OrNull(Type.String())),
  answer: open(OrNull(Type.String())),
  sentAt: open(Instant()),
  /** Of the provider alone: the cart it made of the wish. */
  cartId: only('cost', OrNull(Type.String())),
  sentBy: only('personal', Type.String()),
});
export type Wish = Static<typeof Wish>;

export const Review = Type.Object({
  cart: Cart,
  isPlaceable: Type.Boolean(),
  obstacles: Type.Array(Reason),
  lines: Type.Array(
    Type.Object({
      line: CartLine,
      productTitle: OrNull(Type.String()),
      skuTitle: OrNull(Type.String()),
      kind: OrNull(Kind()),
      unitPrice: OrNull(Money()),
      amount: OrNull(Money()),
      startsAt: Instant(),
      endsAt: OrNull(Instant()),
      chargedUntil: OrNull(Instant()),
      obstacles: Type.Array(Reason),
    }),
  ),
  totals: Type.Array(Money()),
});
export type Review = Static<typeof Review>;

const content = {
  resellerPartnerId: Type.Optional(OrNull(PartnerId())),
  lines: Type.Array(GivenLine, { maxItems: linesMax }),
};

export const createCart = command({
  name: 'cart.create',
  path: '/api/v1/carts',
  summary: 'Begin an order for one of your customers.',
  status: 201,
  body: body({ relationshipId: Identifier(), ...content }),
  answer: shown(Cart),
});

export const listCarts = list({
  name: 'cart.list',
  path: '/api/v1/carts',
  summary: 'Your carts, the latest first.',
  of: Cart,
  filters: {
    status: Type.Optional(Type.Enum(['draft', 'placed', 'cancelled'])),
    tenantId: Type.Optional(Identifier()),
  },
});

export const seeCart = view({
  name: 'cart.see',
  path: '/api/v1/carts/{id}',
  summary: 'One of your carts.',
  answer: shown(Cart),
});

export const changeCart = command({
  name: 'cart.change',
  path: '/api/v1/carts/{id}/change',
  summary: 'Replace what is in a cart; the same again changes nothing.',
  body: body(content),
  answer: shown(Cart),
});

export const cancelCart = command({
  name: 'cart.cancel',
  path: '/api/v1/carts/{id}/cancel',
  summary: 'Drop a cart.',
  body: body({}),
  answer: shown(Cart),
});

export const reviewCart = view({
  name: 'cart.review',
  path: '/api/v1/carts/{id}/review',
  summary: 'Prices as of now, dates, the first charge, and everything that stands against placing the cart.',
  answer: Review,
});

export const placeCart = command({
  name: 'cart.place',
  path: '/api/v1/carts/{id}/place',
  summary: 'Place the order: its subscriptions start, and the vendor’s system is told.',
  body: body({
    /** Where the customer agreement is missing: who accepted it, stated in the same step. */
    attestation: Type.Optional(
      body({
        edition: Text(20),
        firstName: Text(50),
        lastName: Text(50),
        email: Email(),
        phone: Type.Optional(Text(30)),
        companyName: Type.Optional(Text(200)),
        agreedAt: Instant(),
      }),
    ),
  }),
  answer: shown(Order),
});

export const listOrders = list({
  name: 'order.list',
  path: '/api/v1/orders',
  summary: 'Orders you placed, were named in, or received, the latest first.',
  of: Order,
  filters: {
    tenantId: Type.Optional(Identifier()),
    customerId: Type.Optional(Identifier()),
    resellerId: Type.Optional(Identifier()),
    number: Type.Optional(Text(20)),
  },
});

export const seeOrder = view({
  name: 'order.see',
  path: '/api/v1/orders/{id}',
  summary: 'One order with what was bought.',
  answer: shown(Order),
});

export const sendWish = command({
  name: 'wish.send',
  path: '/api/v1/wishes',
  summary: 'Ask one of your providers to order something for a customer of yours.',
  status: 201,
  body: body({
    relationshipId: Identifier(),
    providerId: Identifier(),
    skuId: SkuId(),
    quantity: Quantity(),
    note: Type.Optional(Text(1000)),
  }),
  answer: shown(Wish),
});

export const listWishes = list({
  name: 'wish.list',
  path: '/api/v1/wishes',
  summary: 'Purchase wishes you sent or received, the latest first.',
  of: Wish,
  filters: {
    status: Type.Optional(Type.Enum(['open', 'fulfilled', 'declined', 'withdrawn'])),
    tenantId: Type.Optional(Identifier()),
    providerId: Type.Optional(Identifier()),
    resellerId: Type.Optional(Identifier()),
  },
});

export const seeWish = view({
  name: 'wish.see',
  path: '/api/v1/wishes/{id}',
  summary: 'One purchase wish.',
  answer: shown(Wish),
});

export const fulfilWish = command({
  name: 'wish.fulfil',
  path: '/api/v1/wishes/{id}/fulfil',
  summary: 'Make a cart of a reseller’s wish, on the terms you choose.',
  body: body({
    segment: Segment(),
    term: TermOrNone(),
    billingPlan: Type.Optional(BillingPlan()),
    resellerPartnerId: Type.Optional(OrNull(PartnerId())),
  }),
  answer: shown(Cart),
});

export const declineWish = command({
  name: 'wish.decline',
  path: '/api/v1/wishes/{id}/decline',
  summary: 'Decline a reseller’s wish, with a word why.',
  body: body({ note: Text(1000) }),
  answer: shown(Wish),
});

export const withdrawWish = command({
  name: 'wish.withdraw',
  path: '/api/v1/wishes/{id}/withdraw',
  summary: 'Take a wish back.',
  body: body({}),
  answer: shown(Wish),
});

export const operations = [
  createCart,
  listCarts,
  seeCart,
  changeCart,
  cancelCart,
  reviewCart,
  placeCart,
  listOrders,
  seeOrder,
  sendWish,
  listWishes,
  seeWish,
  fulfilWish,
  declineWish,
  withdrawWish,
];
