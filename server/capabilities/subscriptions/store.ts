// The only SQL about subscriptions and their charges; saving, loading by id and listing are the platform's.

import sql from 'sql-template-tag';
import { parseCurrency } from '../../kernel/currencies.ts';
import { formatMoney, type Money, parseMoney } from '../../kernel/money.ts';
import { among } from '../../platform/database/among.ts';
import type { Statement, Tx } from '../../platform/database/database.ts';
import type { Row } from '../../platform/world/world.ts';
import { type ChargeLine, held, type Subscription } from './state.ts';

/** What a table holds as a decimal; a value that is no money was not written by us. */
export function moneyOf(decimal: string, currency: string): Money {
  const known = parseCurrency(currency);
  const money = known && parseMoney(decimal, known);
  if (!money) throw new Error(`not an amount: ${decimal} ${currency}`);
  return money;
}

type SubscriptionRow = Pick<
  Subscription,
  'id' | 'version' | 'status' | 'nickname' | 'kind' | 'model' | 'segment' | 'term' | 'quantity' | 'origin' | 'failure'
> & {
  sku_id: string;
  product_title: string;
  sku_title: string;
  billing_plan: Subscription['billingPlan'];
  starts_at: Date;
  ends_at: Date | null;
  committed_until: Date | null;
  auto_renews: boolean;
  partner_id: string;
  reseller_id: string | null;
  billed_reseller: string;
  billed_reseller_before: string;
  billed_reseller_since: Date;
  customer_id: string;
  tenant_id: string;
  support_contact_id: string;
  unit_price: string;
  currency: string;
  order_id: Subscription['order'];
  base_id: Subscription['base'];
  entitlement_id: string;
  price_row: number | null;
};

export const fromRow = (row: SubscriptionRow): Subscription => ({
  id: row.id,
  version: row.version,
  status: row.status,
  nickname: row.nickname,
  sku: row.sku_id,
  productTitle: row.product_title,
  skuTitle: row.sku_title,
  kind: row.kind,
  model: row.model,
  segment: row.segment,
  term: row.term,
  billingPlan: row.billing_plan,
  quantity: row.quantity,
  startsAt: row.starts_at,
  endsAt: row.ends_at,
  committedUntil: row.committed_until,
  autoRenews: row.auto_renews,
  partner: row.partner_id,
  reseller: row.reseller_id,
  resellerId: row.billed_reseller,
  resellerIdBefore: row.billed_reseller_before,
  resellerIdSince: row.billed_reseller_since,
  customer: row.customer_id,
  tenant: row.tenant_id,
  supportContact: row.support_contact_id,
  origin: row.origin,
  unitPrice: moneyOf(row.unit_price, row.currency),
  order: row.order_id,
  base: row.base_id,
  entitlement: row.entitlement_id,
  priceRow: row.price_row,
  failure: row.failure,
});

export const toRow = (state: Subscription): Row => ({
  id: state.id,
  version: state.version,
  status: state.status,
  nickname: state.nickname,
  sku_id: state.sku,
  product_title: state.productTitle,
  sku_title: state.skuTitle,
  kind: state.kind,
  model: state.model,
  segment: state.segment,
  term: state.term,
  billing_plan: state.billingPlan,
  quantity: state.quantity,
  starts_at: state.startsAt,
  ends_at: state.endsAt,
  committed_until: state.committedUntil,
  auto_renews: state.autoRenews,
  partner_id: state.partner,
  reseller_id: state.reseller,
  billed_reseller: state.resellerId,
  billed_reseller_before: state.resellerIdBefore,
  billed_reseller_since: state.resellerIdSince,
  customer_id: state.customer,
  tenant_id: state.tenant,
  support_contact_id: state.supportContact,
  origin: state.origin,
  unit_price: formatMoney(state.unitPrice),
  currency: state.unitPrice.currency,
  order_id: state.order,
  base_id: state.base,
  entitlement_id: state.entitlement,
  price_row: state.priceRow,
  failure: state.failure,
});

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

type Holding = Pick<Subscription, 'id' | 'sku' | 'segment' | 'status' | 'reseller' | 'partner'>;
type HoldingRow = Omit<Holding, 'sku' | 'reseller' | 'partner'> & {
  sku_id: string;
  reseller_id: string | null;
  partner_id: string;
};
const holdingFromRow = ({ sku_id: sku, reseller_id: reseller, partner_id: partner, ...same }: HoldingRow): Holding => ({
  ...same,
  sku,
  reseller,
  partner,
});

/** What a tenant holds through this partner. */
export async function ownIn(tx: Tx, of: { tenant: string; partner: string }): Promise<Holding[]> {
  const rows = await tx.query<HoldingRow>(sql`select id, sku_id, segment, status, reseller_id, partner_id
    from subscriptions
    where tenant_id = ${of.tenant} and partner_id = ${of.partner} and status ${among(held)}`);
  return rows.map(holdingFromRow);
}

/** What a customer holds in all its tenants, whoever sold it. */
export async function heldBy(tx: Tx, customer: string): Promise<Holding[]> {
  const rows = await tx.query<HoldingRow>(sql`select id, sku_id, segment, status, reseller_id, partner_id
    from subscriptions where customer_id = ${customer} and status ${among(held)}`);
  return rows.map(holdingFromRow);
}

/** What was bought for a tenant through whatever partner (ORD-027). */
export async function boughtIn(tx: Tx, tenant: string): Promise<{ id: string }[]> {
  return tx.query<{ id: string }>(
    sql`select id from subscriptions where tenant_id = ${tenant} and status ${among(held)}`,
  );
}
