// Gives tests of stores a fresh, migrated database on both engines.
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { type Database, type Engine, script } from '../server/platform/database/database.ts';
import { createCluster } from '../server/platform/database/embedded/connection.ts';
import { openEmbedded } from '../server/platform/database/embedded/engine.ts';
import { migrate } from '../server/platform/database/migrate.ts';
import { migrationsIn } from '../server/platform/database/migration-files.ts';
import { openPostgres } from '../server/platform/database/postgres.ts';
import { freshDatabase } from './postgres.ts';

export type Kind = Database['engine'];
export type TestEngine = {
  kind: Kind;
  /** The engine itself, for tests of the platform. */
  engine(): Engine;
  /** A new schema, migrated unless told otherwise, with its database. */
  fresh(options?: { isMigrated?: boolean }): Promise<Database & { schema: string }>;
};

const root = fileURLToPath(new URL('..', import.meta.url));
export const migrationsFolder = join(root, 'migrations');
const templateFolder = join(root, '.cache', 'embedded');

/** Making a cluster takes seconds, copying one does not; made once and kept for later runs. */
async function template(): Promise<string> {
  const finished = join(templateFolder, 'postgres-0.5.16');
  if (existsSync(finished)) return finished;
  mkdirSync(templateFolder, { recursive: true });
  const aside = mkdtempSync(join(templateFolder, 'new-'));
  await createCluster(join(aside, 'postgres'));
  // Whoever is second finds it made; the two are alike.
  try {
    renameSync(join(aside, 'postgres'), finished);
  } catch (error) {
    if (!existsSync(finished)) throw error;
  }
  rmSync(aside, { recursive: true, force: true });
  return finished;
}

/** A folder with an embedded database in it; its name has a space, as folders of people have. */
export async function embeddedFolder(parent = tmpdir()): Promise<string> {
  const folder = mkdtempSync(join(parent, 'kontor embedded '));
  cpSync(await template(), join(folder, 'postgres'), { recursive: true });
  return folder;
}

type Opened = { engine: Engine; leave(schemas: readonly string[]): Promise<void> };

/** All files that run in one process share it: opening one and getting it up to speed takes longer than most files. */
let embedded: Promise<Engine> | undefined;
const embeddedOfProcess = (): Promise<Engine> => {
  embedded ??= embeddedFolder(inject('runFolder')).then((folder) => openEmbedded({ folder }));
  return embedded;
};
/**
 * Migrating takes seconds on the embedded database, emptying a moment. The rule that history stands still is off for
 * it, and a new name keeps out whoever still writes under the old one.
 */
const emptying = (schema: string, as: string) =>
  script(`do $$ declare one record; begin
    set local session_replication_role = replica;
    for one in select tablename from pg_tables where schemaname = '${schema}' and tablename <> 'migrations' loop
      execute format('delete from "${schema}".%I', one.tablename);
    end loop;
    for one in select sequencename from pg_sequences where schemaname = '${schema}' loop
      execute format('alter sequence "${schema}".%I restart', one.sequencename);
    end loop;
    alter schema "${schema}" rename to "${as}";
  end $$`);
let count = 0;
const newName = (): string => {
  count += 1;
  return `fresh_${count}`;
};
const dropping = (schema: string) => script(`drop schema if exists "${schema}" cascade`);
/** Migrated schemas of the embedded database of this process: those in use, and those that stand empty. */
const migrated = new Set<string>();
const empty: string[] = [];

const open: Record<Kind, () => Promise<Opened>> = {
  embedded: async () => {
    const engine = await embeddedOfProcess();
    const left = async (schemas: readonly string[]) => {
      for (const name of schemas) {
        const isMigrated = migrated.delete(name);
        const next = newName();
        await engine.schema('public').transaction((tx) => tx.query(isMigrated ? emptying(name, next) : dropping(name)));
        if (isMigrated) empty.push(next);
      }
    };
    return { engine, leave: left };
  },
  postgresql: async () => {
    const { url, drop } = await freshDatabase(inject('postgresUrl'));
    const engine = await openPostgres({ url });
    return { engine, leave: () => engine.close().then(drop) };
  },
};

/** Runs the same tests on the embedded database and on a PostgreSQL server. */
export function forEachEngine(tests: (engine: TestEngine) => void, kinds: Kind[] = ['embedded', 'postgresql']): void {
  describe.each(kinds)('on %s', (kind) => {
    let opened: Opened | undefined;
    const schemas: string[] = [];
    const engine = () => {
      if (!opened) throw new Error('the engine is open only while tests run');
      return opened.engine;
    };
    beforeAll(async () => {
      opened = await open[kind]();
    });
    afterAll(() => opened?.leave(schemas));
    tests({
      kind,
      engine,
      fresh: async ({ isMigrated = true } = {}) => {
        const isReusable = kind === 'embedded' && isMigrated;
        const schema = (isReusable && empty.pop()) || newName();
        schemas.push(schema);
        const database = engine().schema(schema);
        const migrations = isMigrated && existsSync(migrationsFolder) ? migrationsIn(migrationsFolder) : [];
        await migrate({ database, schema, migrations });
        if (isReusable) migrated.add(schema);
        return Object.assign(database, { schema });
      },
    });
  });
}
