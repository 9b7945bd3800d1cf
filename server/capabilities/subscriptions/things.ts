// A subscription put together: table, life cycle, sides, and how it and its charges are shown.
import * as contract from '../../../contract/subscriptions.ts';
import { type Fraction, formatMoney, type Money } from '../../kernel/money.ts';
import type { Thing } from '../../platform/world/world.ts';
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
      entitlementId: 'entitlement_id',
    },
  },
};

const shownShare = ({ numerator, denominator }: Fraction) => `${numerator}/${denominator}`;
export const shownCharge = (line: state.ChargeLine) =>
  ({
    id: line.id,
    subscriptionId: line.subscription,
    orderId: line.order,
    skuId: line.sku,
    kind: line.kind,
    quantity: line.quantity,
    resellerId: line.resellerId,
    rounding: line.rounding,
    share: line.share && shownShare(line.share),
    edition: line.edition,
    reverses: line.reverses,
    unitPrice: shownMoney(line.unitPrice),
    amount: shownMoney(line.amount),
    from: line.from.toISOString(),
    until: instantOrNull(line.until),
    at: line.at.toISOString(),
  }) satisfies contract.ChargeLine;
