// Jobs as the worker does them, on both engines: once, again with backoff, never two at once, gone to the operator.
import { setTimeout as pause } from 'node:timers/promises';
import sql from 'sql-template-tag';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines.ts';
import { joinOutbox, makeOutbox, type Outbox, until } from '../../../tests/outbox-world.ts';
import { retention } from '../../capabilities/jobs/retention.ts';
import { enqueue, Hopeless, type JobKind } from './jobs.ts';
import { backoffMs, type Worker } from './worker.ts';

type JobRow = { id: string; status: string; attempts: number; last_error: string | null; payload: object };

forEachEngine((engine) => {
  let outbox: Outbox;
  const workers: Worker[] = [];
  beforeEach(async () => {
    outbox = await makeOutbox(await engine.fresh());
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop(0)));
  });
  const start = (kind: JobKind, environment = {}, of = outbox) => {
    const worker = of.work({ kinds: [kind], environment });
    workers.push(worker);
    return worker;
  };
  const add = (count = 1, payload = {}) =>
    outbox.world.database.transaction(async (tx) => {
      for (let i = 0; i < count; i += 1) enqueue(tx, { kind: 'test', payload: { ...payload, i }, runAt: new Date() });
    });
  const jobs = () =>
    outbox.world.database.read((tx) =>
      tx.query<JobRow>(sql`select id, status, attempts, last_error, payload from jobs where kind = 'test' order by id`),
    );
  const letters = async () => (await outbox.call('meridian', 'GET /api/v1/dead-letters')).body.items;

  describe('A job', () => {
    it('is done once, and its payload is not kept', async () => {
      const seen: unknown[] = [];
      start({ kind: 'test', run: async ({ payload }) => void seen.push(payload.i) });
      await add(20);
      const all = await until(jobs, (rows) => rows.every(({ status }) => status === 'done'));
      expect(seen.toSorted((a, b) => Number(a) - Number(b))).toEqual(Array.from({ length: 20 }, (_, i) => i));
      expect(all.map(({ payload }) => payload)).toEqual(all.map(() => ({})));
    });
    it('that fails is tried again, later each time', async () => {
      const tries: { at: number; attempt: number; row: JobRow | undefined }[] = [];
      start({
        kind: 'test',
        run: async ({ attempt }) => {
          const [row] = await jobs();
          tries.push({ at: Date.now(), attempt, row });
          if (tries.length === 1) throw new Error('the other side is away');
        },
      });
      await add();
      const [done] = await until(jobs, ([row]) => row?.status === 'done');
      const [first, second] = tries;
      expect([first!.attempt, first!.row?.last_error, tries.length]).toEqual([1, null, 2]);
      expect(second).toMatchObject({ attempt: 2, row: { last_error: 'the other side is away' } });
      expect(second!.at - first!.at).toBeGreaterThanOrEqual(backoffMs(1, 0));
      expect(done!.last_error).toBeNull();
    });
    it('that ends every process that tries it is not tried for ever', async () => {
      let tries = 0;
      await add();
      await outbox.world.database.transaction(async (tx) =>
        tx.write(sql`update jobs set attempts = 12, status = 'running' where kind = 'test'`),
      );
      start({
        kind: 'test',
        run: async () => {
          tries += 1;
        },
      });
      const [letter] = await until(letters, (all) => all.length > 0);
      expect([tries, letter.attempts, letter.error]).toEqual([0, 13, 'no try ever came to an end']);
    });
    it('that was put off has not failed', async () => {
      let tries = 0;
      start({
        kind: 'test',
        run: async () => {
          tries += 1;
          return tries < 3 ? { later: new Date() } : undefined;
        },
      });
      await add();
      const [done] = await until(jobs, ([row]) => row?.status === 'done');
      expect([tries, done!.attempts]).toEqual([3, 1]);
    });
    it('never runs twice at once, however many workers there are', async () => {
      const others = [outbox, joinOutbox(outbox.world.database), joinOutbox(outbox.world.database)];
      const running = new Map<number, number>();
      let [most, count] = [0, 0];
      for (const of of others) {
        start(
          {
            kind: 'test',
            run: async ({ payload }) => {
              const i = Number(payload.i);
              running.set(i, (running.get(i) ?? 0) + 1);
              most = Math.max(most, running.get(i)!);
              await pause(Math.random() * 5);
              running.set(i, running.get(i)! - 1);
              count += 1;
            },
          },
          {},
          of,
        );
      }
      await add(100);
      for (const { wake } of others) wake.ring();
      await until(jobs, (rows) => rows.every(({ status }) => status === 'done'));
      expect([most, count]).toEqual([1, 100]);
    });
    it('keeps its lease while it runs, and loses it with its process', async () => {
      const ran: string[] = [];
      const leasedUntil = async () => {
        const [row] = await outbox.world.database.read((tx) =>
          tx.query<{ at: Date }>(sql`select run_at as at from jobs where kind = 'test'`),
        );
        return row!.at;
      };
      // It takes as long as it needs until its lease has been held once more.
      const slow: JobKind = {
        kind: 'test',
        run: async () => {
          ran.push('slow');
          const first = await leasedUntil();
          await until(leasedUntil, (at) => at.getTime() - first.getTime() > 1_000);
        },
      };
      start(slow, { KONTOR_JOB_LEASE_SECONDS: '9' });
      await outbox.world.database.transaction(async (tx) => {
        // As a process that was killed leaves it: running, with a lease that has not ended yet.
        enqueue(tx, { kind: 'test', payload: {}, runAt: new Date() });
        tx.write(sql`update jobs set status = 'running', lease = 'gone', attempts = 1,
          run_at = now() + interval '1 hour'`);
      });
      await pause(150);
      expect(ran).toEqual([]);
      await outbox.world.database.transaction(async (tx) => tx.write(sql`update jobs set run_at = now()`));
      await until(
        async () => ran.length,
        (count) => count === 1,
      );
      start({ kind: 'test', run: async () => void ran.push('other') }, {}, joinOutbox(outbox.world.database));
      await until(jobs, ([row]) => row?.status === 'done');
      expect(ran).toEqual(['slow']);
    });
    it('is waited for when the server stops, and nothing new is begun', async () => {
      let ended = 0;
      let end = () => {};
      const ending = new Promise<void>((resolve) => {
        end = resolve;
      });
      const worker = start({
        kind: 'test',
        run: async () => {
          await ending;
          ended += 1;
        },
      });
      await add(6);
      await until(jobs, (rows) => rows.filter(({ status }) => status === 'running').length === 4);
      const stopped = worker.stop();
      end();
      await stopped;
      const rows = await jobs();
      expect(rows.filter(({ status }) => status === 'running')).toEqual([]);
      expect([ended, rows.filter(({ status }) => status === 'done').length]).toEqual([4, 4]);
    });
    it('that does not end in time is told so, and begins anew elsewhere', async () => {
      const worker = start({
        kind: 'test',
        run: ({ signal }) => pause(60_000, undefined, { signal }) as Promise<undefined>,
      });
      await add();
      await until(jobs, ([row]) => row?.status === 'running');
      await worker.stop(50);
      expect((await jobs())[0]).toMatchObject({ status: 'waiting', attempts: 0 });
    });
  });

  describe('A job that gives up', () => {
    it('waits for the operator, who runs it again', async () => {
      let isBroken = true;
      const seen: unknown[] = [];
      start(
        {
          kind: 'test',
          run: async ({ id, payload }) => {
            seen.push([id, payload.link]);
            if (isBroken) throw new Error('no');
          },
        },
        { KONTOR_JOB_TRIES_MAX: '1' },
      );
      await add(1, { link: 'https://example.test/secret' });
      const [letter] = await until(letters, (items) => items.length === 1);
      expect(letter).toMatchObject({ status: 'dead', kind: 'test', attempts: 1, error: 'no', commands: ['rerun'] });
      expect(await jobs()).toEqual([]);
      const kept = await outbox.world.database.read((tx) => tx.query(sql`select * from dead_letters_versions`));
      expect(JSON.stringify(kept)).not.toContain('secret');
      isBroken = false;
      const rerun = await outbox.call('meridian', `POST /api/v1/dead-letters/${letter.id}/rerun`);
      expect([rerun.status, rerun.body.status]).toEqual([200, 'rerun']);
      await until(jobs, ([row]) => row?.status === 'done');
      expect(seen).toEqual([seen[0], seen[0]]);
      expect((await outbox.call('meridian', `POST /api/v1/dead-letters/${letter.id}/rerun`)).status).toBe(409);
    });
    it('does so at once where trying again would not help', async () => {
      start({
        kind: 'test',
        run: async () => {
          throw new Hopeless('no such address');
        },
      });
      await add();
      expect((await until(letters, (items) => items.length === 1))[0].attempts).toBe(1);
    });
    it('is nobody else’s to see or to run again (ROL-014)', async () => {
      start({ kind: 'test', run: () => Promise.reject(new Hopeless('no')) });
      await add();
      const [letter] = await until(letters, (items) => items.length === 1);
      const url = `/api/v1/dead-letters/${letter.id}`;
      expect((await outbox.call('miru', 'GET /api/v1/dead-letters')).status).toBe(403);
      expect((await outbox.call('miru', `GET ${url}`)).status).toBe(404);
      expect((await outbox.call('miru', `POST ${url}/rerun`)).status).toBe(404);
      expect((await outbox.call(undefined, `GET ${url}`)).status).toBe(401);
    });
  });

  describe('A recurring job', () => {
    it('is there once, comes again, and never dies', async () => {
      let tries = 0;
      const kind: JobKind = {
        kind: 'test',
        everySeconds: 1,
        run: async () => {
          tries += 1;
          if (tries === 1) throw new Error('not yet');
        },
      };
      start(kind, { KONTOR_JOB_TRIES_MAX: '1' });
      start(kind, {}, joinOutbox(outbox.world.database));
      await until(
        async () => tries,
        (count) => count >= 3,
      );
      expect(await jobs()).toHaveLength(1);
      expect(await letters()).toEqual([]);
    });
    it('sweeps away old answers and finished jobs, and leaves the young ones', async () => {
      const { database } = outbox.world;
      await database.transaction(async (tx) => {
        tx.write(sql`insert into idempotency_keys (caller, key, request, answer, created_at)
          select 'c', 'old' || i, '', '', now() - interval '25 hours' from generate_series(1, 5100) i`);
        tx.write(sql`insert into idempotency_keys values ('c', 'young', '', '', now() - interval '23 hours')`);
        tx.write(sql`insert into jobs (id, kind, payload, status, run_at, created_at, attempts, finished_at)
          select 'wrk_' || d, 'test', '{}', 'done', now(), now(), 1, now() - make_interval(days => d)
          from generate_series(6, 9) d`);
      });
      start(retention);
      const keys = () => database.read((tx) => tx.query<{ key: string }>(sql`select key from idempotency_keys`));
      await until(keys, (rows) => rows.length === 1);
      expect((await until(jobs, (rows) => rows.length === 1))[0]!.id).toBe('wrk_6');
      expect((await keys())[0]!.key).toBe('young');
    });
  });
});

describe('The pause before the next try', () => {
  it('doubles up to an hour, and half of it is chance', () => {
    expect([1, 2, 3, 30].map((attempt) => backoffMs(attempt, 1))).toEqual([2000, 4000, 8000, 3_600_000]);
    expect(backoffMs(1, 0)).toBe(1000);
  });
  it('adds up to about an hour over the usual twelve tries', () => {
    const hours = Array.from({ length: 11 }, (_, i) => backoffMs(i + 1, 0.5)).reduce((a, b) => a + b) / 3_600_000;
    expect(hours).toBeCloseTo(0.85, 2);
  });
});
