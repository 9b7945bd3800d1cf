// How carts lie in their table.
import { json, rowsOf } from '../../../platform/record/columns.ts';
import type { Cart } from '../state.ts';

export const rows = rowsOf<Cart>({
  partner: 'partner_id',
  relationship: 'relationship_id',
  customer: 'customer_id',
  tenant: 'tenant_id',
  resellerPartnerId: 'reseller_partner_id',
  lines: json('lines'),
  wish: 'wish_id',
  order: 'order_id',
  createdBy: 'created_by',
  createdAt: 'created_at',
});
