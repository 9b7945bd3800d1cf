// A subscription put together: table, life cycle, sides, and how it and its charges are shown.
import * as contract from '../../../contract/subscriptions.ts';
import { formatMoney, type Money } from '../../kernel/money.ts';
import type { Thing } from '../../platform/thing.ts';
import * as state from './state.ts';
import * as store from './store.ts';

export const shownMoney = (money: Money) => ({ amount: formatMoney(money), currency: money.currency });
export const instantOrNull = (at: Date | null) => at?.toISOString() ?? null;

export const subscriptions: Thing<state.Subscription, typeof state.lifecycle> = {
  name: 'subscription',
  table: 'subscriptions',
  lifecycle: state.lifecycle,
  sides: state.sides,
  contract: contract.Subscription,
  fromRow: store.fromRow,
  toRow: store.toRow,
  show: (
    { sku, partner, reseller, customer, tenant, supportContact, order, base, entitlement, ...same },
    { party, partyOrNull },
  ) =>
    ({
      ...same,
      skuId: sku,
      startsAt: same.startsAt.toISOString(),
      endsAt: instantOrNull(same.endsAt),
      committedUntil: instantOrNull(same.committedUntil),
      resellerIdSince: same.resellerIdSince.toISOString(),
      unitPrice: shownMoney(same.unitPrice),
      partner: party(partner),
      reseller: partyOrNull(reseller),
      customer: party(customer),
      tenantId: tenant,
      supportContact: party(supportContact),
      orderId: order,
      baseId: base,
      entitlementId: entitlement,
    }) satisfies contract.Subscription,
  listing: {
    sort: { startsAt: '-starts_at' },
    filters: {
      status: 'status',
      tenantId: 'tenant_id',
      customerId: 'customer_id',
      resellerId: 'reseller_id',
      orderId: 'order_id',
      skuId: 'sku_id',
    },
  },
};

export const shownCharge = ({ subscription, partner: _partner, ...line }: state.ChargeLine) =>
  ({
    ...line,
    subscriptionId: subscription,
    unitPrice: shownMoney(line.unitPrice),
    amount: shownMoney(line.amount),
    from: line.from.toISOString(),
    until: instantOrNull(line.until),
    at: line.at.toISOString(),
  }) satisfies contract.ChargeLine;
