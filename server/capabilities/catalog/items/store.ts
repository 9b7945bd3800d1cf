// Products and SKUs as they are read, and on which terms they are sold: now, on a day, or as we knew them then.
import sql, { empty, raw, type Sql } from 'sql-template-tag';
import { among } from '../../../platform/database/among.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { Cursor } from '../../../platform/door/cursor.ts';
import { rowsOf } from '../../../platform/record/columns.ts';
import { rowsAt } from '../../../platform/record/history.ts';
import type { Instants } from '../instants.ts';
import { inForce, titled } from '../prices/store.ts';
import type { List, Sku } from '../state.ts';
import { planTerms } from '../state.ts';

export const skuRows = rowsOf<Sku>({
  list: 'list',
  productId: 'product_id',
  productTitle: 'product_title',
  title: 'title',
  publisher: 'publisher',
  description: 'description',
  unit: 'unit',
  tags: 'tags',
});

type Page = {
  asOf: Date | undefined;
  list: string | undefined;
  search: string | undefined;
  after: Cursor;
  limit: number;
};
const listed = (list: string | undefined): Sql => (list === undefined ? empty : sql`and k.list = ${list}`);

export type SkuPage = Page & {
  product: string | undefined;
  /** Only these, or all but these. */
  these?: readonly string[];
  except?: readonly string[];
};
export async function skusByTitle(tx: Tx, page: SkuPage): Promise<Sku[]> {
  const { asOf, list, search, product, these, except = [], limit } = page;
  const [title = '', id = ''] = page.after;
  const rows = await tx.query<never>(
    sql`select k.* from ${rowsAt('skus', asOf)} as k
      where (k.title_lower, k.id) > (${title}, ${id}) ${listed(list)} ${titled(search)}
        ${product === undefined ? empty : sql`and k.product_id = ${product}`}
        ${these === undefined ? empty : sql`and k.id ${among(these)}`}
        ${except.length === 0 ? empty : sql`and k.id <> all(${[...except]}::text[])`}
      order by k.title_lower, k.id limit ${limit}`,
  );
  return rows.map(skuRows.fromRow);
}

export type Product = { id: string; title: string; publisher: string; list: List; skus: number };
export const productsByTitle = (tx: Tx, { asOf, list, search, after, limit }: Page): Promise<Product[]> => {
  const [title = '', id = ''] = after;
  const from = search?.toLowerCase();
  const found = from ? sql`and lower(k.product_title) like ${`${escaped(from)}%`}` : empty;
  return tx.query<Product>(
    sql`select k.product_id as id, min(k.product_title) as title, min(k.publisher) as publisher, min(k.list) as list,
        count(*) as skus
      from ${rowsAt('skus', asOf)} as k where true ${listed(list)} ${found}
      group by k.product_id having (lower(min(k.product_title)), k.product_id) > (${title}, ${id})
      order by lower(min(k.product_title)), k.product_id limit ${limit}`,
  );
};
const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');

export type TermsRow = { market: string; currency: string; segment: string; term: string; billingPlan: string };
const { segment, term, billingPlan } = planTerms;
const unlessPlan = (column: Sql, sold: string): Sql => sql`case when p.list = 'usage' then ${sold} else ${column} end`;
/** On which terms a SKU is sold; the primary index leads with the market, so all of them are asked for by market. */
export const termsOf = (tx: Tx, { sku, market, ...instants }: Instants & { sku: string; market: string | undefined }) =>
  tx.query<TermsRow>(
    sql`select distinct p.market, p.currency, ${unlessPlan(raw('p.segment'), segment)} as segment,
        ${unlessPlan(raw('p.term'), term)} as term, ${unlessPlan(raw('p.plan'), billingPlan)} as "billingPlan"
      from prices p
      where p.sku_id = ${sku} ${market === undefined ? empty : sql`and p.market = ${market}`} and ${inForce(instants)}
      order by 1, 3, 4, 5, 2`,
  );
