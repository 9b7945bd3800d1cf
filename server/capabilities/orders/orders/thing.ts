// The order put together: table, life cycle, sides, and how it is shown.
import * as contract from '../../../../contract/orders.ts';
import { shownMoney } from '../../../platform/world/shown.ts';
import type { Thing } from '../../../platform/world/world.ts';
import * as state from '../state.ts';
import { totalsOf } from './rules.ts';
import { rows } from './store.ts';

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
  ...rows,
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
