// A world with the operator, partners, a reseller and customers, for the tests of this room through HTTP.
import sql from 'sql-template-tag';
import { type Held, heldByTenant, sellsTo } from '../server/capabilities/catalog/state.ts';
import type { DatedCloud } from '../server/clouds/cloud.ts';
import { worldwide } from '../server/clouds/worldwide.ts';
import type { Database } from '../server/platform/database/database.ts';
import { readSettings } from '../server/platform/settings/config.ts';
import { serve } from '../server/platform/wire/server.ts';
import { workOff } from '../server/platform/work/worker.ts';
import { answering } from '../server/platform/world/questions.ts';
import type { Caller, World } from '../server/platform/world/world.ts';
import { jobKinds, routes } from '../server/rooms.ts';
import { makeWorld } from '../server/world.ts';

const limits = { reactionsMax: 100, pageRowsMax: 500, previewMinutes: 15, idempotencyHours: 24 };
const idOf = (digit: string) => `org_${digit.repeat(32)}`;
export const orgs = {
  meridian: idOf('0'),
  saebyeok: idOf('1'),
  miru: idOf('2'),
  daram: idOf('3'),
  kestrel: idOf('4'),
  lumenfold: idOf('5'),
};
type Name = keyof typeof orgs;
const countries: Partial<Record<Name, string>> = { kestrel: 'DK', meridian: 'US' };
const enrolled: [Name, string][] = [
  ['saebyeok', 'provider'],
  ['miru', 'reseller'],
  ['lumenfold', 'directBill'],
];
const people: readonly [string, Name, string][] = [
  ['operator', 'meridian', 'operatorAdmin'],
  ['supporter', 'meridian', 'operatorSupport'],
  ['minjun', 'saebyeok', 'adminAgent'],
  ['sena', 'saebyeok', 'salesAgent'],
  ['helper', 'saebyeok', 'helpdeskAgent'],
  ['jiwoo', 'miru', 'adminAgent'],
  ['haneul', 'daram', 'globalAdmin'],
  ['yuna', 'lumenfold', 'adminAgent'],
];

async function seed(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    for (const [name, id] of Object.entries(orgs) as [Name, string][]) {
      const kind = name === 'meridian' ? 'operator' : 'company';
      tx.write(sql`insert into organizations (id, version, status, kind, name, name_lower, country)
        values (${id}, 1, 'active', ${kind}, ${name}, ${name}, ${countries[name] ?? 'KR'})`);
    }
    for (const [user, organization, role] of people) {
      tx.write(sql`insert into members (id, version, status, organization_id, user_id, roles)
        values (${`mem_${user}`}, 1, 'active', ${orgs[organization]}, ${user}, ${[role]})`);
    }
    for (const [organization, kind] of enrolled) {
      tx.write(sql`insert into enrolments (id, version, status, kind, organization_id, agreement_edition)
        values (${`enr_${organization}`}, 1, 'active', ${kind}, ${orgs[organization]}, '2019-09')`);
    }
  });
}

export type Answer = { status: number; body: any; text: string };
type Sent = { body?: object; file?: string | Buffer; type?: string; headers?: Record<string, string> };
export type Sample = {
  world: World;
  clock: { now: Date };
  held: Held[];
  sells: Set<string>;
  call(by: string | undefined, path: string, sent?: Sent): Promise<Answer>;
};

export async function sampleWorld(database: Database, cloud: DatedCloud = worldwide): Promise<Sample> {
  await seed(database);
  const sample = {
    clock: { now: new Date('2026-03-02T09:00:00Z') },
    held: [] as Held[],
    sells: new Set([`${orgs.saebyeok} ${orgs.daram}`, `${orgs.lumenfold} ${orgs.kestrel}`]),
  };
  const made = makeWorld({
    cloud,
    database,
    clock: { business: () => sample.clock.now, wall: () => new Date() },
    origin: 'http://localhost:4800',
    secret: 'test',
    limits,
    operator: () => orgs.meridian,
  });
  const held = answering(heldByTenant, async () => sample.held);
  const sells = answering(sellsTo, async (_tx, { partner, customer }) =>
    sample.sells.has(`${partner} ${customer}`) ? [{ since: sample.clock.now }] : [],
  );
  const world = { ...made, answers: [...made.answers, held, sells] };
  const app = serve({ worlds: [world], routes, authenticate });
  return { ...sample, world, call: (by, path, sent) => answered(app, { by, path, ...sent }) };
}

const authenticate = async (_world: World, { headers }: { headers: Record<string, unknown> }): Promise<Caller> => {
  const person = people.find(([user]) => user === headers['x-by']);
  if (!person) return { kind: 'anyone', id: 'anyone', organization: '', secondFactor: false };
  return { kind: 'person', id: person[0], organization: orgs[person[1]], secondFactor: true };
};

type Asked = Sent & { by: string | undefined; path: string };
async function answered(
  app: ReturnType<typeof serve>,
  { by, path, body, file, type, headers }: Asked,
): Promise<Answer> {
  const payload = body ?? file;
  const answer = await app.inject({
    method: payload === undefined ? 'GET' : 'POST',
    url: `/api/v1${path}`,
    ...(payload !== undefined && { payload }),
    headers: {
      host: 'localhost:4800',
      ...(by && { 'x-by': by }),
      ...(file !== undefined && { 'content-type': type ?? 'text/csv' }),
      ...headers,
    },
  });
  const isJson = answer.headers['content-type']?.toString().includes('json') && answer.body !== '';
  return { status: answer.statusCode, text: answer.body, body: isJson ? answer.json() : undefined };
}

/** Does the long work that waits. */
export const work = ({ world }: Pick<Sample, 'world'>) =>
  workOff({ world, settings: readSettings({}), kinds: jobKinds }, 'long');

/** Asks for long work on an import and has it done; what comes back is the import, or why it was not taken. */
export async function workedOn(sample: Sample, path: `${string}/${string}`, body: object = {}): Promise<Answer> {
  const [id] = path.split('/');
  const taken = await sample.call('operator', `/price-imports/${path}`, { body });
  if (taken.status !== 202) return taken;
  await work(sample);
  return sample.call('operator', `/price-imports/${id}`);
}

/** Sends a sheet and has it read; what comes back is the import as it was checked, or why it was not taken. */
export async function sendAgain({ call, world }: Sample, id: string, file: string | Buffer): Promise<Answer> {
  const taken = await call('operator', `/price-imports/${id}/upload`, { file });
  if (taken.status !== 202) return taken;
  await work({ world });
  return call('operator', `/price-imports/${id}`);
}
export async function sendSheet(sample: Sample, file: string | Buffer, more: object = {}): Promise<Answer> {
  const body = { name: 'sheet.csv', list: 'licence', ...more };
  const begun = await sample.call('operator', '/price-imports', { body });
  return begun.status === 201 ? sendAgain(sample, begun.body.id, file) : begun;
}
export async function putIntoForce(sample: Sample, file: string | Buffer, more: object = {}): Promise<Answer> {
  const { body } = await sendSheet(sample, file, more);
  return workedOn(sample, `${body.id}/apply`);
}
