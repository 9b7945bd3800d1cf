// The cart put together: table, life cycle, sides, and how it is shown.
import * as contract from '../../../../contract/orders.ts';
import type { Thing } from '../../../platform/world/world.ts';
import * as state from '../state.ts';
import { rows } from './store.ts';

export const shownLine = ({ sku, base, ...line }: state.CartLine) =>
  ({ ...line, skuId: sku, baseId: base }) satisfies contract.CartLine;

export const carts: Thing<state.Cart, typeof state.cartLifecycle> = {
  name: 'cart',
  table: 'carts',
  lifecycle: state.cartLifecycle,
  sides: state.cartSides,
  contract: contract.Cart,
  ...rows,
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
