// Products, SKUs and the offer matrix as they are read: now, on a day, or as we knew them then.

import sql, { empty, raw, type Sql } from 'sql-template-tag';
import { among } from '../../../platform/database/among.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { rowsAt } from '../../../platform/record/history.ts';
import type { Cursor, Instants } from '../../../platform/wire/browsing.ts';
import { inForce, planTerms, titled } from '../prices/store.ts';
import type { List, OfferRules, Sku, SkuId } from '../state.ts';

type SkuRow = Pick<
  Sku,
  'id' | 'version' | 'status' | 'list' | 'title' | 'publisher' | 'description' | 'unit' | 'tags'
> & {
  product_id: string;
  product_title: string;
};
const skuFromRow = (row: SkuRow): Sku => {
  const { id, version, status, list, title, publisher, description, unit, tags } = row;
  const product = { productId: row.product_id, productTitle: row.product_title };
  return { id, version, status, list, title, publisher, description, unit, tags, ...product };
};

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
  const rows = await tx.query<SkuRow>(
    sql`select k.* from ${rowsAt('skus', asOf)} as k
      where (k.title_lower, k.id) > (${title}, ${id}) ${listed(list)} ${titled(search)}
        ${product === undefined ? empty : sql`and k.product_id = ${product}`}
        ${these === undefined ? empty : sql`and k.id ${among(these)}`}
        ${except.length === 0 ? empty : sql`and k.id <> all(${[...except]}::text[])`}
      order by k.title_lower, k.id limit ${limit}`,
  );
  return rows.map(skuFromRow);
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

export async function findSkus(tx: Tx, ids: readonly string[], asOf?: Date): Promise<Map<string, Sku>> {
  const rows = await tx.query<SkuRow>(sql`select k.* from ${rowsAt('skus', asOf)} as k where k.id ${among(ids)}`);
  return new Map(rows.map((row) => [row.id, skuFromRow(row)]));
}

type RulesRow = {
  sku_id: SkuId;
  provisioning_id: string;
  provisioning_string: string;
  licences_min: number | null;
  licences_max: number | null;
  ownership_limit: number | null;
  ownership_limit_type: OfferRules['ownershipLimitType'];
  prerequisites: SkuId[];
  conversions: SkuId[];
  description: string;
  allowed_countries: string[];
};
const rulesFromRow = (row: RulesRow): OfferRules => ({
  sku: row.sku_id,
  provisioningId: row.provisioning_id,
  provisioningString: row.provisioning_string,
  licencesMin: row.licences_min,
  licencesMax: row.licences_max,
  ownershipLimit: row.ownership_limit,
  ownershipLimitType: row.ownership_limit_type,
  prerequisites: row.prerequisites,
  conversions: row.conversions,
  description: row.description,
  allowedCountries: row.allowed_countries,
});

/** ORD-072: what is not among these is not orderable, whatever its price. */
export async function findRules(tx: Tx, ids: readonly string[], instants: Instants): Promise<Map<string, OfferRules>> {
  const rows = await tx.query<RulesRow>(
    sql`select p.* from offer_rules p where p.sku_id ${among(ids)} and ${inForce(instants)}`,
  );
  return new Map(rows.map((row) => [row.sku_id, rulesFromRow(row)]));
}

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
