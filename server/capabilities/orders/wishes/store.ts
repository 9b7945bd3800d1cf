// How purchase wishes lie in their table.
import { rowsOf } from '../../../platform/record/columns.ts';
import type { Wish } from '../state.ts';

export const rows = rowsOf<Wish>({
  reseller: 'reseller_id',
  provider: 'provider_id',
  customer: 'customer_id',
  tenant: 'tenant_id',
  sku: 'sku_id',
  productTitle: 'product_title',
  skuTitle: 'sku_title',
  quantity: 'quantity',
  note: 'note',
  answer: 'answer',
  cart: 'cart_id',
  sentBy: 'sent_by',
  sentAt: 'sent_at',
});
