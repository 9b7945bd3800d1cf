// The only SQL about members; saving, loading by id and listing are the platform's.
import sql from 'sql-template-tag';
import type { Tx } from '../../platform/database/database.ts';
import type { Row } from '../../platform/world/world.ts';
import type { Member, OrganizationKind } from './state.ts';

type MemberRow = Pick<Member, 'id' | 'version' | 'status' | 'name' | 'roles'> & {
  organization_id: string;
  user_id: string;
  display_name: string;
  is_guest: boolean;
  suspended_by: Member['suspendedBy'];
  suspension_reason: string | null;
  created_at: Date;
};
export const fromRow = ({ id, version, status, name, roles, ...row }: MemberRow): Member => ({
  id,
  version,
  status,
  organization: row.organization_id,
  user: row.user_id,
  name,
  displayName: row.display_name,
  roles,
  isGuest: row.is_guest,
  suspendedBy: row.suspended_by,
  suspensionReason: row.suspension_reason,
  createdAt: row.created_at,
});
export const toRow = ({ organization, user, displayName, isGuest, createdAt, roles, ...member }: Member): Row => {
  const { suspendedBy, suspensionReason, ...same } = member;
  return {
    ...same,
    organization_id: organization,
    user_id: user,
    display_name: displayName,
    roles: [...roles],
    is_guest: isGuest,
    created_at: createdAt,
    suspended_by: suspendedBy,
    suspension_reason: suspensionReason,
  };
};

type Of = { organization: string; user: string };
export async function findMember(tx: Tx, { organization, user }: Of): Promise<Member | undefined> {
  const [row] = await tx.query<MemberRow>(
    sql`select * from members where user_id = ${user} and organization_id = ${organization}`,
  );
  return row && fromRow(row);
}

/** How many global admins remain when this one goes (ACT-026). */
export async function otherGlobalAdmins(tx: Tx, { organization, user }: Of): Promise<number> {
  const [row] = await tx.query<{ count: number }>(sql`select count(*) as count from members
    where organization_id = ${organization} and user_id <> ${user} and status = 'active'
      and 'globalAdmin' = any(roles)`);
  return row!.count;
}

export async function kindOf(tx: Tx, organization: string): Promise<OrganizationKind> {
  const [row] = await tx.query<{ kind: string; isPartner: boolean }>(sql`select kind,
    exists (select 1 from enrolments e where e.organization_id = o.id) as "isPartner"
    from organizations o where id = ${organization}`);
  if (row?.kind === 'operator') return 'operator';
  return row?.isPartner ? 'partner' : 'customer';
}

/** ROL-010: a reseller whose first person is still alone. */
export async function isFirstSetUp(tx: Tx, organization: string): Promise<boolean> {
  const [row] = await tx.query<{ isFirst: boolean }>(sql`select
    exists (select 1 from enrolments where organization_id = ${organization} and kind = 'reseller')
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
