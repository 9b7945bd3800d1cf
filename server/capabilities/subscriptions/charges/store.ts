// The only SQL about what the vendor charges for subscriptions.
import sql from 'sql-template-tag';
import { formatMoney, moneyOf } from '../../../kernel/money.ts';
import type { Statement, Tx } from '../../../platform/database/database.ts';
import type { ChargeLine } from '../state.ts';

export const inserting = (line: ChargeLine): Statement => sql`insert into charge_lines
  (id, subscription_id, seller_id, buyer_id, customer_id, tenant_id, order_id, sku_id, price_row, kind, quantity,
    unit_price, amount, currency, starts_at, ends_at, billed_reseller, rounding, share_numerator, share_denominator,
    edition, reverses, upstream, at)
  values (${line.id}, ${line.subscription}, ${line.seller}, ${line.buyer}, ${line.customer}, ${line.tenant},
    ${line.order}, ${line.sku}, ${line.priceRow}, ${line.kind}, ${line.quantity}, ${formatMoney(line.unitPrice)},
    ${formatMoney(line.amount)}, ${line.amount.currency}, ${line.from}, ${line.until}, ${line.resellerId},
    ${line.rounding}, ${line.share?.numerator}, ${line.share?.denominator}, ${line.edition}, ${line.reverses},
    ${line.upstream}, ${line.at})`;

type ChargeRow = Pick<
  ChargeLine,
  'id' | 'kind' | 'quantity' | 'rounding' | 'edition' | 'reverses' | 'upstream' | 'at'
> & {
  subscription_id: ChargeLine['subscription'];
  seller_id: string | null;
  buyer_id: string;
  customer_id: string;
  tenant_id: string;
  order_id: ChargeLine['order'];
  sku_id: string;
  price_row: number | null;
  unit_price: string;
  amount: string;
  currency: string;
  starts_at: Date;
  ends_at: Date | null;
  billed_reseller: string;
  share_numerator: number | null;
  share_denominator: number | null;
};
const shareFrom = ({ share_numerator: part, share_denominator: all }: ChargeRow) =>
  part === null || all === null ? null : { numerator: BigInt(part), denominator: BigInt(all) };
const chargeFromRow = (row: ChargeRow): ChargeLine => ({
  id: row.id,
  subscription: row.subscription_id,
  seller: row.seller_id,
  buyer: row.buyer_id,
  customer: row.customer_id,
  tenant: row.tenant_id,
  order: row.order_id,
  sku: row.sku_id,
  priceRow: row.price_row,
  kind: row.kind,
  quantity: row.quantity,
  unitPrice: moneyOf(row.unit_price, row.currency),
  amount: moneyOf(row.amount, row.currency),
  from: row.starts_at,
  until: row.ends_at,
  resellerId: row.billed_reseller,
  rounding: row.rounding,
  share: shareFrom(row),
  edition: row.edition,
  reverses: row.reverses,
  upstream: row.upstream,
  at: row.at,
});

/** What was charged for a subscription and not taken back. */
export async function standingCharges(tx: Tx, subscription: string): Promise<ChargeLine[]> {
  const rows = await tx.query<ChargeRow>(sql`select c.* from charge_lines c
    where c.subscription_id = ${subscription} and c.reverses is null
      and not exists (select from charge_lines r where r.reverses = c.id) order by c.id`);
  return rows.map(chargeFromRow);
}

type ChargePage = { subscription: string; after: string; limit: number };
/** In the order in which they came up; ids sort by time. */
export async function chargesOf(tx: Tx, { subscription, after, limit }: ChargePage): Promise<ChargeLine[]> {
  const rows = await tx.query<ChargeRow>(sql`select * from charge_lines
    where subscription_id = ${subscription} and id > ${after} order by id limit ${limit}`);
  return rows.map(chargeFromRow);
}
