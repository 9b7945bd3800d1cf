// What the vendor charges a partner for a subscription, and for which days. Pure.
import { type Fraction, multiply, multiplyByFraction, negate } from '../../../kernel/money.ts';
import { shareLeft } from '../../../kernel/term.ts';
import { billingPeriodAt, type ChargeLine, isMetered, type Subscription } from '../state.ts';

/** CHN-034: the reseller id that charges of this instant carry. */
export const resellerIdAt = (subscription: Subscription, at: Date): string =>
  at < subscription.resellerIdSince ? subscription.resellerIdBefore : subscription.resellerId;

export type Making = Pick<ChargeLine, 'id' | 'seller' | 'edition'> & { now: Date };
const whole: Fraction = { numerator: 1n, denominator: 1n };
const lineOf = (
  subscription: Subscription,
  { now, ...making }: Making,
): Omit<ChargeLine, 'kind' | 'quantity' | 'amount' | 'share' | 'from' | 'until'> => ({
  ...making,
  subscription: subscription.id,
  buyer: subscription.partner,
  customer: subscription.customer,
  tenant: subscription.tenant,
  order: subscription.order,
  sku: subscription.sku,
  priceRow: subscription.priceRow,
  unitPrice: subscription.unitPrice, // ORD-073: as it was bought, whatever the price list says by now.
  resellerId: resellerIdAt(subscription, now),
  rounding: 'exactPerSeat',
  reverses: null,
  upstream: null,
  at: now,
});

/** BIL-007: the first billing period, in advance. */
export function firstCharge(subscription: Subscription, making: Making): ChargeLine | undefined {
  const { kind, quantity, unitPrice, startsAt } = subscription;
  if (isMetered(kind)) return undefined;
  const until = billingPeriodAt(subscription, startsAt)?.end ?? null;
  const amount = multiplyByFraction(multiply(unitPrice, quantity), whole);
  return { ...lineOf(subscription, making), kind: 'new', quantity, amount, share: whole, from: startsAt, until };
}

/** SUB-030, BIL-008 D: the added seats from today to the end of the billing period, by day, exact per seat. */
export function chargeForAdded(subscription: Subscription, added: number, making: Making): ChargeLine {
  const period = billingPeriodAt(subscription, making.now);
  const share = period ? shareLeft(period, making.now) : whole;
  const amount = multiply(multiplyByFraction(subscription.unitPrice, share), added);
  const days = { from: making.now, until: period?.end ?? null };
  return { ...lineOf(subscription, making), kind: 'addQuantity', quantity: added, amount, share, ...days };
}

/**
 * What was charged for something the vendor could not set up is taken back: the line as it was stored, negated.
 * Reckoned anew it might differ, since rules, prices and the reseller of record change.
 */
export const reversalOf = (charged: ChargeLine, { id, now: at }: Pick<Making, 'id' | 'now'>): ChargeLine => ({
  ...charged,
  ...{ id, at, kind: 'provisioningFailed', amount: negate(charged.amount), reverses: charged.id },
});
