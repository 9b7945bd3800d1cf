// What is sold in a market: one row for each SKU and terms, and one for each usage plan, whatever its meters are.
import sql, { type Sql } from 'sql-template-tag';
import type { Cursor } from '../../../platform/door/cursor.ts';
import type { Door } from '../../../platform/world/world.ts';
import { behind, type Filters, inForce, matching, type PriceRow, titled } from '../prices/store.ts';
import { planTerms } from '../state.ts';

export type Sold = Pick<PriceRow, 'sku_id' | 'list' | 'segment' | 'term' | 'plan' | 'currency' | 'meter' | 'tier_min'>;
type Page = {
  filters: Partial<Filters> & { market: string };
  search: string | undefined;
  after: Cursor;
  limit: number;
};

/** What is left out of a filter asks for everything. */
const given = (filters: Page['filters']): Filters =>
  Object.fromEntries(Object.entries(filters).filter(([, value]) => value !== undefined)) as Filters;

/** Meters alone cannot be bought: of what is priced by usage only the plans in the offer matrix are listed. */
function plans({ now }: Door, { market, ...filters }: Page['filters']): Sql {
  const instants = { at: now, knownAt: null };
  const isWanted = (Object.keys(planTerms) as (keyof typeof planTerms)[]).every(
    (name) => filters[name] === undefined || filters[name] === planTerms[name],
  );
  return sql`p.list = 'usage' and ${isWanted}
    and exists (select 1 from offer_rules p where p.sku_id = k.id and ${inForce(instants)})
    and p.term = (select min(p.term) from prices p
      where p.sku_id = k.id and p.market = ${market} and p.meter <> '' and ${inForce(instants)})`;
}

export const soldIn = (door: Door, { filters, search, after, limit }: Page): Promise<Sold[]> => {
  const { market, list, sku } = filters;
  return door.tx.query<Sold>(
    sql`select distinct p.sku_id, p.list, p.segment, p.term, p.plan, p.currency, '' as meter, 0 as tier_min
      from prices p join skus k on k.id = p.sku_id
      where ${matching(given({ market, list, sku } as Page['filters']))}
        and ((p.list <> 'usage' and ${matching(given(filters))}) or (${plans(door, filters)}))
        and ${inForce({ at: door.now, knownAt: null })} ${titled(search)} ${behind(after)}
      order by p.sku_id, p.segment, p.term, p.plan, p.currency limit ${limit}`,
  );
};
