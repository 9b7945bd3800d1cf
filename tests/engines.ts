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

const open: Record<Kind, () => Promise<Opened>> = {
  embedded: async () => {
    const engine = await embeddedOfProcess();
    const dropped = async (schemas: readonly string[]) => {
      for (const name of schemas) {
        await engine.schema('public').transaction((tx) => tx.query(script(`drop schema if exists "${name}" cascade`)));
      }
    };
    return { engine, leave: dropped };
  },
  postgresql: async () => {
    const { url, drop } = await freshDatabase(inject('postgresUrl'));
    const engine = await openPostgres({ url });
    return { engine, leave: () => engine.close().then(drop) };
  },
};
let count = 0;

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
        const database = engine().schema(schema);
        const migrations = isMigrated && existsSync(migrationsFolder) ? migrationsIn(migrationsFolder) : [];
        await migrate({ database, schema, migrations });
        return Object.assign(database, { schema });
      },
    });
  });
}
