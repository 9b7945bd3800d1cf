// Opens the database, brings each cloud's schema up to date, and finds out what this installation is.
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sql from 'sql-template-tag';
import type { DatedCloud } from './clouds/cloud.ts';
import { clouds } from './clouds/list.ts';
import type { Database, Engine } from './platform/database/database.ts';
import { ownFolder } from './platform/database/embedded/data-folder.ts';
import { openEmbedded } from './platform/database/embedded/engine.ts';
import { migrate } from './platform/database/migrate.ts';
import { type Migration, migrationsIn } from './platform/database/migration-files.ts';
import { openPostgres } from './platform/database/postgres.ts';
import { hasRoles } from './platform/database/postgresql/connection-options.ts';
import { opensKey } from './platform/record/signing-keys.ts';
import type { Settings } from './platform/settings/config.ts';
import { type Secrets, secretsOf } from './platform/settings/secrets.ts';

export type Say = (line: string) => void;

/** What was set up as a demo never serves as production, nor the other way round; nothing was changed. */
export class WrongMode extends Error {
  override readonly name = 'WrongMode';
}

/** What is sealed here opens with another secret only; nothing was changed. */
export class WrongSecret extends Error {
  override readonly name = 'WrongSecret';
}

/** Production serves only what `kontor setup` has made. */
export class NotSetUp extends Error {
  override readonly name = 'NotSetUp';
}

/** Directly for what needs one session from beginning to end, which a pooler does not lend: migrating, copying. */
export function openEngine(settings: Settings, { isDirect = false } = {}): Promise<Engine> {
  const guarded = settings.mode !== 'production';
  const {
    transactionSecondsMax,
    poolSize,
    hearingSecondsMax,
    databaseDirectUrl: directUrl,
    clouds: schemas,
  } = settings;
  const url = (isDirect && directUrl) || settings.databaseUrl;
  const isPrepared = settings.databasePrepared === 'yes';
  const limits = { poolSize, isPrepared, transactionSecondsMax, hearingSecondsMax, guarded };
  if (url) return openPostgres({ url, directUrl, schemas, ...limits });
  return openEmbedded({ folder: settings.data, transactionSecondsMax, guarded });
}

export type Opened = { cloud: DatedCloud; database: Database };

export const chosenClouds = (settings: Settings): DatedCloud[] =>
  clouds.filter(({ id }) => (settings.clouds as readonly string[]).includes(id));

/** Before anything is touched: the clouds of a folder or database are one installation, also those not started now. */
async function refuseOtherMode(engine: Engine, settings: Settings): Promise<void> {
  const { mode, databaseUrl: url } = settings;
  // Where each cloud has a role of its own, those of others are not to be seen from here.
  const seen = hasRoles({ url }) ? chosenClouds(settings) : clouds;
  for (const { id } of seen) {
    const kept = await engine.schema(id).read(async (tx) => {
      const there = await tx.query(sql`select 1 where to_regclass('installation') is not null`);
      const asked = sql`select value from installation where key = 'mode'`;
      return there.length > 0 ? tx.query<{ value: string }>(asked) : [];
    });
    for (const { value } of kept) refuseUnless(value, mode);
  }
}

/**
 * Throws `MigrationRefused` when program and database do not fit, `WrongMode` for a demo in production, `WrongSecret`
 * where another secret is the installation's.
 */
export async function openClouds(engine: Engine, settings: Settings, { root, say }: { root: string; say: Say }) {
  const migrations = migrationsIn(join(root, 'migrations'));
  const opened: Opened[] = [];
  await refuseOtherMode(engine, settings);
  const secret = installationSecret(settings);
  await migrateAll(engine, settings, { migrations, say });
  for (const cloud of chosenClouds(settings)) {
    const database = engine.schema(cloud.id);
    refuseUnless(await claimed(database, { key: 'mode', value: settings.mode }), settings.mode);
    await claimSecret(database, secretsOf(secret, cloud.id));
    opened.push({ cloud, database });
  }
  return opened;
}

type Migrating = { migrations: readonly Migration[]; say: Say };
async function migrateAll(engine: Engine, settings: Settings, { migrations, say }: Migrating): Promise<void> {
  const own = settings.databaseDirectUrl ? await openEngine(settings, { isDirect: true }) : undefined;
  try {
    for (const { id } of chosenClouds(settings)) {
      const applied = await migrate({ database: (own ?? engine).schema(id), schema: id, migrations });
      if (applied.length > 0) say(`  ${id}: ${applied.length} migrations applied`);
    }
  } finally {
    await own?.close();
  }
}

/** What was kept first stays: of several processes that start together one says what it is. */
async function claimed(database: Database, { key, value }: { key: string; value: string }): Promise<string> {
  const [kept] = await database.transaction(async (tx) => {
    tx.write(sql`insert into installation (key, value) values (${key}, ${value}) on conflict (key) do nothing`);
    return tx.query<{ value: string }>(sql`select value from installation where key = ${key}`);
  });
  return kept!.value;
}

/** Compares fingerprints: from one of them nobody finds the secret, and in each cloud it is another. */
async function claimSecret(database: Database, secrets: Secrets): Promise<void> {
  // A database of before there were fingerprints tells by its key that signs.
  const isOurs = await opensKey(database, secrets);
  const value = secrets.sign('fingerprint');
  if (isOurs && (await claimed(database, { key: 'secret', value })) === value) return;
  throw new WrongSecret(
    'This database belongs to an installation with another secret, and nothing that is sealed in it could be opened. ' +
      'Set KONTOR_SECRET to the same value in every process; a generated one lies in the data folder as `secret`.',
  );
}

function refuseUnless(kept: string, mode: Settings['mode']): void {
  if (kept === mode) return;
  throw new WrongMode(
    `This database was set up as ${kept} and cannot be used as ${mode}. ` +
      `Choose another KONTOR_DATA folder or database, or set KONTOR_MODE=${kept}.`,
  );
}

/** A demo whose first start was broken off lacks people and links; it says so instead of puzzling a newcomer. */
export class HalfBuilt extends Error {
  override readonly name = 'HalfBuilt';
}

export const markBuilding = (database: Database): Promise<void> =>
  database.transaction(async (tx) =>
    tx.write(sql`insert into installation (key, value) values ('demo', 'building') on conflict (key) do nothing`),
  );
export const markBuilt = (database: Database): Promise<void> =>
  database.transaction(async (tx) => tx.write(sql`update installation set value = 'built' where key = 'demo'`));

export async function refuseHalfBuilt(database: Database): Promise<void> {
  const [demo] = await database.read((tx) =>
    tx.query<{ value: string }>(sql`select value from installation where key = 'demo'`),
  );
  if (demo?.value !== 'building') return;
  throw new HalfBuilt(
    'The demo world was left half built when its first start was broken off. ' +
      'Delete the data folder, or choose another one by KONTOR_DATA (or another database), and start again.',
  );
}

/** The secret from the settings, or the one generated into the data folder on the first start. */
export function installationSecret(settings: Settings): string {
  if (settings.secret) return settings.secret;
  const file = join(settings.data, 'secret');
  if (!existsSync(file)) {
    ownFolder(settings.data);
    writeFileSync(file, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  }
  return readFileSync(file, 'utf8').trim();
}
