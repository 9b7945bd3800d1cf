// The SQL about who takes part that is not the platform's: neighbours that rules read, and what other rooms ask.

import sql, { type Sql } from 'sql-template-tag';
import type { Role } from '../../access/roles.ts';
import { among } from '../../platform/database/among.ts';
import type { Tx } from '../../platform/database/database.ts';
import { hashed } from '../../platform/settings/secrets.ts';
import * as rows from './rows.ts';
import type { Enrolment, Location, Organization, PartnerAgreement, PartnerKind, Tenant } from './state.ts';

export async function findEnrolment(
  tx: Tx,
  { organization, kind }: { organization: string; kind: PartnerKind },
): Promise<Enrolment | undefined> {
  const [row] = await tx.query<rows.EnrolmentRow>(
    sql`select * from enrolments where organization_id = ${organization} and kind = ${kind}`,
  );
  return row && rows.enrolmentFromRow(row);
}

export async function enrolmentsOf(tx: Tx, organization: string): Promise<Enrolment[]> {
  const found = await tx.query<rows.EnrolmentRow>(
    sql`select * from enrolments where organization_id = ${organization} order by created_at, id`,
  );
  return found.map(rows.enrolmentFromRow);
}

export async function findEnrolmentByToken(tx: Tx, token: string): Promise<Enrolment | undefined> {
  const [row] = await tx.query<rows.EnrolmentRow>(
    sql`select * from enrolments where mail_token_hash = ${hashed(token)}`,
  );
  return row && rows.enrolmentFromRow(row);
}

/** All enrolments of the organization that this one belongs to. */
export async function enrolmentsBeside(tx: Tx, id: string): Promise<Enrolment[]> {
  const found = await tx.query<rows.EnrolmentRow>(sql`select * from enrolments
    where organization_id = (select organization_id from enrolments where id = ${id}) order by created_at, id`);
  return found.map(rows.enrolmentFromRow);
}

export async function findOrganization(tx: Tx, id: string): Promise<Organization | undefined> {
  const [row] = await tx.query<rows.OrganizationRow>(sql`select * from organizations where id = ${id}`);
  return row && rows.organizationFromRow(row);
}

/** The id of the organization that runs this cloud; nothing until it is set up. */
export async function findOperator(tx: Tx): Promise<string | undefined> {
  const [row] = await tx.query<{ id: string }>(sql`select id from organizations where kind = 'operator'`);
  return row?.id;
}

/** Where an organization has its legal address; empty for one that does not exist. */
export async function countryOf(tx: Tx, organization: string): Promise<string> {
  const [row] = await tx.query<{ country: string }>(sql`select country from organizations where id = ${organization}`);
  return row?.country ?? '';
}

export async function locationsOf(tx: Tx, organization: string): Promise<Location[]> {
  const found = await tx.query<rows.LocationRow>(
    sql`select * from locations where organization_id = ${organization} order by number`,
  );
  return found.map(rows.locationFromRow);
}

/** ACT-020: whether places of other companies that still take part lie beneath its global account. */
export async function isHeadquarters(tx: Tx, organization: string): Promise<boolean> {
  const [row] = await tx.query(sql`select 1 from locations l join organizations o on o.id = l.organization_id
    where l.headquarters_id = ${organization} and o.status = 'active' limit 1`);
  return row !== undefined;
}

/** What the column holds. */
const partnerIdMax = 2_147_483_647;
/** A partner account by its public number, whosever it is. */
export async function findLocation(tx: Tx, partnerId: string | number): Promise<Location | undefined> {
  const number = Number(partnerId);
  if (!(number >= 0 && number <= partnerIdMax)) return undefined;
  const [row] = await tx.query<rows.LocationRow>(sql`select * from locations where number = ${number}`);
  return row && rows.locationFromRow(row);
}

/** By which a company is known in public: the account it began with, which a merge makes a location (ACT-020). */
export const firstPartnerIdOf = (organization: Sql): Sql => sql`(select min(number) from locations
  where organization_id = ${organization} and status = 'active')`;

const firstPartnerId = 4_000_000;
/** Closed accounts keep their rows, so no number is ever given twice; callers hold the lock `partner-ids`. */
export async function nextPartnerId(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ last: number | null }>(sql`select max(number) as last from locations`);
  return (row?.last ?? firstPartnerId) + 1;
}

export async function tenantsOf(tx: Tx, organization: string): Promise<Tenant[]> {
  const found = await tx.query<rows.TenantRow>(
    sql`select * from tenants where organization_id = ${organization} order by domain`,
  );
  return found.map(rows.tenantFromRow);
}

export async function findTenantByDomain(tx: Tx, domain: string): Promise<Tenant | undefined> {
  const [row] = await tx.query<rows.TenantRow>(sql`select * from tenants where domain = ${domain.toLowerCase()}`);
  return row && rows.tenantFromRow(row);
}

export async function findTenant(tx: Tx, id: string): Promise<Tenant | undefined> {
  const [row] = await tx.query<rows.TenantRow>(sql`select * from tenants where id = ${id}`);
  return row && rows.tenantFromRow(row);
}

/** The active tenant that stands for a location. */
export async function findTenantOfLocation(tx: Tx, partnerId: number): Promise<Tenant | undefined> {
  const [row] = await tx.query<rows.TenantRow>(
    sql`select * from tenants where partner_id = ${partnerId} and status = 'active'`,
  );
  return row && rows.tenantFromRow(row);
}

