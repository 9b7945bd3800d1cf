// Gives tests of stores a fresh, migrated database on both engines.
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import { type Database, type Engine, script } from '../server/platform/database.ts';
import { openEmbedded } from '../server/platform/embedded.ts';
import { createCluster } from '../server/platform/embedded-connection.ts';
import { migrate, migrationsIn } from '../server/platform/migrate.ts';
import { openPostgres } from '../server/platform/postgres.ts';
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
const migrationsFolder = join(root, 'migrations');
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
/** Migrating takes seconds on the embedded database, emptying and a new name take moments. */
const emptied: string[] = [];
const emptying = (schema: string) =>
  script(`do $$ declare one record; begin
    execute (select 'truncate ' || string_agg(format('%I.%I', schemaname, tablename), ', ') || ' restart identity cascade'
      from pg_tables where schemaname = '${schema}' and tablename <> 'migrations');
    for one in select sequencename from pg_sequences where schemaname = '${schema}' loop
      execute format('alter sequence "${schema}".%I restart', one.sequencename);
    end loop;
  end $$`);
const renaming = (schema: string, as: string) => script(`alter schema "${schema}" rename to "${as}"`);
const dropping = (schema: string) => script(`drop schema if exists "${schema}" cascade`);

const open: Record<Kind, () => Promise<Opened>> = {
  embedded: async () => {
    const engine = await embeddedOfProcess();
    const left = async (schemas: readonly string[]) => {
      const open = engine.schema('public');
      for (const name of schemas) {
        const isMigrated = migrated.delete(name);
        await open.transaction((tx) => tx.query(isMigrated ? emptying(name) : dropping(name)));
        if (isMigrated) emptied.push(name);
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
let count = 0;
/** The names of migrated schemas of this process that are in use. */
const migrated = new Set<string>();

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
        count += 1;
        const schema = `fresh_${count}`;
        schemas.push(schema);
        const used = kind === 'embedded' && isMigrated ? emptied.pop() : undefined;
        if (used)
          await engine()
            .schema('public')
            .transaction((tx) => tx.query(renaming(used, schema)));
        const database = engine().schema(schema);
        const migrations = isMigrated && existsSync(migrationsFolder) ? migrationsIn(migrationsFolder) : [];
        await migrate({ database, schema, migrations });
        if (isMigrated) migrated.add(schema);
        return Object.assign(database, { schema });
      },
    });
  });
}
