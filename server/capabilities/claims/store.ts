// The only SQL about claims of the role of global admin, and about who is told of one.
import sql from 'sql-template-tag';
import type { Tx } from '../../platform/database/database.ts';
import { rowsOf } from '../../platform/record/columns.ts';
import { tenantsOf } from '../organizations/offers.ts';
import type { AdminClaim } from './state.ts';

export const rows = rowsOf<AdminClaim>({
  organization: 'organization_id',
  person: 'person_id',
  domain: 'domain',
  recordValue: 'record_value',
  createdAt: 'created_at',
  expiresAt: 'expires_at',
});

export type Of = { organization: string; person: string };
/** The youngest: an older one whose time has passed may wait for its end. */
export async function findOpen(tx: Tx, { organization, person }: Of): Promise<AdminClaim | undefined> {
  const [row] = await tx.query<never>(sql`select * from admin_claims
    where organization_id = ${organization} and person_id = ${person} and status = 'open'
    order by created_at desc limit 1`);
  return row && rows.fromRow(row);
}

/** By the id of a member. */
export const findOpenOf = (tx: Tx, member: string): Promise<Of[]> =>
  tx.query<Of>(sql`select distinct c.organization_id as organization, c.person_id as person
    from members m join admin_claims c on c.organization_id = m.organization_id and c.person_id = m.user_id
    where m.id = ${member} and c.status = 'open'`);

export async function hasGlobalAdmin(tx: Tx, organization: string): Promise<boolean> {
  const [row] = await tx.query<{ has: boolean }>(sql`select exists (select 1 from members
    where organization_id = ${organization} and status = 'active' and 'globalAdmin' = any(roles)) as has`);
  return row!.has;
}

const toldMax = 50;
type Told = { to: string; language: 'en' | 'ko' | 'zh-CN' };
/** Who keeps accounts and people there, and whoever was global admin, even if suspended; and the primary contact. */
export const toldOf = (tx: Tx, { organization, person }: Of): Promise<Told[]> =>
  tx.query<Told>(sql`select distinct on (lower(t.mail)) t.mail as to, t.language from (
      select 0 as place, m.name as mail, coalesce(u.language, 'en') as language
        from members m left join users u on u.id = m.user_id
        where m.organization_id = ${organization} and m.user_id <> ${person} and not m.is_guest
          and m.status in ('active', 'suspended')
          and m.roles && array['globalAdmin', 'userAdmin', 'billingAdmin', 'accountAdmin', 'adminAgent']
      union all
      select 1, o.contact ->> 'mail', 'en' from organizations o where o.id = ${organization}
    ) as t where t.mail <> '' order by lower(t.mail), t.place limit ${toldMax}`);

/** Of the organization's active tenants. */
export const domainsOf = async (tx: Tx, organization: string): Promise<string[]> =>
  (await tenantsOf(tx, organization)).filter(({ status }) => status === 'active').map(({ domain }) => domain);
