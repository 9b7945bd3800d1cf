// What is particular to the embedded engine: its folder, its death at any moment, its one connection.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import sql from 'sql-template-tag';
import { afterAll, describe, expect, it } from 'vitest';
import { embeddedFolder } from '../../../../tests/engines.ts';
import { startProcess } from '../../../../tests/processes/start.ts';
import { openEmbedded } from './engine.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const worker = fileURLToPath(new URL('./embedded-worker.mjs', import.meta.url));

async function bundled(program: string): Promise<string> {
  mkdirSync(join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(root, '.cache', 'bundle-'));
  const outfile = join(folder, `${program}.mjs`);
  const entryPoints = [join(root, 'tests', 'processes', `${program}.ts`)];
  await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external' });
  copyFileSync(worker, join(folder, 'embedded-worker.mjs'));
  return folder;
}

const made: string[] = [];
const kept = (folder: string) => {
  made.push(folder);
  return folder;
};
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

describe('The embedded database', () => {
  it('works from a bundle with the file of its worker beside it', async () => {
    const folder = kept(await embeddedFolder());
    const program = kept(await bundled('embedded-writer'));
    const writer = startProcess(join(program, 'embedded-writer.mjs'), folder);
    await writer.line((line) => line === 'open');
    await writer.kill();
  });

  it('is made in an empty folder and is there again afterwards', async () => {
    const folder = kept(mkdtempSync(join(tmpdir(), 'kontor-new-')));
    const first = await openEmbedded({ folder });
    await first.schema('public').transaction(async (tx) => {
      tx.write(sql`create table kept (id int)`);
      tx.write(sql`insert into kept values (7)`);
    });
    await first.close();
    await first.close();
    const second = await openEmbedded({ folder });
    expect(await second.schema('public').read((tx) => tx.query(sql`select id from kept`))).toEqual([{ id: 7 }]);
    await second.close();
  });

  it('starts over when making it was interrupted', async () => {
    const folder = kept(mkdtempSync(join(tmpdir(), 'kontor-half-')));
    mkdirSync(join(folder, 'new-half'));
    writeFileSync(join(folder, 'new-half', 'PG_VERSION'), '18\n');
    const engine = await openEmbedded({ folder });
    expect(existsSync(join(folder, 'new-half'))).toBe(false);
    await engine.close();
  });

  it('loses nothing acknowledged when its process is killed, and refuses a second process until then', async () => {
    const folder = kept(await embeddedFolder());
    for (let round = 0; round < 3; round++) {
      const writer = startProcess('embedded-writer', folder);
      await writer.line((line) => Number(line) > 40);
      await expect(openEmbedded({ folder })).rejects.toMatchObject({ reason: 'in_use' });
      await writer.kill();
      const acknowledged = Number(writer.lines.filter((line) => /^\d+$/.test(line)).at(-1));
      const engine = await openEmbedded({ folder });
      const [row] = await engine.schema('public').read((tx) =>
        tx.query<{ last: number; count: number; unpaired: number }>(sql`select max(id) as last, count(*) as count,
          count(*) filter (where not exists (select from acknowledged b where b.id = a.pair)) as unpaired
          from acknowledged a`),
      );
      expect(row!.last).toBeGreaterThanOrEqual(acknowledged);
      expect([row!.count, row!.unpaired]).toEqual([row!.last, 0]);
      await engine.close();
    }
  });

  it('refuses a folder of another PostgreSQL or with half a database in it', async () => {
    const folder = kept(await embeddedFolder());
    for (const [version, reason] of [
      ['19', 'newer'],
      ['17', 'older'],
      ['', 'broken'],
    ] as const) {
      writeFileSync(join(folder, 'postgres', 'PG_VERSION'), version);
      await expect(openEmbedded({ folder })).rejects.toMatchObject({ name: 'DatabaseUnusable', reason });
    }
    writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '18\n');
    writeFileSync(join(folder, 'postgres', 'global', 'pg_control'), 'nonsense');
    await expect(openEmbedded({ folder })).rejects.toMatchObject({ name: 'DatabaseUnusable', reason: 'broken' });
  });

  it('ends a statement that does not end, and goes on with what was committed', async () => {
    const folder = kept(await embeddedFolder());
    const engine = await openEmbedded({ folder, transactionSecondsMax: 3 });
    const database = engine.schema('public');
    await database.transaction(async (tx) => tx.write(sql`create table kept (id int)`));
    const endless = database.transaction((tx) => tx.query(sql`select count(*) from generate_series(1, 1000000000000)`));
    const waiting = database.read((tx) => tx.query(sql`select count(*) as count from kept`));
    await expect(endless).rejects.toMatchObject({ name: 'TransactionTooLong' });
    expect(await waiting).toEqual([{ count: 0 }]);
    await engine.close();
  });

  it('undoes the work of a transaction that takes too long outside the database', async () => {
    const folder = kept(await embeddedFolder());
    const engine = await openEmbedded({ folder, transactionSecondsMax: 0.2 });
    const slow = engine.schema('public').transaction(async (tx) => {
      tx.write(sql`create table never (id int)`);
      await new Promise((resolve) => setTimeout(resolve, 1000));
    });
    await expect(slow).rejects.toMatchObject({ name: 'TransactionTooLong' });
    await engine.close();
    // Looked for with time enough: on a slow machine this limit is too short for any statement.
    const patient = await openEmbedded({ folder });
    const found = patient.schema('public').read((tx) => tx.query(sql`select from never`));
    await expect(found).rejects.toMatchObject({ code: '42P01' });
    await patient.close();
  });
});
