// The only SQL about what the vendor charges for subscriptions.
import sql from 'sql-template-tag';
import { formatMoney, moneyOf } from '../../../kernel/money.ts';
import type { Statement, Tx } from '../../../platform/database/database.ts';
import type { ChargeLine } from '../state.ts';

export const inserting = (line: ChargeLine): Statement => sql`insert into charge_lines
  (id, subscription_id, partner_id, kind, quantity, unit_price, amount, currency, starts_at, ends_at,
    billed_reseller, at)
  values (${line.id}, ${line.subscription}, ${line.partner}, ${line.kind}, ${line.quantity},
    ${formatMoney(line.unitPrice)}, ${formatMoney(line.amount)}, ${line.amount.currency}, ${line.from}, ${line.until},
    ${line.resellerId}, ${line.at})`;

type ChargeRow = Pick<ChargeLine, 'id' | 'kind' | 'quantity' | 'at'> & {
  subscription_id: ChargeLine['subscription'];
  partner_id: string;
  unit_price: string;
  amount: string;
  currency: string;
  starts_at: Date;
  ends_at: Date | null;
  billed_reseller: string;
};
const chargeFromRow = (row: ChargeRow): ChargeLine => ({
  id: row.id,
  subscription: row.subscription_id,
  partner: row.partner_id,
  kind: row.kind,
  quantity: row.quantity,
  unitPrice: moneyOf(row.unit_price, row.currency),
  amount: moneyOf(row.amount, row.currency),
  from: row.starts_at,
  until: row.ends_at,
  resellerId: row.billed_reseller,
  at: row.at,
});

type ChargePage = { subscription: string; after: string; limit: number };
/** In the order in which they came up; ids sort by time. */
export async function chargesOf(tx: Tx, { subscription, after, limit }: ChargePage): Promise<ChargeLine[]> {
  const rows = await tx.query<ChargeRow>(sql`select * from charge_lines
    where subscription_id = ${subscription} and id > ${after} order by id limit ${limit}`);
  return rows.map(chargeFromRow);
}
