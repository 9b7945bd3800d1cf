// What only a server with several connections can show: races, waiting for locks, connections that are lost.
import sql from 'sql-template-tag';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines.ts';
import { freshDatabase } from '../../../tests/postgres.ts';
import {
  codeOf,
  type Database,
  DatabaseUnusable,
  type Engine,
  isAway,
  LockTimeout,
  retried,
  script,
  type Tx,
} from './database.ts';
import { openPostgres } from './postgres.ts';

/** A door that opens once that many have come to it. */
function meeting(count: number): () => Promise<void> {
  let open = () => {};
  let missing = count;
  const all = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    missing -= 1;
    if (missing === 0) open();
    return all;
  };
}

forEachEngine(
  (engine) => {
    let database: Database;
    beforeAll(async () => {
      database = await engine.fresh({ isMigrated: false });
      await database.transaction(async (tx) => tx.write(sql`create table accounts (id int primary key, sum int)`));
    });
    beforeEach(() =>
      database.transaction(async (tx) => {
        tx.write(sql`truncate accounts`);
        tx.write(sql`insert into accounts values (1, 0), (2, 0)`);
      }),
    );
    const sums = () => database.read((tx) => tx.query(sql`select sum from accounts order by id`));
    const add = (id: number) => sql`update accounts set sum = sum + 1 where id = ${id}`;

    it('retries a serialization failure, even one that only comes out at the commit', async () => {
      const met = meeting(2);
      let tries = 0;
      const raise = (id: number) =>
        retried(database, async (tx) => {
          tries += 1;
          tx.write(sql`set transaction isolation level serializable`);
          const [row] = await tx.query<{ total: number }>(sql`select sum(sum)::int as total from accounts`);
          if (tries <= 2) await met();
          tx.write(sql`update accounts set sum = ${row!.total + 1} where id = ${id}`);
        });
      await Promise.all([raise(1), raise(2)]);
      // Once more at least: a busy server may see the winner's commit late, and refuse the loser again.
      expect(tries).toBeGreaterThan(2);
      const found = (await sums()) as { sum: number }[];
      expect(found.map(({ sum }) => sum).sort()).toEqual([1, 2]);
    });

    it('retries a deadlock', async () => {
      const met = meeting(2);
      let tries = 0;
      const both = (first: number, then: number) =>
        retried(database, async (tx) => {
          tries += 1;
          await tx.query(add(first));
          if (tries <= 2) await met();
          tx.write(add(then));
        });
      await Promise.all([both(1, 2), both(2, 1)]);
      expect(tries).toBeGreaterThan(2);
      expect(await sums()).toEqual([{ sum: 2 }, { sum: 2 }]);
    });

    it('gives up after three retries', async () => {
      let tries = 0;
      const work = retried(database, async (tx) => {
        tries += 1;
        tx.write(sql`do $$ begin raise exception 'again' using errcode = '40001'; end $$`);
      });
      await expect(work).rejects.toMatchObject({ code: '40001' });
      expect(tries).toBe(4);
    });

    it('tells of a lock that was not free in time', async () => {
      const [isHeld, mayEnd] = [meeting(2), meeting(2)];
      const holder = database.transaction(async (tx) => {
        await tx.query(add(1));
        await isHeld();
        await mayEnd();
      });
      await isHeld();
      const waiter = database.transaction((tx) => tx.query(add(1)), { lockTimeoutMs: 100 });
      await expect(waiter).rejects.toBeInstanceOf(LockTimeout);
      await mayEnd();
      await holder;
      expect(await sums()).toEqual([{ sum: 1 }, { sum: 0 }]);
    });

    it('sees a row only once the transaction that holds it has ended', async () => {
      const count = (tx: Tx) => tx.query<{ sum: number }>(sql`select sum from accounts where id = 1 for update`);
      const raise = () =>
        database.transaction(async (tx) => {
          const [row] = await count(tx);
          tx.write(sql`update accounts set sum = ${row!.sum + 1} where id = 1`);
        });
      await Promise.all(Array.from({ length: 40 }, raise));
      expect(await sums()).toEqual([{ sum: 40 }, { sum: 0 }]);
    });

    it('outlives the loss of a connection inside a transaction', async () => {
      const work = database.transaction(async (tx) => {
        await tx.query(add(1));
        await tx.query(sql`select pg_terminate_backend(pg_backend_pid())`);
      });
      await expect(work).rejects.toThrow();
      expect(await sums()).toEqual([{ sum: 0 }, { sum: 0 }]);
    });

    it('listens again after its connection was lost, and then says that something may have been missed', async () => {
      const heard: string[] = [];
      const stop = await database.listen('lost', (payload) => heard.push(payload));
      await database.read((tx) =>
        tx.query(sql`select pg_terminate_backend(pid) from pg_stat_activity
          where query like 'listen%' and pid <> pg_backend_pid() and datname = current_database()`),
      );
      await expect.poll(() => heard).toEqual(['']);
      await database.read((tx) => tx.query(sql`select pg_notify(current_schema() || '.lost', 'back')`));
      await expect.poll(() => heard).toEqual(['', 'back']);
      await stop();
    });

    it('plans anew when a table has changed under its prepared statements', async () => {
      const all = (tx: Tx) => tx.query(sql`select * from accounts order by id`);
      await Promise.all(Array.from({ length: 8 }, () => database.read(all)));
      await database.transaction(async (tx) => tx.write(sql`alter table accounts add column name text`));
      const rows = await Promise.all(Array.from({ length: 8 }, () => retried(database, all)));
      expect(rows.every(([row]) => 'name' in (row as object))).toBe(true);
      await database.transaction(async (tx) => tx.write(sql`alter table accounts drop column name`));
    });
  },
  ['postgresql'],
);

