// A subscription put together: table, life cycle, sides, and how it is shown.
import * as contract from '../../../contract/subscriptions.ts';
import { instantOrNull, shownMoney } from '../../platform/world/shown.ts';
import type { Thing } from '../../platform/world/world.ts';
import * as state from './state.ts';
import { rows } from './store.ts';

export const subscriptions: Thing<state.Subscription, typeof state.lifecycle> = {
  name: 'subscription',
  table: 'subscriptions',
  lifecycle: state.lifecycle,
  sides: state.sides,
  contract: contract.Subscription,
  ...rows,
  show: (one, { party, partyOrNull }) =>
    ({
      id: one.id,
      version: one.version,
      status: one.status,
      nickname: one.nickname,
      skuId: one.sku,
      productTitle: one.productTitle,
      skuTitle: one.skuTitle,
      kind: one.kind,
      model: one.model,
      segment: one.segment,
      quantity: one.quantity,
      term: one.term,
      billingPlan: one.billingPlan,
      startsAt: one.startsAt.toISOString(),
      endsAt: instantOrNull(one.endsAt),
      committedUntil: instantOrNull(one.committedUntil),
      autoRenews: one.autoRenews,
      partner: party(one.partner),
      reseller: partyOrNull(one.reseller),
      customer: party(one.customer),
      tenantId: one.tenant,
      supportContact: party(one.supportContact),
      origin: one.origin,
      orderId: one.order,
      baseId: one.base,
      entitlementId: one.entitlement,
      resellerId: one.resellerId,
      resellerIdBefore: one.resellerIdBefore,
      resellerIdSince: one.resellerIdSince.toISOString(),
      failure: one.failure,
      unitPrice: shownMoney(one.unitPrice),
    }) satisfies contract.Subscription,
  listing: {
    sort: { startsAt: '-starts_at' },
    filters: {
      status: 'status',
      tenantId: 'tenant_id',
      customerId: 'customer_id',
      partnerId: 'partner_id',
      resellerId: 'reseller_id',
      orderId: 'order_id',
      skuId: 'sku_id',
      entitlementId: 'entitlement_id', // SUB-002
    },
  },
};
