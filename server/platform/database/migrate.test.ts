// Migrations: each once, in order, whole or not at all; a program never runs on a schema it does not know.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sql from 'sql-template-tag';
import { afterAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines.ts';
import type { Database } from './database.ts';
import { migrate } from './migrate.ts';
import { migrationsIn } from './migration-files.ts';

const made: string[] = [];
function migrationsOf(files: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'kontor-migrations-'));
  made.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return migrationsIn(folder);
}
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

const first = {
  '0001_first.sql':
    'create table things (id int primary key);\ninsert into things values (1);\n-- A comment; with a semicolon.',
};
const second = { ...first, '0002_second.sql': 'alter table things add column name text;' };
const things = (database: Database) => database.read((tx) => tx.query(sql`select * from things`));

describe('The files of the migrations', () => {
  it('are numbered without a gap', () => {
    expect(() => migrationsOf({ ...first, '0003_third.sql': '' })).toThrow('0003_third.sql should be number 2');
    expect(() => migrationsOf({ ...first, '0001_other.sql': '' })).toThrow('should be number 2');
    expect(() => migrationsOf({ 'first.sql': '' })).toThrow('should be number 1');
  });

  it('have a checksum that does not depend on line ends', () => {
    const [unix] = migrationsOf({ '0001_first.sql': 'select 1;\nselect 2;\n' });
    const [dos] = migrationsOf({ '0001_first.sql': 'select 1;\r\nselect 2;\r\n' });
    expect(dos!.checksum).toBe(unix!.checksum);
  });
});

