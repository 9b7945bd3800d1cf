// Where a sheet lies between its reading and its application: tables of its own, filled in bulk, dropped in one stroke.
import sql from 'sql-template-tag';
import { type Database, insertRows, type Statement } from '../../../platform/database/database.ts';
import { skuIdOf } from '../../catalog/state.ts';
import type { MatrixRow, MeterRow, PriceRow } from '../sheets/rows.ts';
import { fromText, untilText } from './texts.ts';

export type Tables = Readonly<Record<'prices' | 'skus' | 'rules' | 'changes' | 'closings', string>>;
const patterns = {
  prices: 'staged_prices',
  skus: 'staged_skus',
  rules: 'staged_rules',
  changes: 'changes',
  closings: 'closings',
} as const;
const kinds = Object.keys(patterns) as (keyof Tables)[];

/** The names are made of an id of ours, never of what somebody wrote. */
export function tablesOf(attempt: string): Tables {
  const mark = /^upl_([0-9a-f]{32})$/.exec(attempt)?.[1];
  if (!mark) throw new Error(`not an upload: ${attempt}`);
  return Object.fromEntries(kinds.map((kind) => [kind, `${patterns[kind]}_${mark}`])) as Tables;
}

/** Not prepared: a statement about tables that live only once is not worth keeping. */
export const once = (text: string, values: readonly unknown[] = []): Statement => ({ text, values, script: true });

export const creating = (tables: Tables): Statement[] =>
  kinds.map((kind) => once(`create unlogged table ${tables[kind]} (like pattern_${patterns[kind]} including all)`));
export const dropping = (tables: Tables, which: readonly (keyof Tables)[] = kinds): Statement =>
  once(`drop table if exists ${which.map((kind) => tables[kind]).join(', ')}`);

/** The sheet itself, as it was sent. */
export const keepingPart = (attempt: string, part: number, bytes: Buffer): Statement =>
  sql`insert into price_sheet_parts (attempt, part, bytes) values (${attempt}, ${part}, ${bytes})`;
export const forgettingParts = (attempt: string): Statement =>
  sql`delete from price_sheet_parts where attempt = ${attempt}`;
export async function* partsOf(database: Database, attempt: string): AsyncGenerator<Buffer> {
  for (let part = 0; ; part += 1) {
    const [row] = await database.read((tx) =>
      tx.query<{ bytes: Buffer }>(
        sql`select bytes from price_sheet_parts where attempt = ${attempt} and part = ${part}`,
      ),
    );
    if (!row) return;
    yield row.bytes;
  }
}

type Measured = PriceRow | MeterRow;
const withdraws = /^del/i;
const numbers = (values: readonly (number | bigint | null)[]): string =>
  `{${values.map((value) => value ?? 'NULL').join(',')}}`;

/** Numbers each new text as it comes, so that a value which repeats travels once per batch. */
class Dictionary<T> {
  private readonly places = new Map<string, number>();
  readonly entries: T[] = [];

  placeOf(text: string, entry: () => T): number {
    const known = this.places.get(text);
    if (known !== undefined) return known;
    this.places.set(text, this.entries.push(entry()));
    return this.entries.length;
  }
}

const sellingOf = (row: Measured) => ({
  market: row.market,
  segment: 'segment' in row ? row.segment : '',
  term: row.term,
  plan: 'billingPlan' in row ? row.billingPlan : 'None',
  currency: row.unitPrice.currency,
  tierMin: row.tierMin ?? 0,
  tierMax: row.tierMax,
  validFrom: fromText(row.validFrom),
  validUntil: untilText(row.validUntil),
  isWithdrawn: 'changeIndicator' in row && withdraws.test(row.changeIndicator),
});
const sellingText = (row: Measured): string => {
  const when = `${row.validFrom?.getTime()} ${row.validUntil?.getTime()}`;
  const how = 'segment' in row ? `${row.segment}${row.billingPlan} ${row.changeIndicator}` : '';
  return `${row.market}${row.unitPrice.currency}${row.term} ${row.tierMin} ${row.tierMax} ${when} ${how}`;
};

/**
 * The rows of a batch in one statement. Nearly everything in a sheet repeats, so a row travels as two places in
 * dictionaries and its amounts in parts of 10^-12: a fifth of the processor time that arrays of texts take.
 */