describe('A PostgreSQL engine', () => {
  let engine: Engine;
  let url: string;
  let drop: () => Promise<void>;
  beforeAll(async () => {
    const fresh = await freshDatabase(inject('postgresUrl'));
    ({ url, drop } = fresh);
    engine = await openPostgres({ url, poolSize: 2, transactionSecondsMax: 3 });
  });
  afterAll(async () => {
    await engine.close();
    await drop();
  });

  it('undoes a transaction that takes too long, in Node or in the server', async () => {
    const database = engine.schema('public');
    const idle = database.transaction(() => new Promise(() => undefined));
    await expect(idle).rejects.toMatchObject({ name: 'TransactionTooLong' });
    const sleeping = database.transaction((tx) => tx.query(sql`select pg_sleep(5)`));
    await expect(sleeping).rejects.toThrow(/longer than|statement timeout/);
    expect(await database.read((tx) => tx.query(sql`select 1 as one`))).toEqual([{ one: 1 }]);
  });

  it('says so when no connection becomes free', async () => {
    const small = await openPostgres({ url, poolSize: 2, waitSecondsMax: 2 });
    const database = small.schema('public');
    const met = meeting(3);
    const holders = [1, 2].map(() => database.transaction(() => met()));
    await expect(database.read(async () => undefined)).rejects.toMatchObject({ name: 'DatabaseBusy' });
    await met();
    await Promise.all(holders);
    await small.close();
  });

  it('lends no connection again that knew the server before it stopped taking writes', async () => {
    const database = engine.schema('public');
    const met = meeting(2);
    const demoted = sql`select set_config('default_transaction_read_only', 'on', false), pg_backend_pid() as pid`;
    const stopped = () =>
      database.read(async (tx) => {
        const [row] = await tx.query<{ pid: number }>(demoted);
        await met();
        return row!.pid;
      });
    const former = await Promise.all([stopped(), stopped()]);
    const writing = () => database.transaction((tx) => tx.query(sql`create table if not exists written (id int)`));
    expect(isAway(await writing().catch((error: unknown) => error))).toBe(true);
    const pid = sql`select pg_backend_pid() as pid`;
    const now = await Promise.all([1, 2].map(() => database.transaction((tx) => tx.query<{ pid: number }>(pid))));
    expect(now.flat().filter((one) => former.includes(one.pid))).toEqual([]);
    await writing();
  });

  it('does not begin with a server that takes no writes', async () => {
    const fresh = await freshDatabase(inject('postgresUrl'));
    const first = await openPostgres({ url: fresh.url });
    const name = new URL(fresh.url).pathname.slice(1);
    const reading = script(`alter database ${name} set default_transaction_read_only = on`);
    await first.schema('public').read((tx) => tx.query(reading));
    await first.close();
    const opening = openPostgres({ url: fresh.url, reachSecondsMax: 0.3 });
    await expect(opening).rejects.toMatchObject({ reason: 'unreachable', message: expect.stringMatching('no writes') });
    await fresh.drop();
  });

  it('says so when the server cannot be reached', async () => {
    const opening = openPostgres({ url: 'postgresql://postgres@127.0.0.1:1/kontor', reachSecondsMax: 0.3 });
    await expect(opening).rejects.toBeInstanceOf(DatabaseUnusable);
    await expect(opening).rejects.toMatchObject({ reason: 'unreachable' });
  });

  it('keeps the code and the constraint of a violation', async () => {
    const database = engine.schema('public');
    const work = database.transaction(async (tx) => {
      tx.write(sql`create temp table once (id int constraint only_once unique)`);
      tx.write(sql`insert into once values (1), (1)`);
    });
    const error = await work.catch((thrown: unknown) => thrown);
    expect([codeOf(error), (error as { constraint: string }).constraint]).toEqual(['23505', 'only_once']);
  });
});

describe('A database that is away for a moment', () => {
  it.each(['25006', '57P01', '57P05', '08006', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'])(
    'is known by %s',
    (code) => expect(isAway(Object.assign(new Error(code), { code }))).toBe(true),
  );

  it('is known by its missing socket, and not by any other missing file', () => {
    const missing = (syscall: string) => Object.assign(new Error('missing'), { code: 'ENOENT', syscall });
    expect([isAway(missing('connect')), isAway(missing('open'))]).toEqual([true, false]);
  });
});
