// The only SQL about members; saving, loading by id and listing are the platform's.
import sql from 'sql-template-tag';
import type { Tx } from '../../platform/database/database.ts';
import { rowsOf } from '../../platform/record/columns.ts';
import { isEnrolledAs } from '../organizations/offers.ts';
import type { Member } from './state.ts';

export const rows = rowsOf<Member>({
  organization: 'organization_id',
  user: 'user_id',
  name: 'name',
  displayName: 'display_name',
  roles: 'roles',
  isGuest: 'is_guest',
  suspendedBy: 'suspended_by',
  suspensionReason: 'suspension_reason',
  createdAt: 'created_at',
});

type Of = { organization: string; user: string };
/** How many global admins remain when this one goes (ACT-026). */
export async function otherGlobalAdmins(tx: Tx, { organization, user }: Of): Promise<number> {
  const [row] = await tx.query<{ count: number }>(sql`select count(*) as count from members
    where organization_id = ${organization} and user_id <> ${user} and status = 'active'
      and 'globalAdmin' = any(roles)`);
  return row!.count;
}

/** ROL-010: a reseller whose first person is still alone. */
export async function isFirstSetUp(tx: Tx, organization: string): Promise<boolean> {
  const [row] = await tx.query<{ isFirst: boolean }>(sql`select ${isEnrolledAs('reseller', organization)}
    and (select count(*) from members where organization_id = ${organization} and status = 'active') = 1 as "isFirst"`);
  return row!.isFirst;
}

/** Whose membership it is. */
export async function userOf(tx: Tx, id: string): Promise<string | undefined> {
  const [row] = await tx.query<{ user_id: string }>(sql`select user_id from members where id = ${id}`);
  return row?.user_id;
}

/** Every membership of this person that is not erased, the one at home first. */
export async function membershipIdsOf(tx: Tx, user: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(sql`select id from members
    where user_id = ${user} and status <> 'erased' order by is_guest, id`);
  return rows.map(({ id }) => id);
}

export async function allMembershipsOf(tx: Tx, user: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(sql`select id from members where user_id = ${user}`);
  return rows.map(({ id }) => id);
}
