// A cloud with one row of every kind of thing, each of whose sides is an organization of its own, so that every
// operation can be asked for by every role at every side. Its status is none that a command starts from: whoever is let
// through the gates of sight and role meets `wrong_status` and changes nothing.
import type { FastifyInstance } from 'fastify';
import sql, { join, raw } from 'sql-template-tag';
import type { TObject } from 'typebox';
import { sampleBody, sampleOf } from '../contract/example.ts';
import type { Operation } from '../contract/operation.ts';
import { nounOf } from '../contract/spelling.ts';
import { type Action, policy } from '../server/access/policy.ts';
import type { Role } from '../server/access/roles.ts';
import type { DatedCloud } from '../server/clouds/cloud.ts';
import type { Database } from '../server/platform/database/database.ts';
import { hashed } from '../server/platform/settings/secrets.ts';
import { serve } from '../server/platform/wire/server.ts';
import type { AnyThing, Caller, World } from '../server/platform/world/world.ts';
import { routes, things } from '../server/rooms.ts';
import { makeWorld } from '../server/world.ts';

const limits = { reactionsMax: 100, pageRowsMax: 500, previewMinutes: 15, idempotencyHours: 24 };
const at = new Date('2026-03-02T09:00:00Z');
export const organizationAt = (side: string): string => `org_at_${side}`;
export const nowhere = organizationAt('nowhere');
/** What is written in every name of the cloud, so that a leak shows. */
export const nameOf = (organization: string, cloud: string): string => `${cloud} knows ${organization}`;

export const operations: readonly Operation[] = routes.map(({ operation }) => operation);
/** The row of the policy that guards an operation; none where it is about the caller alone. */
export const actionOf = (operation: Operation): Action | undefined =>
  [operation.name, `${nounOf(operation)}.see`].find((action): action is Action => action in policy);
export const thingOf = (operation: Operation): AnyThing | undefined =>
  things.find(({ name }) => name === nounOf(operation));

export const idOf = ({ name }: AnyThing) =>
  name === 'organization' ? organizationAt('organization') : `${name}_of_matrix`;
const tokenOf = ({ name }: AnyThing) => `token-of-the-${name}-in-the-matrix-0000000000`;

type Column = { name: string; type: string };
const filled: Record<string, (name: string) => unknown> = {
  'timestamp with time zone': () => at,
  date: () => '2026-03-02',
  integer: () => 1,
  bigint: () => 1,
  numeric: () => '1',
  boolean: () => false,
  jsonb: () => '{}',
  ARRAY: () => [],
};
/** What columns of this name hold in every table. */
const usual: Record<string, unknown> = { currency: 'KRW', term: 'P1Y', lines: '[]', country: 'KR', language: 'en' };
/** Where what a table holds has a shape that the room reads. */
const shaped: Record<string, Record<string, unknown>> = {
  enrolments: { checks: JSON.stringify({ email: {}, employment: {}, business: {} }), kind: 'reseller' },
  price_imports: { attempt: `upl_${'0'.repeat(32)}` },
  carts: { reseller_partner_id: '4000002' },
};

async function fill(database: Database, thing: AnyThing): Promise<void> {
  const columns = await database.read((tx) =>
    tx.query<Column>(sql`select column_name as name, data_type as type from information_schema.columns
      where table_schema = current_schema() and table_name = ${thing.table} and is_generated = 'NEVER'`),
  );
  const own: Record<string, unknown> = {
    ...usual,
    status: 'nowhere',
    token_hash: hashed(tokenOf(thing)),
    ...shaped[thing.table],
  };
  for (const [side, column] of Object.entries(thing.sides)) own[column] = organizationAt(side);
  own.id = idOf(thing);
  const valueFor = ({ name, type }: Column): unknown => {
    if (name in own) return own[name];
    if (name.endsWith('token_hash')) return hashed(tokenOf(thing));
    return filled[type]?.(name) ?? `${thing.name} ${name}`;
  };
  const values = columns.map(valueFor);
  const names = join(columns.map(({ name }) => raw(name)));
  await database.transaction(async (tx) =>
    tx.write(
      sql`insert into ${raw(thing.table)} (${names}) values (${join(values as string[])}) on conflict do nothing`,
    ),
  );
}

