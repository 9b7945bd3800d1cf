// The PostgreSQL server of the tests is a real one and leaves nothing behind, even when the run is killed.
import { existsSync } from 'node:fs';
import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { freshDatabase } from './postgres.ts';
import { startProcess } from './processes/start.ts';

const ask = async (url: string, text: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows;
};

it('gives every test file a database of its own, which can be dropped', async () => {
  const server = inject('postgresUrl');
  const [one, other] = await Promise.all([freshDatabase(server), freshDatabase(server)]);
  await ask(one.url, 'create table things (id int)');
  expect(await ask(other.url, `select to_regclass('things') as found`)).toEqual([{ found: null }]);
  await Promise.all([one.drop(), other.drop()]);
  await expect(ask(one.url, 'select 1')).rejects.toMatchObject({ code: '3D000' });
});

async function endsWithItsParent(): Promise<void> {
  const starter = startProcess('server-starter');
  const url = await starter.line((line) => line.startsWith('postgresql://'));
  expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  const folder = decodeURIComponent(new URL(url).hostname);
  expect(existsSync(folder)).toBe(true);
  await starter.kill();
  await expect.poll(() => existsSync(folder)).toBe(false);
  await expect(ask(url, 'select 1')).rejects.toThrow();
}

const given = process.env.KONTOR_TEST_DATABASE_URL;
if (given) it('is the one that was named', () => expect(inject('postgresUrl')).toBe(given));
else it('ends with its folder when the process that started it is killed', endsWithItsParent);
