// What differs: between the prices of two days, and between a sheet and what is in force.
import sql, { empty, join, raw } from 'sql-template-tag';
import type { Tx } from '../../../platform/database/database.ts';
import type { Cursor } from '../../../platform/wire/browsing.ts';
import { once, tablesOf } from '../../price-sheets/staging/tables.ts';
import { type Filters, inForce, matching } from './store.ts';

type Kind = 'added' | 'changed' | 'ended';
export type DifferenceRow = {
  kind: Kind;
  sku_id: string;
  title: string;
  market: string;
  currency: string;
  segment: string;
  term: string;
  plan: string;
  meter: string;
  tier_min: number;
  before_amount: string | null;
  before_retail: string | null;
  amount: string | null;
  retail: string | null;
};
type Days = { from: Date; to: Date; knownAt: Date | null };
type Page = Days & { filters: Filters; after: Cursor; limit: number };

export function priceDifferences(tx: Tx, { filters, from, to, knownAt, after, limit }: Page): Promise<DifferenceRow[]> {
  const key = 'market, sku_id, segment, term, plan, currency, meter, tier_min';
  const side = (at: Date) => sql`(select p.* from prices p where ${matching(filters)} and ${inForce({ at, knownAt })})`;
  const beyond =
    after.length === 0
      ? empty
      : sql`and (sku_id, segment, term, plan, currency, meter, tier_min) > (${join([...after])})`;

  return tx.query<DifferenceRow>(
    sql`select case when b.id is null then 'added' when a.id is null then 'ended' else 'changed' end as kind,
        sku_id, coalesce(k.title, '') as title, market, currency, segment, term, plan, meter, tier_min,
        b.amount as before_amount, b.retail as before_retail, a.amount, a.retail
      from ${side(from)} b full join ${side(to)} a using (${raw(key)}) left join skus k on k.id = sku_id
      where (a.amount, a.retail, a.tier_max) is distinct from (b.amount, b.retail, b.tier_max) ${beyond}
      order by sku_id, segment, term, plan, currency, meter, tier_min limit ${limit}`,
  );
}

export type ChangeRow = DifferenceRow & {
  no: number;
  fields: string[];
  valid_from: Date | number;
  valid_until: Date | number;
  retroactive: boolean;
};
type ChangesOf = { attempt: string; kind: string | undefined; after: Cursor; limit: number };

/** Nothing where the tables of the reading are gone: a crash of the database, or cleared after a while. */
export async function changesOf(tx: Tx, { attempt, kind, after, limit }: ChangesOf): Promise<ChangeRow[]> {
  const { changes } = tablesOf(attempt);
  const [there] = await tx.query<{ known: boolean }>(sql`select to_regclass(${changes}) is not null as known`);
  if (!there!.known) return [];
  return tx.query<ChangeRow>(
    once(
      `select c.*, coalesce(k.title, '') as title from ${changes} c left join skus k on k.id = c.sku_id
        where c.no > $1 and c.kind <> 'kept' and ($2::text is null or c.kind = $2) order by c.no limit $3`,
      [after[0] ?? 0, kind ?? null, limit],
    ),
  );
}
