// The only SQL about subscriptions; saving, loading by id and listing are the platform's.
import sql from 'sql-template-tag';
import { formatMoney, moneyOf } from '../../kernel/money.ts';
import { among } from '../../platform/database/among.ts';
import type { Tx } from '../../platform/database/database.ts';
import { rowsOf } from '../../platform/record/columns.ts';
import { held, type Subscription } from './state.ts';

export const rows = rowsOf<Subscription>(
  {
    nickname: 'nickname',
    sku: 'sku_id',
    productTitle: 'product_title',
    skuTitle: 'sku_title',
    kind: 'kind',
    model: 'model',
    segment: 'segment',
    term: 'term',
    billingPlan: 'billing_plan',
    quantity: 'quantity',
    startsAt: 'starts_at',
    endsAt: 'ends_at',
    committedUntil: 'committed_until',
    autoRenews: 'auto_renews',
    partner: 'partner_id',
    reseller: 'reseller_id',
    resellerId: 'billed_reseller',
    resellerIdBefore: 'billed_reseller_before',
    resellerIdSince: 'billed_reseller_since',
    customer: 'customer_id',
    tenant: 'tenant_id',
    supportContact: 'support_contact_id',
    origin: 'origin',
    unitPrice: {
      column: 'unit_price',
      from: (amount: string, { currency }: { currency: string }) => moneyOf(amount, currency),
      to: formatMoney,
    },
    order: 'order_id',
    base: 'base_id',
    entitlement: 'entitlement_id',
    priceRow: 'price_row',
    failure: 'failure',
  },
  { currency: ({ unitPrice }) => unitPrice.currency },
);

export type Holding = Pick<Subscription, 'id' | 'sku' | 'segment' | 'status' | 'reseller' | 'partner'>;
export type HoldingRow = Omit<Holding, 'sku' | 'reseller' | 'partner'> & {
  sku_id: string;
  reseller_id: string | null;
  partner_id: string;
};
export const holdingFromRow = ({
  sku_id: sku,
  reseller_id: reseller,
  partner_id: partner,
  ...same
}: HoldingRow): Holding => ({
  ...same,
  sku,
  reseller,
  partner,
});

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
