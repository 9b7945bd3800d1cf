// An amount of money, kept exactly: a whole number of the smallest part we can tell apart, and its currency.
import { type Currency, minorUnitsOf, parseCurrency } from './currencies.ts';

/** Unit prices of meters go far below a cent; twelve places hold all that price sheets have shown, with room. */
export const moneyPlaces = 12;
const powers = Array.from({ length: moneyPlaces + 1 }, (_, places) => 10n ** BigInt(places));
const scale = powers[moneyPlaces]!;

/** 21 digits before the point: far above any real sum, so that a hostile text cannot make an endless number. */
const decimalPattern = /^(-?)(\d{1,21})(?:\.(\d{1,12}))?$/;

/** `amount` counts 10^-12 of the currency. Never a float: nothing here goes through a JavaScript number. */
export type Money = { readonly amount: bigint; readonly currency: Currency };

/** A share such as 19 of 31 days, kept as it is until money is multiplied by it. */
export type Fraction = { readonly numerator: bigint; readonly denominator: bigint };

/** Reads `-12.5`: a point, no thousands separator, no exponent, at most twelve places; else undefined. */
export function parseAmount(text: string): bigint | undefined {
  const match = decimalPattern.exec(text);
  if (!match) return undefined;
  const [, sign, whole, places = ''] = match;
  const size = BigInt(whole + places.padEnd(moneyPlaces, '0'));
  return sign ? -size : size;
}

/** The same amount from its digits without the point: 12345 with 2 places is 123.45. The digits must be exact. */
export function amountOfDigits(digits: number, places: number): bigint {
  if (!Number.isSafeInteger(digits)) throw new Error('More digits than a number holds exactly');
  return BigInt(digits) * powers[moneyPlaces - places]!;
}

export function parseMoney(text: string, currency: Currency): Money | undefined {
  const amount = parseAmount(text);
  return amount === undefined ? undefined : { amount, currency };
}

/** What a table holds as a decimal; a value that is no money was not written by us. */
export function moneyOf(decimal: string, currency: string): Money {
  const known = parseCurrency(currency);
  const money = known && parseMoney(decimal, known);
  if (!money) throw new Error(`not an amount: ${decimal} ${currency}`);
  return money;
}

/** Writes every place that counts and at least the currency's own: `4.00`, `0.0000048`, `1200` won. */
export function formatMoney({ amount, currency }: Money): string {
  const size = amount < 0n ? -amount : amount;
  const places = (size % scale).toString().padStart(moneyPlaces, '0').replace(/0+$/, '');
  const shown = places.padEnd(minorUnitsOf(currency), '0');
  return `${amount < 0n ? '-' : ''}${size / scale}${shown && `.${shown}`}`;
}

const zero = (currency: Currency): Money => ({ amount: 0n, currency });

export const negate = ({ amount, currency }: Money): Money => ({ amount: -amount, currency });

export function add(first: Money, second: Money): Money {
  assertSameCurrency(first, second);
  return { amount: first.amount + second.amount, currency: first.currency };
}

export const subtract = (first: Money, second: Money): Money => add(first, negate(second));

export const sum = (currency: Currency, parts: Iterable<Money>): Money => {
  let total = zero(currency);
  for (const part of parts) total = add(total, part);
  return total;
};

/** Negative, zero or positive, as sorting wants it. */
export function compare(first: Money, second: Money): number {
  assertSameCurrency(first, second);
  return first.amount < second.amount ? -1 : first.amount > second.amount ? 1 : 0;
}

/** Exact. The whole number may come as bigint or as a safe integer. */
export const multiply = ({ amount, currency }: Money, times: bigint | number): Money => ({
  amount: amount * BigInt(times),
  currency,
});

/** Multiplies by a share and rounds once, half away from zero; `places` defaults to the currency's own (BIL-027). */
export function multiplyByFraction(money: Money, share: Fraction, places = minorUnitsOf(money.currency)): Money {
  const step = stepOf(places);
  const amount = divideHalfAwayFromZero(money.amount * share.numerator, share.denominator * step) * step;
  return { amount, currency: money.currency };
}

/** Rounds half away from zero; strategies of proration (BIL-008) name places of their own. */
export const round = (money: Money, places = minorUnitsOf(money.currency)): Money =>
  multiplyByFraction(money, { numerator: 1n, denominator: 1n }, places);

function stepOf(places: number): bigint {
  if (!Number.isInteger(places) || places < 0 || places > moneyPlaces) throw new Error(`No such places: ${places}`);
  return powers[moneyPlaces - places]!;
}

function divideHalfAwayFromZero(dividend: bigint, divisor: bigint): bigint {
  if (divisor === 0n) throw new Error('A share of nothing');
  const isNegative = dividend < 0n !== divisor < 0n;
  const size = dividend < 0n ? -dividend : dividend;
  const parts = divisor < 0n ? -divisor : divisor;
  const quotient = (2n * size + parts) / (2n * parts);
  return isNegative ? -quotient : quotient;
}

function assertSameCurrency(first: Money, second: Money): void {
  if (first.currency !== second.currency) throw new Error(`Mixed currencies: ${first.currency}, ${second.currency}`);
}