async function settle(database: Database, cloud: string): Promise<void> {
  const kinds = { provider: 'provider', reseller: 'reseller', partner: 'directBill' } as const;
  const all = [
    ...['organization', 'headquarters', 'initiator', 'invitee', 'provider', 'reseller', 'partner', 'customer'],
    ...['operator', 'bearer', 'nowhere'],
  ];
  await database.transaction(async (tx) => {
    for (const id of all.map(organizationAt)) {
      tx.write(sql`insert into organizations (id, version, status, kind, name, name_lower, country) values
        (${id}, 1, 'active', ${id === organizationAt('operator') ? 'operator' : 'company'}, ${nameOf(id, cloud)},
          ${nameOf(id, cloud).toLowerCase()}, 'KR')`);
    }
    for (const [side, kind] of Object.entries(kinds)) {
      tx.write(sql`insert into enrolments (id, version, status, kind, organization_id, agreement_edition)
        values (${`enr_${side}`}, 1, 'active', ${kind}, ${organizationAt(side)}, '2019-09')`);
    }
  });
}

export type As = { role: Role; organization: string; kind?: 'person' | 'program' };
export type Asked = {
  url?: string;
  headers?: Record<string, string>;
  preview?: boolean;
  body?: unknown;
  query?: Record<string, string>;
};
export type Answer = {
  status: number;
  code: string | undefined;
  text: string;
  body: any;
  headers: Record<string, any>;
};
export type Matrix = {
  world: World;
  ask(operation: Operation, as: As | undefined, asked?: Asked): Promise<Answer>;
};

const anyone: Caller = { kind: 'anyone', id: 'anyone', organization: '', secondFactor: false };
const authenticate = async (_world: World, { headers }: { headers: Record<string, unknown> }): Promise<Caller> => {
  const [kind, id, organization] = String(headers['x-as'] ?? '').split(' ') as [Caller['kind'], string, string];
  return kind ? { kind, id, organization, secondFactor: headers['x-proof'] !== 'none' } : anyone;
};

/** The address of the operation on what is in the matrix. */
export function addressOf(operation: Operation): string {
  const thing = thingOf(operation);
  const known: Record<string, string> = {
    id: thing ? idOf(thing) : 'unknown',
    token: thing ? tokenOf(thing) : 'unknown',
    domain: 'tenant domain',
    customer: organizationAt('customer'),
    party: 'reseller',
  };
  return operation.path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(known[name] ?? 'unknown'));
}

type Opening = { isFilled?: boolean };
export async function openMatrix(
  database: Database,
  cloud: DatedCloud,
  { isFilled = true }: Opening = {},
): Promise<Matrix> {
  await settle(database, cloud.id);
  const kept = isFilled ? things.filter(({ name }) => name !== 'organization') : [];
  for (const thing of kept) await fill(database, thing);
  await database.transaction(async (tx) =>
    tx.write(sql`update organizations set status = 'nowhere' where id = ${organizationAt('organization')}`),
  );
  const clock = { business: () => at, wall: () => new Date() };
  const made = makeWorld({
    cloud,
    database,
    clock,
    origin: 'http://localhost:4800',
    secret: 'test',
    limits,
    operator: () => organizationAt('operator'),
  });
  const world: World = { ...made, rolesHeld: ({ id }) => sql`select array[${id}::text] as roles` };
  const app: FastifyInstance = serve({ worlds: [world], routes, authenticate });
  await app.ready();
  return { world, ask: (operation, as, asked = {}) => askedOf(app, operation, { as, ...asked }) };
}

type Sending = Asked & { as: As | undefined };
async function askedOf(
  app: FastifyInstance,
  operation: Operation,
  { as, headers, ...asked }: Sending,
): Promise<Answer> {
  const { method, takes, query, who } = operation;
  const { url = addressOf(operation), preview = true } = asked;
  const caller = as && `${as.kind ?? (who === 'program' ? who : 'person')} ${as.role} ${as.organization}`;
  const usually = method === 'POST' && preview && !takes ? { preview: 'true' } : needed(query);
  const payload = takes ? 'nothing' : JSON.stringify(asked.body ?? sampleBody(operation));
  const answer = await app.inject({
    ...{ method, url: `${url}?${new URLSearchParams({ ...usually, ...asked.query })}` },
    ...(method === 'POST' && { payload }),
    headers: {
      host: 'localhost:4800',
      ...(method === 'POST' && { 'content-type': takes?.[0] ?? 'application/json' }),
      ...(caller && { 'x-as': caller }),
      ...headers,
    },
  });
  const isJson = String(answer.headers['content-type']).includes('json');
  const body = isJson && answer.body ? answer.json() : undefined;
  const code = body?.code ?? body?.would?.refusals[0]?.code;
  return { status: answer.statusCode, code, text: answer.body, body, headers: answer.headers };
}

/** What must stand in the query for it to be asked at all. */
const needed = ({ properties, required }: TObject): Record<string, string> => {
  const names: readonly string[] = required ?? [];
  return Object.fromEntries(names.map((name) => [name, String(sampleOf(properties[name]!, name))]));
};
