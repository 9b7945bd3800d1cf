// The cast of the stories around customers, with their tenants and roles, in a world of its own and with a way to call.
import sql, { raw } from 'sql-template-tag';
import type { Role } from '../server/access/roles.ts';
import type { DatedCloud } from '../server/clouds/cloud.ts';
import { worldwide } from '../server/clouds/worldwide.ts';
import { newId } from '../server/kernel/id.ts';
import type { Database } from '../server/platform/database/database.ts';
import { serve } from '../server/platform/wire/server.ts';
import type { Caller, World } from '../server/platform/world/world.ts';
import { routes } from '../server/rooms.ts';
import { makeWorld } from '../server/world.ts';

type Kind = 'provider' | 'reseller' | 'directBill' | 'customer';
type Organization = { country: string; kinds: Kind[] };
const organizations = {
  saebyeok: { country: 'KR', kinds: ['provider'] },
  nordhavn: { country: 'DK', kinds: ['provider'] },
  miru: { country: 'KR', kinds: ['reseller'] },
  oaktrail: { country: 'KR', kinds: ['reseller'] },
  lumenfold: { country: 'KR', kinds: ['directBill'] },
  brightmoor: { country: 'KR', kinds: ['directBill', 'reseller'] },
  daram: { country: 'KR', kinds: ['customer'] },
  pinegate: { country: 'KR', kinds: ['customer'] },
  kestrel: { country: 'DK', kinds: ['customer'] },
  jiangling: { country: 'CN', kinds: ['provider'] },
  yunpan: { country: 'CN', kinds: ['reseller'] },
  tianmu: { country: 'CN', kinds: ['customer'] },
  fortline: { country: 'US', kinds: ['directBill'] },
  harborview: { country: 'US', kinds: ['customer'] },
  meridian: { country: 'US', kinds: ['customer'] },
} satisfies Record<string, Organization>;
export type Named = keyof typeof organizations;

const people = {
  sena: ['saebyeok', 'salesAgent'],
  minjun: ['saebyeok', 'adminAgent'],
  dohyun: ['saebyeok', 'globalAdmin'],
  nils: ['nordhavn', 'adminAgent'],
  jiwoo: ['miru', 'adminAgent'],
  hyun: ['miru', 'globalAdmin'],
  dohyeon: ['oaktrail', 'adminAgent'],
  yejin: ['oaktrail', 'globalAdmin'],
  yuna: ['lumenfold', 'adminAgent'],
  aram: ['lumenfold', 'globalAdmin'],
  taeho: ['brightmoor', 'adminAgent'],
  seojun: ['brightmoor', 'globalAdmin'],
  haneul: ['daram', 'globalAdmin'],
  bora: ['daram', 'user'],
  somi: ['pinegate', 'globalAdmin'],
  freja: ['kestrel', 'globalAdmin'],
  jing: ['jiangling', 'adminAgent'],
  mei: ['yunpan', 'salesAgent'],
  lan: ['tianmu', 'globalAdmin'],
  faye: ['fortline', 'salesAgent'],
  harry: ['harborview', 'globalAdmin'],
  mira: ['meridian', 'operatorAdmin'],
  otto: ['meridian', 'operatorSupport'],
} satisfies Record<string, [Named, Role]>;
export type Person = keyof typeof people;

const hex = (text: string) => Buffer.from(text).toString('hex').padEnd(32, '0').slice(0, 32);
export const organizationOf = (name: Named) => `org_${hex(name)}` as const;
/** Tenants are named after their organization and what they are for. */
export const tenantOf = (name: Named, purpose: string) =>
  `ten_${hex(`${name[0]}${name.at(-1)}${purpose}${name}`)}` as const;

async function seed(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    for (const [name, { country, kinds }] of Object.entries(organizations) as [Named, Organization][]) {
      const id = organizationOf(name);
      tx.write(sql`insert into organizations (id, version, status, name, name_lower, country)
        values (${id}, 1, 'active', ${name}, ${name}, ${country})`);
      for (const kind of kinds.filter((one) => one !== 'customer')) {
        tx.write(sql`insert into enrolments (id, version, status, kind, organization_id, agreement_edition)
          values (${newId('enr', id)}, 1, 'active', ${kind}, ${id}, 'any')`);
      }
      const purposes = kinds.includes('customer') ? ['customer'] : ['selling', 'corporate', 'sharedServices'];
      for (const [at, purpose] of purposes.entries()) {
        tx.write(sql`insert into tenants (id, version, status, organization_id, purpose, domain, country, currency,
            is_primary, partner_id, created_at)
          values (${tenantOf(name, purpose)}, 1, 'active', ${id}, ${purpose}, ${`${name}-${purpose}.example`},
            ${country}, 'USD', ${at === 0}, null, now())`);
      }
    }
    for (const [person, [name, role]] of Object.entries(people)) {
      tx.write(sql`insert into members (id, version, status, organization_id, user_id, roles)
        values (${newId('mem', organizationOf(name as Named))}, 1, 'active', ${organizationOf(name as Named)},
          ${person}, ${[role]})`);
    }
  });
}

