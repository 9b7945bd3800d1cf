// The only SQL about partnerships that no higher room needs.
import sql from 'sql-template-tag';
import type { Tx } from '../../../platform/database/database.ts';
import { rowsOf } from '../../../platform/record/columns.ts';
import type { Partnership } from './state.ts';

export const rows = rowsOf<Partnership>({
  provider: 'provider_id',
  reseller: 'reseller_id',
  invitation: 'invitation_id',
  approvedBy: 'approved_by',
  since: 'since',
});

/** The resellers a provider works with now. */
export async function resellersWith(tx: Tx, provider: string): Promise<string[]> {
  const found = await tx.query<{ reseller_id: string }>(
    sql`select reseller_id from partnerships where provider_id = ${provider} and status = 'active'`,
  );
  return found.map(({ reseller_id }) => reseller_id);
}
