// Migrations: each once, in order, whole or not at all; a program never runs on a schema it does not know.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sql from 'sql-template-tag';
import { afterAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines.ts';
import type { Database } from './database.ts';
import { migrate, migrationsIn } from './migrate.ts';

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
});
