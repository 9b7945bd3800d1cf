// Where everything is in the demo: clouds, organizations, people, programs and open links, for tests and newcomers.
import sql from 'sql-template-tag';
import { factorOf } from '../identity/second-factor.ts';
import type { Tx } from '../platform/database/database.ts';
import type { Route } from '../platform/wire/operations.ts';
import type { Caller, World } from '../platform/world/world.ts';
import { demoPassword } from './build.ts';
import { keptSecrets } from './programs.ts';

type Owned = { organization: string };
type PersonRow = Owned & { id: string; name: string; displayName: string; language: string; roles: string[] };
type ClientRow = Owned & { id: string; name: string; roles: string[] };
type TenantRow = Owned & { id: string; domain: string; purpose: string };
type Rows = {
  organizations: { id: string; name: string; kind: string; country: string; enrolments: string[] }[];
  people: PersonRow[];
  tenants: TenantRow[];
  clients: ClientRow[];
};

async function rowsOf(tx: Tx): Promise<Rows> {
  const [organizations, people, tenants, clients] = await Promise.all([
    tx.query<Rows['organizations'][number]>(sql`select o.id, o.name, o.kind, o.country,
        array(select e.kind from enrolments e where e.organization_id = o.id and e.status = 'active') as enrolments
      from organizations o order by o.created_at, o.id limit 500`),
    tx.query<PersonRow>(sql`select m.organization_id as organization, u.id, u.name, u.display_name as "displayName",
        u.language, m.roles from members m join users u on u.id = m.user_id
      where m.status = 'active' and u.is_persona order by u.created_at, u.id limit 1000`),
    tx.query<TenantRow>(
      sql`select organization_id as organization, id, domain, purpose from tenants where status = 'active'
        order by created_at, id limit 1000`,
    ),
    tx.query<ClientRow>(sql`select organization_id as organization, id, name, roles from api_clients
      where status = 'active' order by created_at, id limit 500`),
  ]);
  return { organizations, people, tenants, clients };
}

async function secretsOf(world: World, tx: Tx, people: readonly PersonRow[]): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const { id } of people) {
    const factor = await factorOf(tx, id);
    if (factor?.status === 'active') found.set(id, world.secrets.unseal(factor.sealed));
  }
  return found;
}

const ofOrganization = <T extends Owned>(all: readonly T[], id: string) =>
  all.filter(({ organization }) => organization === id).map(({ organization: _organization, ...rest }) => rest);

type Link = { kind: string; id: string; link: string; expiresAt: string | null };
/** As a global admin of each organization would list them. */
async function linksOf(world: World, { people }: Rows, routes: ReadonlyMap<string, Route>): Promise<(Link & Owned)[]> {
  const admins = people.filter(({ roles }) => roles.includes('globalAdmin'));
  const asked = [
    ['invitation', 'invitation.list'],
    ['partnershipInvitation', 'partnershipInvitation.list'],
  ] as const;
  const found: (Link & Owned)[] = [];
  for (const { id, organization } of admins) {
    const caller: Caller = { kind: 'person', id, organization, secondFactor: true };
    for (const [kind, name] of asked) {
      const call = { world, caller, path: {}, query: { status: 'open', limit: 100 }, body: {}, language: 'en' };
      const answer = await routes.get(name)!.answer(call as unknown as Parameters<Route['answer']>[0]);
      if (!answer.ok) continue;
      const { items } = answer.body as { items: (Link & { partner?: { id: string } })[] };
      const own = items.filter((one) => one.link && (one.partner === undefined || one.partner.id === organization));
      found.push(...own.map((one) => ({ organization, kind, id: one.id, link: one.link, expiresAt: one.expiresAt })));
    }
  }
  return found;
}

/** Everything one needs to find one's way in a cloud of the demo, secrets with it. */
export async function toldOf(world: World, routes: ReadonlyMap<string, Route>) {
  const [rows, kept] = [await world.database.read(rowsOf), await keptSecrets(world)];
  const factors = await world.database.read((tx) => secretsOf(world, tx, rows.people));
  const links = await linksOf(world, rows, routes);
  const people = rows.people.map((one) => ({
    ...one,
    password: demoPassword,
    totpSecret: factors.get(one.id) ?? null,
  }));
  const apiClients = rows.clients.map((one) => {
    const tenants = rows.tenants.filter(({ organization }) => organization === one.organization);
    const tenant = tenants.find(({ purpose }) => purpose === 'selling') ?? tenants[0];
    return { ...one, secret: kept[one.id]?.secret ?? null, tenant: tenant?.id ?? null };
  });
  return {
    id: world.cloud.id,
    origin: world.origin,
    organizations: rows.organizations.map((one) => ({
      ...one,
      tenants: ofOrganization(rows.tenants, one.id),
      people: ofOrganization(people, one.id),
      apiClients: ofOrganization(apiClients, one.id),
      openLinks: ofOrganization(links, one.id),
    })),
  };
}
