// Gives tests of stores a fresh, migrated database on both engines.
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import type { Database, Engine } from '../server/platform/database.ts';
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
  const aside = join(mkdtempSync(join(templateFolder, 'new-')), 'postgres');
  await createCluster(aside);
  try {
    renameSync(aside, finished);
  } catch {
    rmSync(aside, { recursive: true, force: true });
  }
  return finished;
}

export async function embeddedFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'kontor-embedded-'));
  cpSync(await template(), join(folder, 'postgres'), { recursive: true });
  return folder;
}

type Opened = { engine: Engine; remove(): Promise<void> };
const open: Record<Kind, () => Promise<Opened>> = {
  embedded: async () => {
    const folder = await embeddedFolder();
    const engine = await openEmbedded({ folder });
    return { engine, remove: async () => rmSync(folder, { recursive: true, force: true }) };
  },
  postgresql: async () => {
    const { url, drop } = await freshDatabase(inject('postgresUrl'));
    return { engine: await openPostgres({ url }), remove: drop };
  },
};

/** Runs the same tests on the embedded database and on a PostgreSQL server. */
export function forEachEngine(tests: (engine: TestEngine) => void, kinds: Kind[] = ['embedded', 'postgresql']): void {
  describe.each(kinds)('on %s', (kind) => {
    let opened: Opened | undefined;
    let count = 0;
    const engine = () => {
      if (!opened) throw new Error('the engine is open only while tests run');
      return opened.engine;
    };
    beforeAll(async () => {
      opened = await open[kind]();
    });
    afterAll(async () => {
      await opened?.engine.close();
      await opened?.remove();
    });
    tests({
      kind,
      engine,
      fresh: async ({ isMigrated = true } = {}) => {
        count += 1;
        const schema = `fresh_${count}`;
        const database = engine().schema(schema);
        const migrations = isMigrated && existsSync(migrationsFolder) ? migrationsIn(migrationsFolder) : [];
        await migrate({ database, schema, migrations });
        return Object.assign(database, { schema });
      },
    });
  });
}
