// What differs between the prices of two days.
import sql, { empty, join, raw } from 'sql-template-tag';
import type { Tx } from '../../../platform/database/database.ts';
import type { Cursor } from '../../../platform/door/cursor.ts';
import type { DifferenceRow } from '../offers.ts';
import { type Filters, inForce, matching } from './store.ts';

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
