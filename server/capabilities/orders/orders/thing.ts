// Carts, orders and purchase wishes put together: tables, life cycles, sides, and how they are shown.
import * as contract from '../../../../contract/orders.ts';
import type { Thing } from '../../../platform/world/world.ts';
import { shownMoney } from '../../subscriptions/thing.ts';
import * as state from '../state.ts';
import { totalsOf } from './rules.ts';
import * as store from './store.ts';

export const shownLine = ({ sku, base, ...line }: state.CartLine) =>
  ({ ...line, skuId: sku, baseId: base }) satisfies contract.CartLine;

export const carts: Thing<state.Cart, typeof state.cartLifecycle> = {
  name: 'cart',
  table: 'carts',
  lifecycle: state.cartLifecycle,
  sides: state.cartSides,
  contract: contract.Cart,
  fromRow: store.cartFromRow,
  toRow: store.cartToRow,
  names: ({ customer }) => [customer],
  show: (cart, { party }) =>
    ({
      id: cart.id,
      version: cart.version,
      status: cart.status,
      partner: party(cart.partner),
      customer: party(cart.customer),
      tenantId: cart.tenant,
      relationshipId: cart.relationship,
      resellerPartnerId: cart.resellerPartnerId,
      lines: cart.lines.map(shownLine),
      wishId: cart.wish,
      orderId: cart.order,
      createdBy: cart.createdBy,
      createdAt: cart.createdAt.toISOString(),
    }) satisfies contract.Cart,
  listing: { sort: { createdAt: '-created_at' }, filters: { status: 'status', tenantId: 'tenant_id' } },
};

const shownOrderLine = (line: state.OrderLine) => ({
  skuId: line.sku,
  productTitle: line.productTitle,
  skuTitle: line.skuTitle,
  kind: line.kind,
  segment: line.segment,
  term: line.term,
  billingPlan: line.billingPlan,
  quantity: line.quantity,
  baseId: line.base,
  subscriptionId: line.subscription,
});

export const orders: Thing<state.Order, typeof state.orderLifecycle> = {
  name: 'order',
  table: 'orders',
  lifecycle: state.orderLifecycle,
  sides: state.orderSides,
  contract: contract.Order,
  fromRow: store.orderFromRow,
  toRow: store.orderToRow,
  show: (order, { party, partyOrNull }) =>
    ({
      id: order.id,
      version: order.version,
      status: order.status,
      number: order.number,
      partner: party(order.partner),
      reseller: partyOrNull(order.reseller),
      customer: party(order.customer),
      tenantId: order.tenant,
      wishId: order.wish,
      resellerId: order.resellerId,
      placedBy: order.placedBy,
      placedAt: order.placedAt.toISOString(),
      lines: order.lines.map(shownOrderLine),
      prices: order.lines.map(({ unitPrice, amount }) => ({
        unitPrice: shownMoney(unitPrice),
        amount: shownMoney(amount),
      })),
      totals: totalsOf(order.lines.map(({ amount }) => amount)).map(shownMoney),
    }) satisfies contract.Order,
  listing: {
    sort: { placedAt: '-placed_at' },
    filters: {
      tenantId: 'tenant_id',
      customerId: 'customer_id',
      resellerId: 'reseller_id',
      number: 'number',
    },
  },
};

export const wishes: Thing<state.Wish, typeof state.wishLifecycle> = {
  name: 'wish',
  table: 'wishes',
  lifecycle: state.wishLifecycle,
  sides: state.wishSides,
  contract: contract.Wish,
  fromRow: store.wishFromRow,
  toRow: store.wishToRow,
  names: ({ customer }) => [customer],
  show: (wish, { party }) =>
    ({
      id: wish.id,
      version: wish.version,
      status: wish.status,
      reseller: party(wish.reseller),
      provider: party(wish.provider),
      customer: party(wish.customer),
      tenantId: wish.tenant,
      skuId: wish.sku,
      productTitle: wish.productTitle,
      skuTitle: wish.skuTitle,
      quantity: wish.quantity,
      note: wish.note,
      answer: wish.answer,
      cartId: wish.cart,
      sentBy: wish.sentBy,
      sentAt: wish.sentAt.toISOString(),
    }) satisfies contract.Wish,
  listing: {
    sort: { sentAt: '-sent_at' },
    filters: { status: 'status', tenantId: 'tenant_id', providerId: 'provider_id', resellerId: 'reseller_id' },
  },
};

export const things = [carts, orders, wishes] as const;
