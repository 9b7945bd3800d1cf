// `npm run fuzz [requests] [seed] [R2|R3]`: outsiders must learn nothing (R2), bent requests must meet no 5xx (R3).
import sql from 'sql-template-tag';
import { worldwide } from '../server/clouds/worldwide.ts';
import { hashPassword } from '../server/identity/credentials.ts';
import type { Database } from '../server/platform/database/database.ts';
import { migrate } from '../server/platform/database/migrate.ts';
import { migrationsIn } from '../server/platform/database/migration-files.ts';
import { openPostgres } from '../server/platform/database/postgres.ts';
import { line, partnerIds, shopIn, skus } from '../tests/buying.ts';
import { bent } from '../tests/fuzz.ts';
import { type Browser, browser, enter, password, serveIdentity } from '../tests/identity.ts';
import { openMatrix } from '../tests/matrix.ts';
import { freshDatabase, startPostgres } from '../tests/postgres.ts';
import { leakIn, probe } from '../tests/probes.ts';
import { chance, seedOf } from '../tests/seeded.ts';
import { keep, say } from './report.ts';

const wanted = Number(process.argv[2] ?? 100_000);
const by = chance(seedOf(process.argv[3] || undefined));
const only = process.argv[4];
const atOnce = 16;
const foundMax = 50;
const people = ['sena', 'minjun', 'jiwoo', 'hyun', 'yuna', 'aram', 'haneul', 'somi', 'boss'];

type Measure = 'R2' | 'R3';
type Result = {
  measure: Measure;
  requests: number;
  seconds: number;
  found: string[];
  statuses?: Record<string, number>;
};
const server = await startPostgres();

async function withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
  const { url, drop } = await freshDatabase(server.url);
  const engine = await openPostgres({ url, guarded: false });
  const database = engine.schema('fuzz');
  await migrate({ database, schema: 'fuzz', migrations: migrationsIn('migrations') });
  try {
    return await work(database);
  } finally {
    await engine.close();
    await drop();
  }
}

/** So many at a time, until so many were made. */
async function many(count: number, one: (number: number) => Promise<void>): Promise<number> {
  const started = performance.now();
  let next = 0;
  const run = async () => {
    while (next < count) {
      next += 1;
      if (next % 10_000 === 0) say(`  ${next}`);
      await one(next);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, run));
  return Math.round((performance.now() - started) / 1000);
}

const outsiders = (database: Database): Promise<Result> =>
  openMatrix(database, worldwide).then(async (matrix) => {
    const found: string[] = [];
    const seconds = await many(wanted, async () => {
      const one = probe(by);
      const leak = leakIn(one, await matrix.ask(one.operation, one.as, one.asked));
      const { operation, ...rest } = one;
      if (leak && found.length < foundMax) found.push(`${operation.name}: ${leak} ${JSON.stringify(rest)}`);
    });
    return { measure: 'R2', requests: wanted, seconds, found };
  });

async function furnished(database: Database) {
  const shop = await shopIn(database);
  await shop.partner('saebyeok', 'miru');
  const relationship = await shop.relate('jiwoo', { by: 'haneul', name: 'daram' }, { provider: 'saebyeok' });
  const passwordHash = await hashPassword(password);
  await database.transaction(async (tx) => {
    tx.write(sql`insert into members (id, version, status, organization_id, user_id, roles, name, display_name)
      select 'mem_boss', 1, 'active', id, 'boss', ${['operatorAdmin']}, 'boss', 'boss' from organizations
        where kind = 'operator'`);
    for (const one of people) {
      tx.write(sql`insert into users (id, name, display_name, language, status, is_persona, password_hash,
          temporary_issue, created_at)
        values (${one}, ${`${one}@miru.example`}, ${one}, 'en', 'active', false, ${String(passwordHash)}, 0, now())`);
    }
  });
  const cart = await shop.post('sena', '/carts', {
    body: { relationshipId: relationship, resellerPartnerId: String(partnerIds.miru), lines: [line(skus.suite, 3)] },
  });
  await shop.post('sena', `/carts/${cart.body.id}/place`);
  await shop.post('jiwoo', '/invitations', { body: {} });
  await shop.post('sena', '/partnership-invitations');
  const app = serveIdentity([{ ...shop.world, needsSecondFactor: () => false }]);
  await app.ready();
  return { app, ids: await idsIn(database) };
}

