// How long a subscription runs, when its next terms begin, and which share of a term is left; all in UTC (SUB-001).
import { Temporal } from 'temporal-polyfill';
import type { Fraction } from './money.ts';

/** ISO 8601 in whole months or years: `P1M`, `P1Y`, `P3Y`. */
export type Term = `P${number}M` | `P${number}Y`;

const termPattern = /^P([1-9]\d?)([MY])$/;
export const dayMs = 86_400_000;

export const parseTerm = (text: string): Term | undefined => (termPattern.test(text) ? (text as Term) : undefined);

export function monthsOf(term: Term): number {
  const match = termPattern.exec(term);
  if (!match) throw new Error(`No such term: ${term}`);
  return Number(match[1]) * (match[2] === 'Y' ? 12 : 1);
}

/**
 * The instant one term (or several) after `start`, in UTC; a day that the month lacks becomes its last day.
 * Later terms are counted from the first start: 31 January, 28 February, 31 March – not 28 March.
 */
export function addTerm(start: Date, term: Term, count = 1): Date {
  const zoned = Temporal.Instant.fromEpochMilliseconds(start.getTime()).toZonedDateTimeISO('UTC');
  const later = zoned.add({ months: monthsOf(term) * count }, { overflow: 'constrain' });
  return new Date(later.epochMilliseconds);
}

export type Period = { readonly start: Date; readonly end: Date };

/** The instant some days of 24 hours later: how long things wait, and how far back somebody looks. */
export const daysAfter = (start: Date, days: number): Date => new Date(start.getTime() + days * dayMs);

/** Calendar days in UTC; the day of the end belongs to the next period. */
export const daysBetween = (from: Date, until: Date): number =>
  Math.floor(until.getTime() / dayMs) - Math.floor(from.getTime() / dayMs);

/** Days left of days in all; the day of the change counts as left. Nothing outside the period. */
export function shareLeft(period: Period, changedAt: Date): Fraction {
  const days = daysBetween(period.start, period.end);
  if (days <= 0) throw new Error('A period has at least one day');
  const left = Math.min(days, Math.max(0, daysBetween(changedAt, period.end)));
  return { numerator: BigInt(left), denominator: BigInt(days) };
}