export function fillingPrices({ prices }: Tables, rows: readonly Measured[]): Statement {
  const sellings = new Dictionary<ReturnType<typeof sellingOf>>();
  const items = new Dictionary<{ sku: string; meter: string }>();
  const sellingPlaces: number[] = [];
  const itemPlaces: number[] = [];
  for (const row of rows) {
    sellingPlaces.push(sellings.placeOf(sellingText(row), () => sellingOf(row)));
    const meter = 'meterIds' in row ? row.meterIds.join(';') : '';
    itemPlaces.push(items.placeOf(row.productId + row.skuId + meter, () => ({ sku: skuIdOf(row), meter })));
  }
  const selling = sellings.entries;
  return once(fillPrices.replace('staged_prices', prices), [
    numbers(rows.map(({ line }) => line)),
    numbers(sellingPlaces),
    numbers(itemPlaces),
    numbers(rows.map(({ unitPrice }) => unitPrice.amount)),
    numbers(rows.map((row) => ('segment' in row ? (row.estimatedRetailPrice?.amount ?? null) : null))),
    items.entries.map(({ sku }) => sku),
    items.entries.map(({ meter }) => meter),
    ...(['market', 'segment', 'term', 'plan', 'currency'] as const).map((name) => selling.map((one) => one[name])),
    numbers(selling.map(({ tierMin }) => tierMin)),
    numbers(selling.map(({ tierMax }) => tierMax)),
    selling.map(({ validFrom }) => validFrom),
    selling.map(({ validUntil }) => validUntil),
    selling.map(({ isWithdrawn }) => isWithdrawn),
  ]);
}
const fillPrices = `insert into staged_prices
    (line, market, sku_id, segment, term, plan, currency, meter, tier_min, tier_max, amount, retail, valid_from,
      valid_until, withdrawn)
  select r.line, s.market, i.sku_id, s.segment, s.term, s.plan, s.currency, i.meter, s.tier_min, s.tier_max,
    trim_scale(r.amount * 0.000000000001), trim_scale(r.retail * 0.000000000001), s.valid_from, s.valid_until,
    s.withdrawn
  from unnest($1::int[], $2::int[], $3::int[], $4::numeric[], $5::numeric[]) as r (line, selling, item, amount, retail)
  join unnest($6::text[], $7::text[]) with ordinality as i (sku_id, meter, no) on i.no = r.item
  join unnest($8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::bigint[], $14::bigint[],
      $15::timestamptz[], $16::timestamptz[], $17::boolean[]) with ordinality
    as s (market, segment, term, plan, currency, tier_min, tier_max, valid_from, valid_until, withdrawn, no)
    on s.no = r.selling`;

const ruleColumns = {
  line: 'int',
  sku_id: 'text',
  provisioning_id: 'text',
  provisioning_string: 'text',
  licences_min: 'bigint',
  licences_max: 'bigint',
  ownership_limit: 'bigint',
  ownership_limit_type: 'text',
  prerequisites: 'text',
  conversions: 'text',
  description: 'text',
  allowed_countries: 'text',
};
export const stagedRule = (row: MatrixRow): Record<keyof typeof ruleColumns, unknown> => ({
  line: row.line,
  sku_id: skuIdOf(row),
  provisioning_id: row.provisioningId,
  provisioning_string: row.provisioningString,
  licences_min: row.licencesMin,
  licences_max: row.licencesMax,
  ownership_limit: row.ownershipLimit,
  ownership_limit_type: row.ownershipLimitType,
  // Arrays of arrays must be of one length, so lists of an unknown length travel as text.
  prerequisites: row.prerequisites.map(skuIdOf).join(' '),
  conversions: row.conversions.map(skuIdOf).join(' '),
  description: row.description,
  allowed_countries: [...new Set(row.allowedCountries)].sort().join(' '),
});

const skuColumns = {
  id: 'text',
  product_id: 'text',
  product_title: 'text',
  title: 'text',
  publisher: 'text',
  description: 'text',
  unit: 'text',
  tags: 'text',
};
export const stagedSku = (row: PriceRow | MeterRow): Record<keyof typeof skuColumns, unknown> => ({
  id: skuIdOf(row),
  product_id: row.productId,
  product_title: row.productTitle,
  title: row.skuTitle,
  publisher: row.publisher,
  description: row.skuDescription,
  unit: row.unitOfMeasure,
  tags: row.tags,
});

type Rows = readonly Record<string, unknown>[];
export const fillingSkus = ({ skus }: Tables, rows: Rows): Statement => ({
  ...insertRows(skus, skuColumns, rows),
  script: true,
});
export const fillingRules = ({ rules }: Tables, rows: Rows): Statement => ({
  ...insertRows(rules, ruleColumns, rows),
  script: true,
});
