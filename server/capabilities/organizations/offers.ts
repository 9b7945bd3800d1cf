// What higher rooms may use of organizations: who takes part, where, as what; and how one is made.
import sql, { type Sql } from 'sql-template-tag';
import { type Id, newId } from '../../kernel/id.ts';
import { among } from '../../platform/database/among.ts';
import type { Tx } from '../../platform/database/database.ts';
import { change } from '../../platform/door/change.ts';
import type { Enrolment, PartnerKind } from './enrolment/state.ts';
import { rows as enrolmentRows } from './enrolment/store.ts';
import * as locationRules from './location/rules.ts';
import { isInNetwork, type Location } from './location/state.ts';
import { rows as locationRows } from './location/store.ts';
import { locations } from './location/thing.ts';
import * as organizationRules from './organization/rules.ts';
import type { Organization } from './organization/state.ts';
import { rows as organizationRows } from './organization/store.ts';
import { organizations } from './organization/thing.ts';
import * as tenantRules from './tenant/rules.ts';
import type { Tenant } from './tenant/state.ts';
import { rows as tenantRows } from './tenant/store.ts';
import { tenants } from './tenant/thing.ts';

export async function findOrganization(tx: Tx, id: string): Promise<Organization | undefined> {
  const [row] = await tx.query<never>(sql`select * from organizations where id = ${id}`);
  return row && organizationRows.fromRow(row);
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

type Named = { id: string; name: string; country: string };
export const partiesOf = (tx: Tx, ids: readonly string[]): Promise<Named[]> =>
  tx.query<Named>(sql`select id, name, country from organizations where id ${among(ids)}`);

export async function findEnrolment(
  tx: Tx,
  { organization, kind }: { organization: string; kind: PartnerKind },
): Promise<Enrolment | undefined> {
  const [row] = await tx.query<never>(
    sql`select * from enrolments where organization_id = ${organization} and kind = ${kind}`,
  );
  return row && enrolmentRows.fromRow(row);
}

export async function enrolmentsOf(tx: Tx, organization: string): Promise<Enrolment[]> {
  const found = await tx.query<never>(
    sql`select * from enrolments where organization_id = ${organization} order by created_at, id`,
  );
  return found.map(enrolmentRows.fromRow);
}

export async function locationsOf(tx: Tx, organization: string): Promise<Location[]> {
  const found = await tx.query<never>(
    sql`select * from locations where organization_id = ${organization} order by number`,
  );
  return found.map(locationRows.fromRow);
}

/** What the column holds. */
const partnerIdMax = 2_147_483_647;
/** A partner account by its public number, whosever it is. */
export async function findLocation(tx: Tx, partnerId: string | number): Promise<Location | undefined> {
  const number = Number(partnerId);
  if (!(number >= 0 && number <= partnerIdMax)) return undefined;
  const [row] = await tx.query<never>(sql`select * from locations where number = ${number}`);
  return row && locationRows.fromRow(row);
}

export async function tenantsOf(tx: Tx, organization: string): Promise<Tenant[]> {
  const found = await tx.query<never>(
    sql`select * from tenants where organization_id = ${organization} order by domain`,
  );
  return found.map(tenantRows.fromRow);
}

export async function findTenantByDomain(tx: Tx, domain: string): Promise<Tenant | undefined> {
  const [row] = await tx.query<never>(sql`select * from tenants where domain = ${domain.toLowerCase()}`);
  return row && tenantRows.fromRow(row);
}

export async function findTenant(tx: Tx, id: string): Promise<Tenant | undefined> {
  const [row] = await tx.query<never>(sql`select * from tenants where id = ${id}`);
  return row && tenantRows.fromRow(row);
}

/** A tenant by its id; nothing for one that is unlinked or does not exist. */
export async function tenantOf(tx: Tx, id: string): Promise<Tenant | undefined> {
  const found = await findTenant(tx, id);
  return found?.status === 'active' ? found : undefined;
}

/** The active tenant that stands for a location. */
export async function findTenantOfLocation(tx: Tx, partnerId: number): Promise<Tenant | undefined> {
  const [row] = await tx.query<never>(sql`select * from tenants where partner_id = ${partnerId} and status = 'active'`);
  return row && tenantRows.fromRow(row);
}

/** What an organization is decides which roles it may give (ROL-001, ROL-014, ROL-015). */
export async function kindOf(tx: Tx, organization: string): Promise<'operator' | 'partner' | 'customer'> {
  const [row] = await tx.query<{ kind: string; isPartner: boolean }>(sql`select kind,
    exists (select 1 from enrolments e where e.organization_id = o.id) as "isPartner"
    from organizations o where id = ${organization}`);
  if (row?.kind === 'operator') return 'operator';
  return row?.isPartner ? 'partner' : 'customer';
}

/** Within another statement: whether the organization ever began to take part as one of these. */
export const isEnrolledAs = (kind: PartnerKind, organization: string): Sql =>
  sql`exists (select 1 from enrolments where organization_id = ${organization} and kind = ${kind})`;

/** ACT-010: all places lie directly beneath one global account, also those of companies merged before. */
export const placesBeneath = (tx: Tx, organization: string): Promise<Place[]> =>
  tx.query<Place>(sql`select id, name, number, kind from locations where organization_id = ${organization}
    union select id, name, number, kind from locations where headquarters_id = ${organization} order by id`);
export type Place = Pick<Location, 'id' | 'name' | 'number' | 'kind'>;

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

/** `id` where a plan needs it for the steps that follow. */
export type Registering = organizationRules.Register & { id?: Id<'org'> };
export const registering = change({
  thing: organizations,
  command: 'register',
  find: 'new',
  locks: (_state, { kind }: Registering) => (kind === 'operator' ? ['operator:all'] : []),
  given: async ({ tx, now, cloud }, _state, { id }): Promise<organizationRules.RegisterGiven> => ({
    now,
    cloud,
    newId: id ?? newId('org'),
    operator: await findOperator(tx),
  }),
  rule: (state, { id: _id, ...command }: Registering, given) => organizationRules.register(state, command, given),
});
/** `id` where a plan needs it for the steps that follow. */
export type AddingTenant = tenantRules.Add & { organization: string; id?: Id<'ten'> };
export const addingTenant = change({
  thing: tenants,
  command: 'add',
  find: 'new',
  locks: (_state, { domain, organization }: AddingTenant) => [`domain:${domain}`, `tenants:${organization}`],
  given: async ({ tx, now, cloud }, _state, { organization, domain, id }): Promise<tenantRules.AddGiven> => {
    const [holder, own, enrolments, locations] = await Promise.all([
      findTenantByDomain(tx, domain),
      tenantsOf(tx, organization),
      enrolmentsOf(tx, organization),
      locationsOf(tx, organization),
    ]);
    return {
      now,
      cloud,
      by: { organization },
      newId: id ?? newId('ten', organization),
      holder,
      own,
      enrolments,
      isInNetwork: isInNetwork(locations),
    };
  },
  rule: ({ status }, { organization: _organization, id: _id, ...command }: AddingTenant, given: tenantRules.AddGiven) =>
    tenantRules.add({ status }, command, given),
});
/** Of another room's doing: its company's account was merged into that of another one. */
export const mergingLocation = change({
  thing: locations,
  command: 'merge',
  peeks: true,
  locks: (state) => ('organization' in state ? [`locations:${state.organization}`] : []),
  given: async ({ tx }, { organization }) => ({ locations: await locationsOf(tx, organization) }),
  rule: locationRules.merge,
});
