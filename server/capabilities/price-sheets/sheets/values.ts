// How each kind of value is written in sheets, and what is wrong with those that are not.
import { type Currency, parseCurrency } from '../../../kernel/currencies.ts';
import { amountOfDigits, moneyPlaces, parseAmount } from '../../../kernel/money.ts';
import { parseTerm, type Term } from '../../../kernel/term.ts';
import { flawed, type Parsed, type Parser, type QuickParser, read } from './column.ts';
import type { BillingPlan, OwnershipLimitType, RowErrorCode, Segment, SkuReference } from './rows.ts';

const missing = flawed('value_missing');

export const text: Parser<string> = read;

export const requiredText: Parser<string> = (field) => (field ? read(field) : missing);

const matching =
  (pattern: RegExp, flaw: RowErrorCode): Parser<string> =>
  (field) => {
    if (!field) return missing;
    return pattern.test(field) ? read(field) : flawed(flaw);
  };

export const productId = matching(/^[A-Z0-9]{12}$/, 'product_id_malformed');
export const skuId = matching(/^[A-Z0-9]{4}$/, 'sku_id_malformed');
export const market = matching(/^[A-Z]{2}$/, 'market_malformed');

/** One of a few words, in whatever case they are written. */
const oneOf = <T extends string>(words: readonly T[], flaw: RowErrorCode): Parser<T> => {
  const byText = new Map(words.map((word) => [word.toLowerCase(), word]));
  return (field) => {
    const word = byText.get(field.toLowerCase());
    if (word !== undefined) return read(word);
    return field ? flawed(flaw) : missing;
  };
};

export const segment = oneOf<Segment>(['Commercial', 'Education', 'Charity', 'Government'], 'segment_unknown');

const writtenBillingPlan = oneOf<BillingPlan>(['Monthly', 'Annual', 'Triennial', 'None'], 'billing_plan_unknown');
export const billingPlan: Parser<BillingPlan> = (field) => (field ? writtenBillingPlan(field) : read('Annual'));

export const term: Parser<Term | 'NoTerm'> = (field) => {
  if (!field) return missing;
  const known = field === 'NoTerm' ? field : parseTerm(field);
  return known === undefined ? flawed('term_unknown') : read(known);
};

export const currency: Parser<Currency> = (field) => {
  if (!field) return missing;
  const known = parseCurrency(field);
  return known === undefined ? flawed('currency_unknown') : read(known);
};

export const amount: Parser<bigint> = (field) => {
  if (!field) return missing;
  const value = parseAmount(field);
  if (value === undefined) return flawed('amount_malformed');
  return value < 0n ? flawed('amount_negative') : read(value);
};

/** Digits and at most one point, fifteen digits in all: what nearly every price looks like. */
export const quickAmount: QuickParser<bigint> = (bytes, start, end) => {
  if (end - start > 16) return undefined;
  let digits = 0;
  let point = end;
  for (let position = start; position < end; position += 1) {
    const byte = bytes[position]!;
    if (byte >= 0x30 && byte <= 0x39) digits = digits * 10 + (byte - 0x30);
    else if (byte === 0x2e && point === end) point = position;
    else return undefined;
  }
  const places = Math.max(0, end - point - 1);
  const isWritten = point > start && point !== end - 1 && places <= moneyPlaces && end - start - (places ? 1 : 0) <= 15;
  return isWritten ? amountOfDigits(digits, places) : undefined;
};

export const amountOrNone: Parser<bigint | null> = (field) => (field ? amount(field) : read(null));

export const wholeOrNone: Parser<number | null> = (field) => {
  if (!field) return read(null);
  return /^\d{1,15}$/.test(field) ? read(Number(field)) : flawed('number_not_whole');
};

