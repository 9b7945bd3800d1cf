// A small world for tests of what happens after a commit: four organizations, a server without a port, a worker.
import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import sql from 'sql-template-tag';
import { bury } from '../server/capabilities/jobs/dead-letters/commands.ts';
import { worldwide } from '../server/clouds/worldwide.ts';
import type { Database } from '../server/platform/database/database.ts';
import { readSettings } from '../server/platform/settings/config.ts';
import { anyone, serve } from '../server/platform/wire/server.ts';
import type { JobKind, Pump } from '../server/platform/work/jobs.ts';
import { startWorker, type Worker } from '../server/platform/work/worker.ts';
import { makeWake, type Wake } from '../server/platform/work/worker-signal.ts';
import type { Caller, World } from '../server/platform/world/world.ts';
import { jobKinds, routes } from '../server/rooms.ts';
import { makeWorld } from '../server/world.ts';

const limits = {
  reactionsMax: 100,
  pageRowsMax: 500,
  previewMinutes: 15,
  idempotencyHours: 24,
  webhooksReachLoopback: true,
};
const idOf = (name: string) => `org_${createHash('md5').update(name).digest('hex')}`;
export const organizations = {
  saebyeok: idOf('saebyeok'),
  miru: idOf('miru'),
  haneul: idOf('haneul'),
  meridian: idOf('meridian'),
};
type Name = keyof typeof organizations;
const members: [person: string, Name, roles: string[]][] = [
  ['saebyeok', 'saebyeok', ['salesAgent']],
  ['miru', 'miru', ['globalAdmin']],
  ['haneul', 'haneul', ['globalAdmin']],
  ['meridian', 'meridian', ['operatorAdmin']],
  ['reader', 'miru', ['reportViewer']],
];

async function settle(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    for (const [name, kind] of [
      ['saebyeok', 'provider'],
      ['miru', 'reseller'],
      ['haneul', 'reseller'],
      ['meridian', ''],
    ]) {
      const id = organizations[name as Name];
      tx.write(sql`insert into organizations (id, version, status, name, country)
        values (${id}, 1, 'active', ${name}, 'KR')`);
      if (!kind) continue;
      tx.write(sql`insert into enrolments (id, version, status, kind, organization_id, agreement_edition)
        values (${`enr_${name}`}, 1, 'active', ${kind}, ${id}, '2019-09')`);
    }
    for (const [person, organization, roles] of members) {
      tx.write(sql`insert into members (id, version, status, organization_id, user_id, roles)
        values (${`mem_${person}`}, 1, 'active', ${organizations[organization]}, ${person}, ${roles})`);
    }
  });
}

export const callerOf = (person: string): Caller => {
  const organization = members.find(([name]) => name === person)![1];
  return { kind: 'person', id: person, organization: organizations[organization], secondFactor: true };
};

type Answered = { status: number; body: any; text: string; headers: Record<string, unknown> };
type More = { body?: object; headers?: Record<string, string> };
export type Outbox = {
  world: World;
  wake: Wake;
  app: FastifyInstance;
  faults: string[];
  turn(to: Date): void;
  /** Asked as `POST /api/v1/…`. */
  call(by: string | undefined, asked: `${'GET' | 'POST'} ${string}`, more?: More): Promise<Answered>;
  work(more?: { kinds?: readonly JobKind[]; pumps?: readonly Pump[]; environment?: Record<string, string> }): Worker;
};

const authenticate = async (_world: World, { headers }: { headers: Record<string, unknown> }): Promise<Caller> =>
  headers['x-by'] ? callerOf(String(headers['x-by'])) : anyone;

const callTo =
  (app: FastifyInstance): Outbox['call'] =>
  async (by, asked, { body, headers } = {}) => {
    const [method, url] = asked.split(' ') as ['GET' | 'POST', string];
    const sent = { host: 'localhost:4800', ...(by && { 'x-by': by }), ...headers };
    const payload = method === 'POST' ? { payload: body ?? {} } : {};
    const {
      statusCode: status,
      payload: text,
      headers: got,
    } = await app.inject({ method, url, headers: sent, ...payload });
    const isJson = String(got['content-type']).includes('json') && !String(got['content-type']).includes('nd');
    return { status, text, headers: got, body: isJson && text ? JSON.parse(text) : undefined };
  };

/** As `makeOutbox`, in a schema where the organizations are already. */
export function joinOutbox(database: Database): Outbox {
  const wake = makeWake();
  let business = new Date('2026-03-01T09:00:00Z');
  const world = makeWorld({
    ...{ cloud: worldwide, database, origin: 'http://localhost:4800', secret: 'test', limits },
    clock: { business: () => business, wall: () => new Date() },
    operator: () => organizations.meridian,
    recorded: () => wake.ring(),
  });
  const app = serve({ worlds: [world], routes, authenticate });
  const faults: string[] = [];
  const faulted = (error: unknown, what: string) => void faults.push(`${what}: ${(error as Error).message}`);
  return {
    ...{ world, wake, app, faults },
    turn: (to) => {
      business = to;
    },
    call: callTo(app),
    work: ({ kinds = jobKinds, pumps = [], environment = {} } = {}) => {
      const settings = readSettings({ KONTOR_JOB_POLL_MS: '20', KONTOR_JOB_LEASE_SECONDS: '60', ...environment });
      return startWorker({ world, settings, kinds, pumps, bury, wake, faulted });
    },
  };
}

export async function makeOutbox(database: Database): Promise<Outbox> {
  await settle(database);
  return joinOutbox(database);
}

/** Waits until something is so; says what was there instead when it never comes. */
export async function until<T>(look: () => Promise<T>, isMeant: (found: T) => boolean, secondsMax = 120): Promise<T> {
  const deadline = Date.now() + secondsMax * 1000;
  for (;;) {
    const found = await look();
    if (isMeant(found)) return found;
    if (Date.now() > deadline) throw new Error(`It never came to be; last seen: ${JSON.stringify(found)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