forEachEngine((engine) => {
  const fresh = () => engine.fresh({ isMigrated: false });

  it('are applied in order, each once, and report their progress', async () => {
    const database = await fresh();
    const { schema } = database;
    const reported: string[] = [];
    const progressed = ({ migration, left }: { migration: { name: string }; left: number }) =>
      reported.push(`${migration.name} ${left}`);
    const migrations = migrationsOf(second);
    expect(await migrate({ database, schema, migrations, progressed })).toEqual(['0001_first', '0002_second']);
    expect(await migrate({ database, schema, migrations, progressed })).toEqual([]);
    expect(reported).toEqual(['0001_first 1', '0002_second 0']);
    expect(await things(database)).toEqual([{ id: 1, name: null }]);
  });

  it('go on where they ended, though statements were prepared against the old tables', async () => {
    const database = await fresh();
    const { schema } = database;
    await migrate({ database, schema, migrations: migrationsOf(first) });
    await Promise.all(Array.from({ length: 8 }, () => things(database)));
    expect(await migrate({ database, schema, migrations: migrationsOf(second) })).toEqual(['0002_second']);
    for (let i = 0; i < 20; i++) await things(database).catch(() => undefined);
    expect(await things(database)).toEqual([{ id: 1, name: null }]);
  });

  it('refuse a file that was changed after it had been applied', async () => {
    const database = await fresh();
    const { schema } = database;
    await migrate({ database, schema, migrations: migrationsOf(first) });
    const changed = migrationsOf({ ...second, '0001_first.sql': 'create table others (id int);' });
    const again = migrate({ database, schema, migrations: changed });
    await expect(again).rejects.toMatchObject({ name: 'MigrationRefused', reason: 'changed' });
    expect(await things(database)).toEqual([{ id: 1 }]);
  });

  it('refuse a database of a newer program', async () => {
    const database = await fresh();
    const { schema } = database;
    await migrate({ database, schema, migrations: migrationsOf(second) });
    const older = migrate({ database, schema, migrations: migrationsOf(first) });
    await expect(older).rejects.toMatchObject({ name: 'MigrationRefused', reason: 'newer_database' });
  });

  it('leave nothing of a migration that fails', async () => {
    const database = await fresh();
    const { schema } = database;
    const broken = { ...first, '0002_broken.sql': 'create table more (id int); insert into nowhere values (1);' };
    const failing = migrate({ database, schema, migrations: migrationsOf(broken) });
    await expect(failing).rejects.toMatchObject({ name: 'MigrationRefused', reason: 'failed' });
    await expect(failing).rejects.toThrow(/0002_broken failed and was undone: relation "nowhere" does not exist/);
    expect(await things(database)).toEqual([{ id: 1 }]);
    await expect(database.read((tx) => tx.query(sql`select * from more`))).rejects.toMatchObject({ code: '42P01' });
    const mended = { ...first, '0002_broken.sql': 'create table more (id int);' };
    expect(await migrate({ database, schema, migrations: migrationsOf(mended) })).toEqual(['0002_broken']);
  });

  it('are applied once though several processes start at the same moment', async () => {
    const database = await fresh();
    const { schema } = database;
    const migrations = migrationsOf(second);
    const applied = await Promise.all(Array.from({ length: 4 }, () => migrate({ database, schema, migrations })));
    expect(applied.flat().sort()).toEqual(['0001_first', '0002_second']);
  });

  const third = { ...second, '0003_third.sql': '-- A table more.\n-- release 2, expands\ncreate table more (id int);' };
  it('let a program work on that is one release behind, where they only add', async () => {
    const database = await fresh();
    const { schema } = database;
    await migrate({ database, schema, migrations: migrationsOf(third) });
    expect(await migrate({ database, schema, migrations: migrationsOf(second) })).toEqual([]);
  });

  it.each([
    ['take something away', '-- release 2\ndrop table things;'],
    ['are two releases ahead', '-- release 3, expands\ncreate table others (id int);'],
  ])('refuse a program behind them where they %s', async (_why, text) => {
    const database = await fresh();
    const { schema } = database;
    await migrate({ database, schema, migrations: migrationsOf({ ...third, '0004_fourth.sql': text }) });
    const older = migrate({ database, schema, migrations: migrationsOf(second) });
    await expect(older).rejects.toMatchObject({ reason: 'newer_database', message: expect.stringMatching('0004') });
  });

  const beside = {
    ...first,
    '0002_beside.sql': `-- An index.
-- concurrently
drop index concurrently if exists things_by_id;
create index concurrently things_by_id on things (id);
create index concurrently if not exists things_again on things (id);
`,
  };
  it('build indexes beside the work of others, once though several processes start', async () => {
    const database = await fresh();
    const { schema } = database;
    const migrations = migrationsOf(beside);
    const applied = await Promise.all(Array.from({ length: 3 }, () => migrate({ database, schema, migrations })));
    expect(applied.flat()).toContain('0002_beside');
    const valid = sql`select relname from pg_index join pg_class on pg_class.oid = indexrelid
      where indrelid = 'things'::regclass and indisvalid order by 1`;
    expect(await database.read((tx) => tx.query(valid))).toEqual(
      ['things_again', 'things_by_id', 'things_pkey'].map((relname) => ({ relname })),
    );
    expect(await migrate({ database, schema, migrations })).toEqual([]);
  });

  if (engine.kind === 'postgresql') {
    it('let go of a table that somebody holds, and come again', async () => {
      const database = await fresh();
      const { schema } = database;
      await migrate({ database, schema, migrations: migrationsOf(first) });
      let letGo = () => {};
      const isOver = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      let isHeld = () => {};
      const held = new Promise<void>((resolve) => {
        isHeld = resolve;
      });
      const holding = database.transaction(async (tx) => {
        await tx.query(sql`lock table things in access share mode`);
        isHeld();
        await isOver;
      });
      await held;
      const migrating = migrate({ database, schema, migrations: migrationsOf(second) });
      const waits = sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
      const waiting = async () => (await database.read((tx) => tx.query(waits))).length;
      await expect.poll(waiting, { timeout: 60_000 }).toBe(1);
      await expect.poll(waiting, { timeout: 60_000 }).toBe(0);
      letGo();
      await holding;
      expect(await migrating).toEqual(['0002_second']);
    });
  }
});
