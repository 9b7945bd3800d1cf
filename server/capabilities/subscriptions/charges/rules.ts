// What the vendor charges a partner for a subscription, and for which days. Pure.
import type { Id } from '../../../kernel/id.ts';
import { multiply, multiplyByFraction, negate } from '../../../kernel/money.ts';
import { shareLeft } from '../../../kernel/term.ts';
import { billingPeriodAt, type ChargeLine, isMetered, type Subscription } from '../state.ts';

/** CHN-034: the reseller id that charges of this instant carry. */
export const resellerIdAt = (subscription: Subscription, at: Date): string =>
  at < subscription.resellerIdSince ? subscription.resellerIdBefore : subscription.resellerId;

type Making = { id: Id<'chl'>; now: Date };
const lineOf = (
  subscription: Subscription,
  { id, now }: Making,
): Omit<ChargeLine, 'kind' | 'quantity' | 'amount' | 'from' | 'until'> => ({
  id,
  subscription: subscription.id,
  partner: subscription.partner,
  unitPrice: subscription.unitPrice, // ORD-073: as it was bought, whatever the price list says by now.
  resellerId: resellerIdAt(subscription, now),
  at: now,
});

/** BIL-007: the first billing period, in advance. */
export function firstCharge(subscription: Subscription, making: Making): ChargeLine | undefined {
  const { kind, quantity, unitPrice, startsAt } = subscription;
  if (isMetered(kind)) return undefined;
  const until = billingPeriodAt(subscription, startsAt)?.end ?? null;
  const amount = multiplyByFraction(multiply(unitPrice, quantity), { numerator: 1n, denominator: 1n });
  return { ...lineOf(subscription, making), kind: 'new', quantity, amount, from: startsAt, until };
}

/** SUB-030, BIL-008 D: the added seats from today to the end of the billing period, by day, exact per seat. */
export function chargeForAdded(subscription: Subscription, added: number, making: Making): ChargeLine {
  const { unitPrice } = subscription;
  const period = billingPeriodAt(subscription, making.now);
  const perSeat = period
    ? multiplyByFraction(unitPrice, shareLeft(period, making.now))
    : multiplyByFraction(unitPrice, { numerator: 1n, denominator: 1n });
  const amount = multiply(perSeat, added);
  const days = { from: making.now, until: period?.end ?? null };
  return { ...lineOf(subscription, making), kind: 'addQuantity', quantity: added, amount, ...days };
}

/** What was charged for something the vendor could not set up is taken back whole. */
export function reversalOf(subscription: Subscription, making: Making): ChargeLine | undefined {
  const charged = firstCharge(subscription, making);
  return charged && { ...charged, kind: 'provisioningFailed', amount: negate(charged.amount) };
}