/** Of everything that there is, in whatever table. */
async function idsIn(database: Database): Promise<string[]> {
  const tables = ['organizations', 'tenants', 'enrolments', 'locations', 'members', 'invitations', 'consents', 'carts'];
  const more = [
    'relationships',
    'subscriptions',
    'orders',
    'partnerships',
    'partnership_invitations',
    'events',
    'skus',
  ];
  const all = await database.read((tx) =>
    Promise.all(
      [...tables, ...more].map((table) =>
        tx.query<{ id: string }>({ text: `select id from ${table} limit 40`, values: [] }),
      ),
    ),
  );
  return [...all.flat().map(({ id }) => id), String(partnerIds.miru), ...Object.values(skus)];
}

const bentRequests = (database: Database): Promise<Result> =>
  furnished(database).then(async ({ app, ids }) => {
    const found: string[] = [];
    const statuses: Record<string, number> = {};
    const browsers: Browser[] = [];
    const enterAll = async () => {
      for (const [at, one] of people.entries()) {
        const next = browser(app, { from: `10.8.${by.below(250)}.${at}` });
        await enter(next, `${one}@miru.example`);
        browsers[at] = next;
      }
    };
    await enterAll();
    const seconds = await many(wanted, async (number) => {
      if (number % 5_000 === 0) await enterAll(); // Bent requests sign people out, too.
      const { operation, headers, ...request } = bent(by, ids);
      const who = by.is(0.95) ? by.pick(browsers) : undefined;
      const cookie = who ? { cookie: [...who.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } : {};
      const sent = { host: 'localhost:4800', ...cookie, 'csrf-token': who?.csrf ?? '', ...headers };
      const answer = await app.inject({ ...request, headers: sent, remoteAddress: `10.9.${number % 250}.1` });
      statuses[answer.statusCode] = (statuses[answer.statusCode] ?? 0) + 1;
      const isBad = answer.statusCode >= 500 && answer.json().code === 'internal';
      if (isBad && found.length < foundMax) found.push(`${operation.name} ${JSON.stringify({ ...request, headers })}`);
    });
    const alive = await app.inject({ url: '/api/v1/me', headers: { host: 'localhost:4800' } });
    if (alive.statusCode !== 200) found.push('the server no longer answers');
    await app.close();
    return { measure: 'R3', requests: wanted, seconds, found, statuses };
  });

const floor = 100_000;
const measures = {
  R2: { what: 'cross-tenant and cross-cloud probes without a leak', work: outsiders },
  R3: { what: 'fuzzed requests without a 5xx, server alive', work: bentRequests },
} as const;

function report({ measure: id, requests, seconds, found, statuses }: Result, what: string): void {
  const isClean = found.length === 0;
  keep({
    ...{ id, what, figure: `${requests.toLocaleString('en')} requests, ${found.length} found` },
    ...{ floor: '100,000 without one', goal: '1,000,000 without one' },
    isAtFloor: isClean && requests >= floor,
    isAtGoal: isClean && requests >= 10 * floor,
    rows: [{ requests, seconds, 'per second': requests / Math.max(1, seconds), found: found.length, ...statuses }],
    notes: [`seed ${by.seed}`, ...found.map((one) => one.slice(0, 400))],
  });
}

say(`seed ${by.seed}`);
let isClean = true;
for (const [id, { what, work }] of Object.entries(measures)) {
  if (only && only !== id) continue;
  const result = await withDatabase(work);
  isClean &&= result.found.length === 0;
  report(result, what);
}
await server.stop();
process.exitCode = isClean ? 0 : 1;
