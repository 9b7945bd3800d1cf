// A login role for each cloud: sessions get their cloud's schema and forms from it, and no cloud can read another.
import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { freshDatabase } from '../../../../tests/postgres.ts';
import { DatabaseUnusable, type Engine, script } from '../database.ts';
import { openPostgres } from '../postgres.ts';
import { connectionOptions } from './connection-options.ts';

describe('A role for each cloud', () => {
  let admin: Engine;
  let url: string;
  const undone: (() => Promise<unknown>)[] = [];
  const tell = (text: string) => admin.schema('public').read((tx) => tx.query(script(text)));
  beforeAll(async () => {
    const fresh = await freshDatabase(inject('postgresUrl'));
    admin = await openPostgres({ url: fresh.url });
    const name = new URL(fresh.url).pathname.slice(1);
    for (const cloud of ['one', 'two']) {
      await tell(`create role ${name}_${cloud} login password 'of ${cloud}'`);
      await tell(`create schema ${cloud} authorization ${name}_${cloud}`);
    }
    const at = new URL(fresh.url);
    [at.username, at.password] = [`${name}_CLOUD`, 'of CLOUD'];
    url = at.href.replaceAll('CLOUD', '{cloud}');
    undone.push(
      () => admin.close(),
      fresh.drop,
      async () => {
        const server = await openPostgres({ url: inject('postgresUrl') });
        for (const cloud of ['one', 'two']) {
          await server.schema('public').read((tx) => tx.query(script(`drop role ${name}_${cloud}`)));
        }
        await server.close();
      },
    );
  });
  afterAll(async () => {
    for (const undo of undone) await undo();
  });

  it('says nothing in the first packet that a pooler would refuse', () => {
    const said = connectionOptions({ url, directUrl: '', transactionSecondsMax: 30 }, 'one');
    expect(Object.keys(said).sort()).toEqual(['application_name', 'connectionString', 'keepAlive', 'types']);
  });

  it('brings the schema, the forms of values and the limits, and keeps the other cloud out', async () => {
    const engine = await openPostgres({ url, schemas: ['one', 'two'], transactionSecondsMax: 7 });
    for (const cloud of ['one', 'two']) {
      const database = engine.schema(cloud);
      await database.transaction(async (tx) => tx.write(sql`create table notes (said text)`));
      const [found] = await database.read((tx) =>
        tx.query(sql`select current_schema() as schema, current_setting('statement_timeout') as timeout,
          current_setting('intervalstyle') as intervals, current_setting('timezone') as zone`),
      );
      expect(found).toEqual({ schema: cloud, timeout: '7s', intervals: 'iso_8601', zone: 'UTC' });
    }
    const across = engine.schema('one').read((tx) => tx.query(sql`select * from two.notes`));
    await expect(across).rejects.toMatchObject({ code: '42501' });
    await engine.close();
  });

  it('hears what is sent in its own schema', async () => {
    const engine = await openPostgres({ url, schemas: ['one', 'two'] });
    const heard: string[] = [];
    await engine.schema('one').listen('word', (payload) => heard.push(payload));
    await engine.schema('one').read((tx) => tx.query(sql`select pg_notify('one.word', 'said')`));
    await expect.poll(() => heard).toEqual(['said']);
    await engine.close();
  });

  it('that may use the schema of another is refused', async () => {
    await tell('grant usage on schema two to public');
    const opening = openPostgres({ url, schemas: ['one', 'two'] });
    await expect(opening).rejects.toBeInstanceOf(DatabaseUnusable);
    await expect(opening).rejects.toMatchObject({ reason: 'open', message: expect.stringContaining('belongs to two') });
    await tell('revoke usage on schema two from public');
  });
});
