// The purchase wish put together: table, life cycle, sides, and how it is shown.
import * as contract from '../../../../contract/orders.ts';
import type { Thing } from '../../../platform/world/world.ts';
import * as state from '../state.ts';
import { rows } from './store.ts';

export const wishes: Thing<state.Wish, typeof state.wishLifecycle> = {
  name: 'wish',
  table: 'wishes',
  lifecycle: state.wishLifecycle,
  sides: state.wishSides,
  contract: contract.Wish,
  ...rows,
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