export type Answer = { status: number; body: any; headers: any };
export type Sent = { body?: object; headers?: Record<string, string> };
export type Customers = {
  database: Database;
  world: World;
  clock: { now: Date };
  get(by: Person | undefined, path: string, headers?: Record<string, string>): Promise<Answer>;
  post(by: Person | undefined, path: string, sent?: Sent): Promise<Answer>;
  partner(provider: Named, reseller: Named): Promise<void>;
  /** How many rows each of these tables has. */
  count(...tables: string[]): Promise<number[]>;
  set(name: Named, kind: Kind, status: string): Promise<void>;
};

const limits = { reactionsMax: 100, pageRowsMax: 500, previewMinutes: 15, idempotencyHours: 24 };

/** The same people and organizations in a cloud of its own. */
export async function customersIn(database: Database, elsewhere?: DatedCloud): Promise<Customers> {
  const cloud = elsewhere ?? worldwide;
  // As an installation serves them: the first cloud on the origin itself, each other one on its label.
  const label = elsewhere?.label ?? '';
  await seed(database);
  const clock = { now: new Date('2026-03-01T09:00:00Z') };
  const world = makeWorld({
    cloud,
    database,
    clock: { business: () => clock.now, wall: () => new Date() },
    origin: `http://${label && `${label}.`}localhost:4800`,
    secret: 'test',
    limits,
    operator: () => organizationOf('meridian'),
  });
  const call = callerIn(world);
  return {
    database,
    world,
    clock,
    get: (by, path, headers) => call('GET', path, { by, ...(headers && { headers }) }),
    post: (by, path, sent = {}) => call('POST', path, { by, ...sent }),
    partner: (provider, reseller) => makePartners(database, provider, reseller),
    count: (...tables) => counted(database, tables),
    set: (name, kind, status) =>
      database.transaction(async (tx) => {
        tx.write(sql`update enrolments set status = ${status}
          where organization_id = ${organizationOf(name)} and kind = ${kind}`);
      }),
  };
}

type Calling = Sent & { by: Person | undefined };
function callerIn(world: World) {
  const authenticate = async (_world: World, { headers }: { headers: Record<string, unknown> }) =>
    callerOf(headers['x-by']);
  const app = serve({ worlds: [world], routes, authenticate });
  return async (method: 'GET' | 'POST', url: string, { by, body, headers }: Calling): Promise<Answer> => {
    const answer = await app.inject({
      method,
      url: `/api/v1${url}`,
      ...(method === 'POST' && { payload: body ?? {} }),
      headers: { host: new URL(world.origin).host, ...(by && { 'x-by': by }), ...headers },
    });
    return { status: answer.statusCode, body: answer.body ? answer.json() : undefined, headers: answer.headers };
  };
}

function callerOf(by: unknown): Caller {
  const known = people[by as Person];
  if (!known) return { kind: 'anyone', id: 'anyone', organization: '', secondFactor: false };
  const organization = organizationOf(known[0] as Named);
  return { kind: 'person', id: String(by), organization, secondFactor: true, hasFreshProof: true };
}

const makePartners = (database: Database, provider: Named, reseller: Named): Promise<void> =>
  database.transaction(async (tx) => {
    const pair = [organizationOf(provider), organizationOf(reseller)] as const;
    tx.write(sql`insert into partnerships
        (id, version, status, provider_id, reseller_id, invitation_id, approved_by, since)
      values (${newId('par', pair[0])}, 1, 'active', ${pair[0]}, ${pair[1]}, 'pin', 'them', now())`);
  });

const counted = (database: Database, tables: readonly string[]): Promise<number[]> =>
  database.read((tx) =>
    Promise.all(
      tables.map(async (table) => {
        const [row] = await tx.query<{ n: number }>(sql`select count(*) as n from ${raw(table)}`);
        return row!.n;
      }),
    ),
  );

/** The secret at the end of a link. */
export const tokenOf = (link: string): string => link.split('/').at(-1)!;
