// An installation as it was before twins, parts and lanes (`tests/past`) is brought to this version: all still holds.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import sql from 'sql-template-tag';
import { afterAll, describe, expect, it } from 'vitest';
import { verifyAll } from '../cli/local/audit.ts';
import { ownSettings } from '../tests/running.ts';
import { backUp } from './backup.ts';
import { usgov } from './clouds/usgov.ts';
import { openEngine } from './open.ts';
import type { Database } from './platform/database/database.ts';
import { migrate } from './platform/database/migrate.ts';
import { migrationsIn } from './platform/database/migration-files.ts';
import { verifyReceipt } from './platform/record/receipts.ts';
import { readSettings } from './platform/settings/config.ts';
import { serve } from './platform/wire/server.ts';
import type { Caller } from './platform/world/world.ts';
import { restore } from './restore.ts';
import { routes } from './rooms.ts';
import { makeWorld } from './world.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const past = join(root, 'tests', 'past');
const file = join(past, 'installation.backup');
const secret = 'Zk3vP9qLw7YtRb2HnXs6JdMf8CgUaE5oKi1';
const say = () => undefined;
const limits = { reactionsMax: 100, pageRowsMax: 500, previewMinutes: 15, idempotencyHours: 24 };

type Told = {
  /** The organization whose program asked, what it was told, and the day. */
  program: string;
  answers: { path: string; body: { next?: unknown; items?: unknown[] } }[];
  receipts: string[];
  heads: string[];
  keys: Parameters<typeof verifyReceipt>[1];
};
const told: Told = JSON.parse(gunzipSync(readFileSync(join(past, 'told.json.gz'))).toString('utf8'));
const thatDay = new Date('2026-12-01T05:00:00Z');

/** A program that knows only the migrations of then. */
const rootOfThen = mkdtempSync(join(tmpdir(), 'kontor then '));
mkdirSync(join(rootOfThen, 'migrations'));
cpSync(join(root, 'package.json'), join(rootOfThen, 'package.json'));
const migrations = migrationsIn(join(root, 'migrations'));
for (const { name } of migrations.slice(0, 21)) {
  cpSync(join(root, 'migrations', `${name}.sql`), join(rootOfThen, 'migrations', `${name}.sql`));
}
const undone: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const undo of undone) await undo();
  rmSync(rootOfThen, { recursive: true, force: true });
});
async function own(kind: Database['engine']) {
  const { environment, remove } = await ownSettings(kind, { KONTOR_SECRET: secret });
  undone.push(remove);
  return readSettings(environment);
}

/** Asks as the program did. */
async function askedIn(database: Database) {
  const clock = { business: () => thatDay, wall: () => thatDay };
  const making = { cloud: usgov, database, clock, origin: 'http://localhost:4800', secret, limits };
  const world = makeWorld({ ...making, operator: () => undefined });
  const [program] = await database.read((tx) =>
    tx.query<Pick<Caller, 'id' | 'organization'>>(sql`select c.id, o.id as organization from api_clients c
      join organizations o on o.id = c.organization_id where o.name = ${told.program}`),
  );
  const caller: Caller = { ...program!, kind: 'program', secondFactor: true };
  const app = serve({ worlds: [world], routes, authenticate: async () => caller });
  const headers = { host: 'localhost:4800' };
  return async (method: 'GET' | 'POST', url: string, payload?: object) =>
    (await app.inject({ method, url, headers, ...(payload && { payload }) })).json();
}

describe.each(['embedded', 'postgresql'] as const)('An installation of before on %s', (kind) => {
  it('is backed up, migrated, proved by what was signed before, and says of the past what it said', async () => {
    const settings = await own(kind);
    await restore({ settings, root: rootOfThen, file, say });
    const backup = join(settings.data, 'before.backup');
    const { rows } = await backUp({ settings, root: rootOfThen, file: backup, say });

    const engine = await openEngine(settings);
    const database = engine.schema('usgov');
    const newer = migrations.slice(21).map(({ name }) => name);
    expect(await migrate({ database, schema: 'usgov', migrations })).toEqual(newer);
    const head = [...told.heads, ...told.receipts].join('\n');
    const proved = await verifyAll({ database, head, keys: told.keys });
    expect([proved.outcome, proved.report]).toEqual(['proved', expect.objectContaining({ broken: null, erased: 0 })]);
    for (const receipt of told.receipts) expect((await verifyReceipt(receipt, told.keys)).ok).toBe(true);

    const ask = await askedIn(database);
    for (const { path, body } of told.answers) {
      const { next: _next, ...then } = body;
      expect(await ask('GET', path), path).toMatchObject(then);
    }

    // What happens from now on stands in lanes beside what was; the heads of before still prove that.
    const made = await ask('POST', '/api/v1/invitations', {});
    expect(made.status).toBe('open');
    const later = await verifyAll({ database, head, keys: told.keys });
    expect([later.outcome, later.report!.events]).toEqual(['proved', proved.report!.events + 1]);
    await engine.close();

    const other = await own(kind);
    expect(await restore({ settings: other, root, file: backup, say })).toMatchObject({ rows });
    const restored = await openEngine(other);
    expect((await verifyAll({ database: restored.schema('usgov'), head, keys: told.keys })).outcome).toBe('proved');
    await restored.close();
  });
});
