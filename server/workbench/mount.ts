// The workbench's own routes: where everything is, for tests, scripts and newcomers. Only for this machine.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import sql from 'sql-template-tag';
import type { Tx } from '../platform/database.ts';
import type { World } from '../platform/thing.ts';
import { demoPassword } from './build.ts';
import { mountMails } from './mails.ts';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** A page elsewhere must not reach it through somebody's browser: known host, and no foreign origin. */
function isLocal({ socket, headers, world }: FastifyRequest, worlds: readonly World[]): boolean {
  const { origin } = headers;
  const known = worlds.some((one) => one.origin === origin);
  return loopback.has(socket.remoteAddress ?? '') && world !== undefined && (origin === undefined || known);
}

type PersonRow = { organization: string; id: string; name: string; displayName: string; roles: string[] };
async function told(world: World, tx: Tx) {
  const [organizations, people, tenants, clients] = await Promise.all([
    tx.query<{ id: string; name: string; kind: string; country: string }>(
      sql`select id, name, kind, country from organizations order by created_at, id limit 500`,
    ),
    tx.query<PersonRow>(sql`select m.organization_id as organization, u.id, u.name, u.display_name as "displayName",
      m.roles from members m join users u on u.id = m.user_id where m.status = 'active' and u.is_persona
      order by u.created_at, u.id limit 1000`),
    tx.query<{ organization: string; id: string; domain: string; purpose: string }>(
      sql`select organization_id as organization, id, domain, purpose from tenants where status = 'active' limit 1000`,
    ),
    tx.query<{ organization: string; id: string; name: string }>(
      sql`select organization_id as organization, id, name from api_clients limit 500`,
    ),
  ]);
  const of = <T extends { organization: string }>(id: string, all: readonly T[]) =>
    all.filter(({ organization }) => organization === id).map(({ organization: _organization, ...rest }) => rest);
  return {
    id: world.cloud.id,
    origin: world.origin,
    organizations: organizations.map((one) => ({
      ...one,
      tenants: of(one.id, tenants),
      people: of(one.id, people).map((person) => ({ ...person, password: demoPassword })),
      apiClients: of(one.id, clients),
    })),
  };
}

export function mountWorkbench(app: FastifyInstance, worlds: readonly World[]): void {
  mountMails(app, (request) => (isLocal(request, worlds) ? request.world : undefined));
  app.get('/workbench/world', async (request, reply) => {
    if (!isLocal(request, worlds)) return reply.callNotFound();
    const clouds = await Promise.all(worlds.map((world) => world.database.read((tx) => told(world, tx))));
    return { clouds };
  });
}
