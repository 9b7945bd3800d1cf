// How values that many things have are shown to callers: amounts and instants.
import { formatMoney, type Money } from '../../kernel/money.ts';

export const shownMoney = (money: Money): { amount: string; currency: string } => ({
  amount: formatMoney(money),
  currency: money.currency,
});

/** Null also for infinity, which the driver reads as a number. */
export const instantOrNull = (at: Date | number | null): string | null =>
  at instanceof Date ? at.toISOString() : null;
