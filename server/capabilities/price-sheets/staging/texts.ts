// Amounts and instants as the tables of prices hold them: decimals, and infinity for always and open.
import { parseCurrency } from '../../../kernel/currencies.ts';
import { type Money, parseMoney } from '../../../kernel/money.ts';

/** What a table holds as a decimal; a value that is no money was not written by us. */
export function moneyOf(decimal: string, currency: string): Money {
  const known = parseCurrency(currency);
  const money = known && parseMoney(decimal, known);
  if (!money) throw new Error(`not an amount: ${decimal} ${currency}`);
  return money;
}

const written = new WeakMap<Date, string>();
/** Sheets repeat their dates, and their reader hands out the same object for the same text. */
function textOf(instant: Date): string {
  const known = written.get(instant) ?? instant.toISOString();
  written.set(instant, known);
  return known;
}
export const fromText = (instant: Date | null): string => (instant ? textOf(instant) : '-infinity');
export const untilText = (instant: Date | null): string => (instant ? textOf(instant) : 'infinity');

/** The driver reads PostgreSQL's infinity as a number. */
export const instantOrNull = (value: Date | number): Date | null => (value instanceof Date ? value : null);
