// The only SQL about relationships that no higher room needs.
import sql from 'sql-template-tag';
import type { Tx } from '../../../platform/database/database.ts';
import { rowsOf } from '../../../platform/record/columns.ts';
import type { Relationship } from './state.ts';

export const rows = rowsOf<Relationship>(
  {
    partner: 'partner_id',
    customer: 'customer_id',
    tenant: 'tenant_id',
    isDirect: 'is_direct',
    resellers: 'resellers',
    providers: 'providers',
    origin: 'origin',
    invitation: 'invitation_id',
    customerName: 'customer_name',
    acceptedBy: 'accepted_by',
    since: 'since',
  },
  { customer_name_lower: ({ customerName }) => customerName.toLowerCase() },
);

/** Every relationship of a tenant; there are few. */
export async function relationshipsOf(tx: Tx, tenant: string): Promise<Relationship[]> {
  const found = await tx.query<never>(
    sql`select * from relationships where tenant_id = ${tenant} and status = 'active' order by since, id`,
  );
  return found.map(rows.fromRow);
}