const americanDate = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2}):(\d{2})(?::(\d{2}))?(?: ([AP]M))?)?$/i;
const isoDate = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** Year 1753 stands for "always"; a price that begins in 9999 never begins. */
export const validFrom: Parser<Date | null> = (field) => {
  const instant = instantOf(field);
  if (instant === undefined) return field ? flawed('date_malformed') : missing;
  if (instant.getUTCFullYear() === 1753) return read(null);
  return instant.getUTCFullYear() === 9999 ? flawed('date_never') : read(instant);
};

/** Year 9999 stands for "open"; a price that ended in 1753 was never valid. */
export const validUntil: Parser<Date | null> = (field) => {
  const instant = instantOf(field);
  if (instant === undefined) return field ? flawed('date_malformed') : missing;
  if (instant.getUTCFullYear() === 9999) return read(null);
  return instant.getUTCFullYear() === 1753 ? flawed('date_never') : read(instant);
};

function instantOf(field: string): Date | undefined {
  const american = americanDate.exec(field);
  if (american) {
    const [, month, day, year, hour, minute, second, half] = american;
    const hours = half ? hourOfHalf(Number(hour), half) : Number(hour ?? 0);
    return instantAt([year, month, day].map(Number), [hours, Number(minute ?? 0), Number(second ?? 0)]);
  }
  const iso = isoDate.exec(field);
  if (!iso) return undefined;
  const [, year, month, day, hour = 0, minute = 0, second = 0, part = '0', zone = 'Z'] = iso;
  const local = instantAt([year, month, day].map(Number), [hour, minute, second].map(Number));
  if (!local) return undefined;
  return new Date(local.getTime() + Math.floor(Number(part) * 1000) - offsetMilliseconds(zone));
}

/** Undefined where the calendar or the clock has no such moment: 30 February, 25:00. */
function instantAt(date: number[], time: number[]): Date | undefined {
  const [year = 0, month = 0, day = 0] = date;
  const [hour = 0, minute = 0, second = 0] = time;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const instant = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const isThatDay = instant.getUTCMonth() === month - 1 && instant.getUTCDate() === day;
  return isThatDay && instant.getUTCFullYear() === year ? instant : undefined;
}

const hourOfHalf = (hour: number, half: string): number => {
  if (hour < 1 || hour > 12) return 99;
  return (hour % 12) + (half.toUpperCase() === 'PM' ? 12 : 0);
};

function offsetMilliseconds(zone: string): number {
  if (zone.toUpperCase() === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Separated by semicolons or commas; sheets use both. */
const listOf =
  <T>(item: (part: string) => T | undefined, flaw: RowErrorCode): Parser<readonly T[]> =>
  (field) => {
    const parts = field.split(/[;,]/).flatMap((part) => part.trim() || []);
    const items = parts.map(item);
    return items.includes(undefined) ? flawed(flaw) : read(items as T[]);
  };

const meterIdList = listOf(
  (part) => (guid.test(part.toLowerCase()) ? part.toLowerCase() : undefined),
  'meter_id_malformed',
);
export const meterIds: Parser<readonly string[]> = (field) => (field ? meterIdList(field) : missing);

export const countries = listOf((part) => (/^[A-Z]{2}$/.test(part) ? part : undefined), 'country_malformed');

export const skuReferences = listOf<SkuReference>((part) => {
  const match = /^([A-Z0-9]{12})[/:]([A-Z0-9]{4})$/.exec(part);
  return match ? { productId: match[1]!, skuId: match[2]! } : undefined;
}, 'sku_reference_malformed');

const limitTypes: Record<string, OwnershipLimitType> = {
  '': 'none',
  none: 'none',
  lifetime: 'lifetime',
  lifetimecount: 'lifetime',
  concurrent: 'concurrent',
  concurrentcount: 'concurrent',
};

/** The documented sheets write `ConcurrentCount`, the documented offers `Concurrent` (SUB-043). */
export const limitType = (field: string): Parsed<OwnershipLimitType> => {
  const known = Object.hasOwn(limitTypes, field.toLowerCase()) ? limitTypes[field.toLowerCase()] : undefined;
  return known === undefined ? flawed('limit_type_unknown') : read(known);
};
