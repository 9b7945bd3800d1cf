// The only SQL about carts, orders and purchase wishes; saving, loading by id and listing are the platform's.
import sql from 'sql-template-tag';
import type { Door, Row } from '../../../platform/world/world.ts';
import { moneyOf } from '../../subscriptions/store.ts';
import { shownMoney } from '../../subscriptions/thing.ts';
import type { Cart, Order, OrderLine, Wish } from '../state.ts';

type CartRow = Pick<Cart, 'id' | 'version' | 'status' | 'lines'> & {
  partner_id: string;
  relationship_id: string;
  customer_id: string;
  tenant_id: string;
  reseller_partner_id: string | null;
  wish_id: Cart['wish'];
  order_id: Cart['order'];
  created_by: string;
  created_at: Date;
};
export const cartFromRow = (row: CartRow): Cart => ({
  id: row.id,
  version: row.version,
  status: row.status,
  partner: row.partner_id,
  relationship: row.relationship_id,
  customer: row.customer_id,
  tenant: row.tenant_id,
  resellerPartnerId: row.reseller_partner_id,
  lines: row.lines,
  wish: row.wish_id,
  order: row.order_id,
  createdBy: row.created_by,
  createdAt: row.created_at,
});
export const cartToRow = (state: Cart): Row => ({
  id: state.id,
  version: state.version,
  status: state.status,
  partner_id: state.partner,
  relationship_id: state.relationship,
  customer_id: state.customer,
  tenant_id: state.tenant,
  reseller_partner_id: state.resellerPartnerId,
  lines: JSON.stringify(state.lines),
  wish_id: state.wish,
  order_id: state.order,
  created_by: state.createdBy,
  created_at: state.createdAt,
});

type Written = { amount: string; currency: string };
type LineRow = Omit<OrderLine, 'unitPrice' | 'amount'> & { unitPrice: Written; amount: Written };
type OrderRow = Pick<Order, 'id' | 'version' | 'status' | 'number'> & {
  partner_id: string;
  reseller_id: string | null;
  billed_reseller: string;
  customer_id: string;
  tenant_id: string;
  lines: LineRow[];
  wish_id: Order['wish'];
  placed_by: string;
  placed_at: Date;
};
const readMoney = ({ amount, currency }: Written) => moneyOf(amount, currency);
export const orderFromRow = (row: OrderRow): Order => ({
  id: row.id,
  version: row.version,
  status: row.status,
  number: row.number,
  partner: row.partner_id,
  reseller: row.reseller_id,
  resellerId: row.billed_reseller,
  customer: row.customer_id,
  tenant: row.tenant_id,
  lines: row.lines.map((line) => ({
    ...line,
    unitPrice: readMoney(line.unitPrice),
    amount: readMoney(line.amount),
  })),
  wish: row.wish_id,
  placedBy: row.placed_by,
  placedAt: row.placed_at,
});
export const orderToRow = (state: Order): Row => ({
  id: state.id,
  version: state.version,
  status: state.status,
  number: state.number,
  partner_id: state.partner,
  reseller_id: state.reseller,
  billed_reseller: state.resellerId,
  customer_id: state.customer,
  tenant_id: state.tenant,
  lines: JSON.stringify(
    state.lines.map((line) => ({
      ...line,
      unitPrice: shownMoney(line.unitPrice),
      amount: shownMoney(line.amount),
    })),
  ),
  wish_id: state.wish,
  placed_by: state.placedBy,
  placed_at: state.placedAt,
});

type WishRow = Pick<Wish, 'id' | 'version' | 'status' | 'quantity' | 'note' | 'answer'> & {
  reseller_id: string;
  provider_id: string;
  customer_id: string;
  tenant_id: string;
  sku_id: string;
  product_title: string;
  sku_title: string;
  cart_id: Wish['cart'];
  sent_by: string;
  sent_at: Date;
};
export const wishFromRow = (row: WishRow): Wish => ({
  id: row.id,
  version: row.version,
  status: row.status,
  reseller: row.reseller_id,
  provider: row.provider_id,
  customer: row.customer_id,
  tenant: row.tenant_id,
  sku: row.sku_id,
  productTitle: row.product_title,
  skuTitle: row.sku_title,
  quantity: row.quantity,
  note: row.note,
  answer: row.answer,
  cart: row.cart_id,
  sentBy: row.sent_by,
  sentAt: row.sent_at,
});
export const wishToRow = (state: Wish): Row => ({
  id: state.id,
  version: state.version,
  status: state.status,
  reseller_id: state.reseller,
  provider_id: state.provider,
  customer_id: state.customer,
  tenant_id: state.tenant,
  sku_id: state.sku,
  product_title: state.productTitle,
  sku_title: state.skuTitle,
  quantity: state.quantity,
  note: state.note,
  answer: state.answer,
  cart_id: state.cart,
  sent_by: state.sentBy,
  sent_at: state.sentAt,
});

/**
 * For people; gaps are harmless, a number given twice is not, and without gaps every order would wait for the one
 * before it. A preview reads which one would come, and takes none.
 */
export async function nextNumber({ tx, preview }: Pick<Door, 'tx' | 'preview'>): Promise<string> {
  const taken = sql`select nextval('order_numbers')::text as number`;
  const foreseen = sql`select (last_value + is_called::int)::text as number from order_numbers`;
  const [row] = await tx.query<{ number: string }>(preview ? foreseen : taken);
  return row!.number;
}