type Signed = Pick<PartnerAgreement, 'tenant' | 'party' | 'edition'>;
export async function findAgreement(tx: Tx, { tenant, party, edition }: Signed): Promise<PartnerAgreement | undefined> {
  const [row] = await tx.query<rows.AgreementRow>(sql`select * from partner_agreements
    where tenant_id = ${tenant} and party = ${party} and edition = ${edition}`);
  return row && rows.agreementFromRow(row);
}

export async function agreementsOf(tx: Tx, organization: string): Promise<PartnerAgreement[]> {
  const found = await tx.query<rows.AgreementRow>(
    sql`select * from partner_agreements where organization_id = ${organization} order by accepted_at, id`,
  );
  return found.map(rows.agreementFromRow);
}

type Belonging = { id: string; organization: string };
/** Selects the roles somebody holds in an organization right now; nothing when not an active member. */
export const rolesHeld = ({ id, organization }: Belonging): Sql =>
  sql`select roles from members where user_id = ${id} and organization_id = ${organization} and status = 'active'`;

export async function rolesOf(tx: Tx, belonging: Belonging): Promise<readonly Role[]> {
  const [row] = await tx.query<{ roles: Role[] }>(rolesHeld(belonging));
  return row?.roles ?? [];
}

type Membership = { user: string; organization: string; roles: Role[] };
/** Where these people are active members, with the roles they hold there now. */
export const membershipsOf = (tx: Tx, users: readonly string[]): Promise<Membership[]> =>
  tx.query<Membership>(sql`select user_id as user, organization_id as organization, roles from members
    where user_id = any(${[...users]}::text[]) and status = 'active' order by user_id, organization_id`);

/** The same for one person as a list within another statement, for who must know it in one flight. */
export const organizationsOf = (user: Sql): Sql => sql`array(select organization_id from members
  where user_id = ${user} and status = 'active' order by organization_id)`;

type Named = { id: string; name: string; country: string };
export const partiesOf = (tx: Tx, ids: readonly string[]): Promise<Named[]> =>
  tx.query<Named>(sql`select id, name, country from organizations where id ${among(ids)}`);

/** A tenant by its id; nothing for one that is unlinked or does not exist. */
export async function tenantOf(tx: Tx, id: string): Promise<Tenant | undefined> {
  const found = await findTenant(tx, id);
  return found?.status === 'active' ? found : undefined;
}

/** The legal entities of organizations: what they are called, and what their locations stand for (CHN-036). */
const entitiesOf = (ids: readonly string[]) => sql`
  select name_lower as name, country, registration_number as number from organizations where id = any(${ids}::text[])
  union
  select lower(legal_entity), country, null from locations
    where organization_id = any(${ids}::text[]) and status = 'active'`;

/**
 * CHN-036: who shares a legal entity with one of these, by its name in the same country or by its number; or the
 * global account, since theirs were merged (ACT-020).
 */
export async function affiliatesOf(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const all = [...ids];
  const rows = await tx.query<{ id: string }>(sql`with own as materialized (${entitiesOf(all)})
    select o.id from own join organizations as o on o.name_lower = own.name and o.country = own.country
    union
    select o.id from own join organizations as o on o.registration_number = own.number and o.country = own.country
    union
    select l.organization_id from own join locations as l
      on lower(l.legal_entity) = own.name and l.country = own.country and l.status = 'active'
    union
    select headquarters_id from locations where organization_id = any(${all}::text[]) and headquarters_id is not null
    union
    select organization_id from locations where headquarters_id = any(${all}::text[]) or headquarters_id in (
      select headquarters_id from locations where organization_id = any(${all}::text[]))`);
  return rows.map(({ id }) => id).filter((id) => !all.includes(id));
}

type Entity = { name: string; country: string; registrationNumber: string | undefined };
/** Whether a company that does not exist here yet would be the same legal entity as this one or an affiliate. */
export async function isSameCompany(
  tx: Tx,
  id: string,
  { name, country, registrationNumber }: Entity,
): Promise<boolean> {
  const group = [id, ...(await affiliatesOf(tx, [id]))];
  const [found] = await tx.query(sql`select 1 from (${entitiesOf(group)}) as own where country = ${country}
    and (name = lower(${name.trim()}) or number = ${registrationNumber ?? null}) limit 1`);
  return found !== undefined;
}

type Introduction = { organization: string; partnerId: string | null; activeSince: Date | null };
/** What a stranger may know of partners beside their names: the public partner id, and since when they are active. */
export const introductionsOf = (tx: Tx, ids: readonly string[]): Promise<Introduction[]> =>
  tx.query<Introduction>(sql`select o.id as organization,
      (select coalesce(min(t.partner_id), min(l.number))::text from locations l
        left join tenants t on t.partner_id = l.number and t.purpose = 'selling' and t.status = 'active'
        where l.organization_id = o.id and l.kind = 'location' and l.status = 'active') as "partnerId",
      (select nullif(min(v.valid_from), '-infinity') from enrolments e
        join enrolments_versions v on v.id = e.id and v.status = 'active'
        where e.organization_id = o.id and e.status in ('active', 'restricted')) as "activeSince"
    from organizations o where o.id = any(${[...ids]}::text[])`);
