// The only SQL about views of support; saving, loading by id and listing are the platform's.
import sql from 'sql-template-tag';
import type { Tx } from '../../platform/database/database.ts';
import type { Row } from '../../platform/world/world.ts';
import type { SupportView } from './state.ts';

type ViewRow = Pick<SupportView, 'id' | 'version' | 'status' | 'reason'> & {
  organization_id: string;
  person_id: string;
  begun_at: Date;
  ends_at: Date;
};
export const fromRow = ({ id, version, status, reason, ...row }: ViewRow): SupportView => ({
  ...{ id, version, status, reason },
  organization: row.organization_id,
  person: row.person_id,
  begunAt: row.begun_at,
  endsAt: row.ends_at,
});
export const toRow = ({ organization, person, begunAt, endsAt, ...same }: SupportView): Row => ({
  ...same,
  organization_id: organization,
  person_id: person,
  begun_at: begunAt,
  ends_at: endsAt,
});

type Asked = { id: string; person: string; now: Date };
/** The organization of a view that this person has open right now. */
export async function openViewOf(tx: Tx, { id, person, now }: Asked): Promise<string | undefined> {
  const [row] = await tx.query<{ organization_id: string }>(sql`select organization_id from support_views
    where id = ${id} and person_id = ${person} and status = 'open' and ends_at > ${now}`);
  return row?.organization_id;
}
