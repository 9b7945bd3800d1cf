// Which prices are in force on a day, as we know it now or knew it then; orders ask here.
import sql, { empty, join, type Sql } from 'sql-template-tag';
import { moneyOf } from '../../../kernel/money.ts';
import { among } from '../../../platform/database/among.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Cursor } from '../../../platform/door/cursor.ts';
import type { Instants } from '../instants.ts';
import { type BillingPlan, type List, meterCurrency, type Price, type Segment, type SkuId } from '../state.ts';

export type PriceRow = {
  sku_id: SkuId;
  list: List;
  market: string;
  currency: string;
  segment: Segment | '';
  term: string;
  plan: BillingPlan;
  meter: string;
  tier_min: number;
  tier_max: number | null;
  amount: string;
  retail: string | null;
  valid_from: Date | number;
  valid_until: Date | number;
};
export type TitledPriceRow = PriceRow & { title: string; product_title: string };

/** The driver reads PostgreSQL's infinity as a number: always, or open. */
const boundOf = (value: Date | number): Date | null => (value instanceof Date ? value : null);

export const priceFromRow = (row: PriceRow): Price => ({
  sku: row.sku_id,
  list: row.list,
  market: row.market,
  currency: row.currency,
  segment: row.segment,
  term: row.term,
  billingPlan: row.plan,
  meter: row.meter,
  tierMin: row.tier_min,
  tierMax: row.tier_max,
  unitPrice: moneyOf(row.amount, row.currency),
  estimatedRetailPrice: row.retail === null ? null : moneyOf(row.retail, row.currency),
  validFrom: boundOf(row.valid_from),
  validUntil: boundOf(row.valid_until),
});

/** Rows of prices or of offer rules that we know now, or knew then. */
const knownAs = (knownAt: Date | null): Sql =>
  knownAt ? sql`p.known_from <= ${knownAt} and p.known_until > ${knownAt}` : sql`p.known_until = 'infinity'`;
export const inForce = ({ at, knownAt }: Instants): Sql =>
  sql`${knownAs(knownAt)} and p.valid_from <= ${at} and p.valid_until > ${at}`;

export type Filters = {
  market: string;
  list?: string;
  sku?: string;
  segment?: string;
  term?: string;
  billingPlan?: string;
};
export function matching({ market, list, sku, segment, term, billingPlan }: Filters): Sql {
  const conditions = [
    sql`p.market = ${market}`,
    ...(list === undefined ? [] : [sql`p.list = ${list}`]),
    ...(sku === undefined ? [] : [sql`p.sku_id = ${sku}`]),
    ...(segment === undefined ? [] : [sql`p.segment = ${segment}`]),
    ...(term === undefined ? [] : [sql`p.term = ${term}`]),
    ...(billingPlan === undefined ? [] : [sql`p.plan = ${billingPlan}`]),
  ];
  return join(conditions, ' and ');
}

/** What tells one price of a market from another, in the order of its index. */
export const cursorOfPrice = (row: PriceRow): Cursor => [
  row.sku_id,
  row.segment,
  row.term,
  row.plan,
  row.currency,
  row.meter,
  row.tier_min,
];
export const behind = (after: Cursor): Sql =>
  after.length === 0
    ? empty
    : sql`and (p.sku_id, p.segment, p.term, p.plan, p.currency, p.meter, p.tier_min) > (${join([...after])})`;

type Page = Instants & { filters: Filters; after: Cursor; limit: number; search?: string | undefined };
export const pricesInForce = (tx: Tx, { filters, after, limit, search, ...instants }: Page) =>
  tx.query<TitledPriceRow>(
    sql`select p.sku_id, p.list, p.market, p.currency, p.segment, p.term, p.plan, p.meter, p.tier_min, p.tier_max,
        p.amount, p.retail, p.valid_from, p.valid_until, k.title, k.product_title
      from prices p join skus k on k.id = p.sku_id
      where ${matching(filters)} and ${inForce(instants)} ${titled(search)} ${behind(after)}
      order by p.sku_id, p.segment, p.term, p.plan, p.currency, p.meter, p.tier_min limit ${limit}`,
  );
export const titled = (search: string | undefined): Sql => {
  const from = search?.toLowerCase();
  return from ? sql`and k.title_lower >= ${from} and k.title_lower < ${`${from}\u{10ffff}`}` : empty;
};

/** Those of these SKUs that have a meter price in force in a market. */
export async function meteredOf(
  tx: Tx,
  { skus, market, at }: { skus: readonly string[]; market: string; at: Date },
): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    sql`select distinct p.sku_id as id from prices p where p.market = ${market} and p.sku_id ${among(skus)}
      and p.meter <> '' and p.currency = ${meterCurrency} and ${inForce({ at, knownAt: null })}`,
  );
  return new Set(rows.map(({ id }) => id));
}

export type PriceWanted = {
  sku: SkuId;
  market: string;
  currency: string;
  segment: string;
  term: string;
  billingPlan: string;
  quantity: number;
};
/**
 * The one price of each line on a day, of its purchase or of its renewal (ORD-073): partner's price and estimated
 * retail price per unit for its quantity. In the order of the lines, all of them in one look by the index.
 */
export async function pricesFor(
  tx: Tx,
  { wanted, at }: { wanted: readonly PriceWanted[]; at: Date },
): Promise<((Price & { row: number }) | undefined)[]> {
  if (wanted.length === 0) return [];
  const of = (name: keyof PriceWanted) => wanted.map((one) => one[name]);
  const rows = await tx.query<PriceRow & { id: number; line: number }>(
    sql`select w.line::int as line, found.*
      from unnest(${of('market')}::text[], ${of('sku')}::text[], ${of('segment')}::text[], ${of('term')}::text[],
          ${of('billingPlan')}::text[], ${of('currency')}::text[], ${of('quantity')}::bigint[]) with ordinality
        as w (market, sku_id, segment, term, plan, currency, quantity, line)
      cross join lateral (select p.* from prices p
        where p.market = w.market and p.sku_id = w.sku_id and p.segment = w.segment and p.term = w.term
          and p.plan = w.plan and p.currency = w.currency and p.meter = ''
          and ${inForce({ at, knownAt: null })} and p.tier_min <= w.quantity
        order by p.tier_min desc limit 1) as found`,
  );
  const byLine = new Map(rows.map((row) => [row.line, row]));
  return wanted.map(({ quantity }, i) => {
    const row = byLine.get(i + 1);
    const isFound = row && (row.tier_max === null || quantity <= row.tier_max);
    return isFound ? { ...priceFromRow(row), row: row.id } : undefined;
  });
}
