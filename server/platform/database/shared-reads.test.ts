// Brief reads that share a connection: each gets its own rows, one that fails harms no other, nothing is kept.
import sql from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Database, DatabaseBusy, type Engine, TransactionTooLong, type Tx } from './database.ts';
import { openPostgres } from './postgres.ts';

type Found = { no: number; pid: number };
const asked = async (tx: Tx, no: number): Promise<Found> =>
  (await tx.query<Found>(sql`select ${no}::int as no, pg_backend_pid() as pid`))[0]!;
const numbers = (count: number) => Array.from({ length: count }, (_, no) => no);

describe('Brief reads', () => {
  let engine: Engine;
  let database: Database;
  beforeAll(async () => {
    const limits = { poolSize: 2, transactionSecondsMax: 3, waitSecondsMax: 3 };
    engine = await openPostgres({ url: inject('postgresUrl'), ...limits });
    database = engine.schema('sharing');
  });
  afterAll(() => engine.close());
  const brief = <T>(work: (tx: Tx) => Promise<T>) => database.read(work, { isBrief: true });

  it('of one turn travel together, and each has its own rows', async () => {
    const found = await Promise.all(numbers(10).map((no) => brief((tx) => asked(tx, no))));
    expect(found.map(({ no }) => no)).toEqual(numbers(10));
    expect(new Set(found.map(({ pid }) => pid)).size).toBe(1);
  });

  it('are spread when they are many, and all come through a small pool', async () => {
    const found = await Promise.all(numbers(100).map((no) => brief((tx) => asked(tx, no))));
    expect(found.map(({ no }) => no)).toEqual(numbers(100));
    expect(new Set(found.map(({ pid }) => pid)).size).toBe(2);
  });

  it('ask again on the same connection, in between those of others', async () => {
    const twice = async (tx: Tx, no: number) => [await asked(tx, no), await asked(tx, no + 100)];
    const found = await Promise.all(numbers(10).map((no) => brief((tx) => twice(tx, no))));
    expect(found.map((pair) => pair.map(({ no }) => no))).toEqual(numbers(10).map((no) => [no, no + 100]));
    expect(new Set(found.flat().map(({ pid }) => pid)).size).toBe(1);
  });

  it('do not harm one another when one fails', async () => {
    const broken = brief((tx) => tx.query(sql`select 1 / ${0}::int`));
    const thrown = brief(async () => {
      throw new Error('of its own');
    });
    const found = await Promise.allSettled([broken, brief((tx) => asked(tx, 1)), thrown, brief((tx) => asked(tx, 2))]);
    expect(found.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
    expect((await brief((tx) => asked(tx, 3))).no).toBe(3);
  });

  it('lose their connection together, and the next ones have another', async () => {
    const lost = brief((tx) => tx.query(sql`select pg_terminate_backend(pg_backend_pid())`));
    await expect(lost).rejects.toThrow();
    await expect.poll(() => brief((tx) => asked(tx, 4)).then(({ no }) => no, String)).toBe(4);
  });

  it('give their connection up when one takes too long, once the others have their rows', async () => {
    const quick = brief((tx) => asked(tx, 5));
    const endless = brief(async (tx) => {
      await asked(tx, 6);
      await new Promise(() => undefined);
    });
    const { pid } = await quick;
    await expect(endless).rejects.toBeInstanceOf(TransactionTooLong);
    const later = await Promise.all(numbers(20).map((no) => brief((tx) => asked(tx, no))));
    expect(later.map((one) => one.pid)).not.toContain(pid);
  });

  it('wait for a connection together, and are told together when none becomes free', async () => {
    let end = () => {};
    const isEnded = new Promise<void>((resolve) => {
      end = resolve;
    });
    const held = [1, 2].map(() => database.read(() => isEnded));
    const waiting = await Promise.allSettled(numbers(3).map((no) => brief((tx) => asked(tx, no))));
    for (const one of waiting) expect(one).toMatchObject({ reason: expect.any(DatabaseBusy) });
    const patient = brief((tx) => asked(tx, 7));
    end();
    await Promise.all(held);
    expect((await patient).no).toBe(7);
  });

  it('are refused inside a transaction, as every second connection is', async () => {
    const within = database.transaction(() => brief((tx) => asked(tx, 8)));
    await expect(within).rejects.toThrow('inside a transaction');
  });
});
