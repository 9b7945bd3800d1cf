// Carts, orders and purchase wishes put together: tables, life cycles, sides, and how they are shown.
import * as contract from '../../../contract/orders.ts';
import type { Thing } from '../../platform/thing.ts';
import { shownMoney } from '../subscriptions/things.ts';
import { totalsOf } from './rules/orders.ts';
import * as state from './state.ts';
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
  show: ({ partner, customer, tenant, relationship, lines, wish, order, createdAt, ...same }, { party }) =>
    ({
      ...same,
      partner: party(partner),
      customer: party(customer),
      tenantId: tenant,
      relationshipId: relationship,
      lines: lines.map(shownLine),
      wishId: wish,
      orderId: order,
      createdAt: createdAt.toISOString(),
    }) satisfies contract.Cart,
  listing: { sort: { createdAt: '-created_at' }, filters: { status: 'status', tenantId: 'tenant_id' } },
};

export const orders: Thing<state.Order, typeof state.orderLifecycle> = {
  name: 'order',
  table: 'orders',
  lifecycle: state.orderLifecycle,
  sides: state.orderSides,
  contract: contract.Order,
  fromRow: store.orderFromRow,
  toRow: store.orderToRow,
  show: ({ partner, reseller, customer, tenant, lines, wish, placedAt, ...same }, { party, partyOrNull }) =>
    ({
      ...same,
      partner: party(partner),
      reseller: partyOrNull(reseller),
      customer: party(customer),
      tenantId: tenant,
      wishId: wish,
      placedAt: placedAt.toISOString(),
      lines: lines.map(
        ({ sku, base, subscription, unitPrice: _unitPrice, amount: _amount, model: _model, ...line }) => ({
          ...line,
          skuId: sku,
          baseId: base,
          subscriptionId: subscription,
        }),
      ),
      prices: lines.map(({ unitPrice, amount }) => ({ unitPrice: shownMoney(unitPrice), amount: shownMoney(amount) })),
      totals: totalsOf(lines.map(({ amount }) => amount)).map(shownMoney),
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
  show: ({ reseller, provider, customer, tenant, sku, cart, sentAt, ...same }, { party }) =>
    ({
      ...same,
      reseller: party(reseller),
      provider: party(provider),
      customer: party(customer),
      tenantId: tenant,
      skuId: sku,
      cartId: cart,
      sentAt: sentAt.toISOString(),
    }) satisfies contract.Wish,
  listing: {
    sort: { sentAt: '-sent_at' },
    filters: { status: 'status', tenantId: 'tenant_id', providerId: 'provider_id', resellerId: 'reseller_id' },
  },
};

export const things = [carts, orders, wishes] as const;
