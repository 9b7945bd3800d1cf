// The only SQL about views of support; saving, loading by id and listing are the platform's.
import sql from 'sql-template-tag';
import type { Tx } from '../../platform/database/database.ts';
import { rowsOf } from '../../platform/record/columns.ts';
import type { SupportView } from './state.ts';

export const rows = rowsOf<SupportView>({
  organization: 'organization_id',
  person: 'person_id',
  reason: 'reason',
  begunAt: 'begun_at',
  endsAt: 'ends_at',
});

type Asked = { id: string; person: string; now: Date };
/** The organization of a view that this person has open right now. */
export async function openViewOf(tx: Tx, { id, person, now }: Asked): Promise<string | undefined> {
  const [row] = await tx.query<{ organization_id: string }>(sql`select organization_id from support_views
    where id = ${id} and person_id = ${person} and status = 'open' and ends_at > ${now}`);
  return row?.organization_id;
}
