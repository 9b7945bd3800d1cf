// Long work as people follow it, on both engines: how far, which rows failed, cancelled, resumed, its result for a day.
import sql from 'sql-template-tag';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../../tests/engines.ts';
import { callerOf, makeOutbox, type Outbox, until } from '../../../../tests/outbox-world.ts';
import { alone, perform } from '../../../platform/door/perform.ts';
import type { LongKind } from '../../../platform/work/long-work.ts';
import type { Worker } from '../../../platform/work/worker.ts';
import { beginningJob } from '../offers.ts';
import { longWork } from './work.ts';

const rows = 10;
/** Counts to ten; row 4 is not to its liking. */
type More = Partial<{ failsAt: number; from: number[]; holdsAfter: { row: number; until: Promise<void> } }>;
const counting = (more: More = {}): LongKind => ({
  kind: 'counting',
  run: async ({ job, reached, progress, keepResult }) => {
    const first = Number(reached ?? 0);
    more.from?.push(first);
    for (let done = first + 1; done <= rows; done += 1) {
      if (done === more.failsAt) {
        delete more.failsAt;
        throw new Error('the lights went out');
      }
      const bad = { row: 4, code: 'invalid_sort', key: 'refusal.invalid_sort.says', values: { sort: 'four' } };
      await progress({ phase: 'counting', done, total: rows, reached: done, errors: done === 4 ? [bad] : [] });
      if (done === more.holdsAfter?.row) await more.holdsAfter.until;
    }
    async function* pieces() {
      yield Buffer.from('n\n');
      yield Buffer.from(`${job.request.name}\n`);
    }
    await keepResult({ type: 'text/csv; charset=utf-8', name: 'count 1.csv' }, pieces());
  },
});

forEachEngine((engine) => {
  let outbox: Outbox;
  const workers: Worker[] = [];
  beforeEach(async () => {
    outbox = await makeOutbox(await engine.fresh());
  });
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop(0)));
  });
  const start = (kind: LongKind, environment = {}) => {
    workers.push(outbox.work({ kinds: [longWork([kind])], environment }));
  };
  const begin = async (): Promise<string> => {
    const command = { kind: 'counting', request: { name: 'ten' } };
    const asked = { operation: 'test.count', act: alone(beginningJob), key: '', command };
    const answer = await perform(outbox.world, callerOf('miru'), asked);
    if (!answer.ok) throw new Error(answer.because[0].code);
    return answer.states[0]!.id;
  };
  const see = (id: string, by = 'miru', headers = {}) => outbox.call(by, `GET /api/v1/jobs/${id}`, { headers });
  const statusOf = (id: string) => async () => (await see(id)).body.status as string;
  /** No worker has anything in its hands. */
  const isIdle = async () => {
    const open = await outbox.world.database.read((tx) =>
      tx.query(sql`select id from jobs where finished_at is null and status = 'running'`),
    );
    return open.length === 0;
  };

  describe('Long work', () => {
    it('says how far it is, how fast, and which rows it could not do', async () => {
      const id = await begin();
      expect((await see(id)).body).toMatchObject({ status: 'waiting', progress: null, createdBy: 'miru' });
      start(counting());
      await until(statusOf(id), (status) => status === 'done');
      const { body } = await see(id, 'miru', { 'accept-language': 'ko' });
      expect(body.progress).toMatchObject({ phase: 'counting', done: rows, total: rows, errorCount: 1 });
      expect(body.progress.errors).toEqual([{ row: 4, code: 'invalid_sort', says: expect.stringContaining('four') }]);
      expect(body.progress.rowsPerSecond).toBeGreaterThan(0);
      expect(body.finishedAt).not.toBeNull();
    });
    it('gives its result to its organization, for a day', async () => {
      start(counting());
      const id = await begin();
      await until(statusOf(id), (status) => status === 'done');
      const file = await outbox.call('miru', `GET /api/v1/jobs/${id}/result`);
      expect([file.status, file.text, file.headers['content-type']]).toEqual([
        200,
        'n\nten\n',
        'text/csv; charset=utf-8',
      ]);
      expect(file.headers['content-disposition']).toBe('attachment; filename="count_1.csv"');
      expect((await outbox.call('saebyeok', `GET /api/v1/jobs/${id}/result`)).status).toBe(404);
      const { database } = outbox.world;
      await database.transaction(async (tx) => tx.write(sql`update job_progress set result_until = now()`));
      expect((await outbox.call('miru', `GET /api/v1/jobs/${id}/result`)).body.code).toBe('result_gone');
    });
    it('goes on where it was after a failure, and counts no row twice', async () => {
      const from: number[] = [];
      start(counting({ failsAt: 6, from }));
      const id = await begin();
      await until(statusOf(id), (status) => status === 'done');
      expect([from, (await see(id)).body.progress.errorCount]).toEqual([[0, 5], 1]);
    });
    it('that failed for good says so, and is resumed', async () => {
      const from: number[] = [];
      start(counting({ failsAt: 6, from }), { KONTOR_JOB_TRIES_MAX: '1' });
      const id = await begin();
      await until(statusOf(id), (status) => status === 'failed');
      expect((await outbox.call('miru', `POST /api/v1/jobs/${id}/resume`)).body.status).toBe('waiting');
      await until(statusOf(id), (status) => status === 'done');
      expect(from).toEqual([0, 5]);
    });
    it('stops when it is cancelled, and goes on when it is resumed', async () => {
      let goOn = () => {};
      const held = new Promise<void>((resolve) => {
        goOn = resolve;
      });
      const from: number[] = [];
      start(counting({ from, holdsAfter: { row: 2, until: held } }));
      const id = await begin();
      await until(
        async () => (await see(id)).body,
        ({ progress }) => progress?.done >= 2,
      );
      const cancelled = await outbox.call('miru', `POST /api/v1/jobs/${id}/cancel`);
      expect([cancelled.status, cancelled.body.status]).toEqual([200, 'cancelled']);
      goOn();
      await until(isIdle, (idle) => idle);
      const { status, progress } = (await see(id)).body;
      expect(status).toBe('cancelled');
      expect(progress.done).toBeLessThanOrEqual(3);
      await outbox.call('miru', `POST /api/v1/jobs/${id}/resume`);
      await until(statusOf(id), (one) => one === 'done');
      expect(from).toEqual([0, expect.any(Number)]);
    });
    it('is its organization’s and the operator’s to see, and nobody else’s', async () => {
      const id = await begin();
      expect((await see(id, 'haneul')).status).toBe(404);
      expect((await see(id, 'meridian')).status).toBe(200);
      expect((await outbox.call('haneul', `POST /api/v1/jobs/${id}/cancel`)).status).toBe(404);
      expect((await outbox.call('reader', `POST /api/v1/jobs/${id}/cancel`)).status).toBe(403);
      expect((await outbox.call('miru', 'GET /api/v1/jobs?status=waiting')).body.items).toHaveLength(1);
      expect((await outbox.call('haneul', 'GET /api/v1/jobs')).body.items).toEqual([]);
    });
    it('that nobody knows how to do fails at once', async () => {
      start({ ...counting(), kind: 'other' });
      const id = await begin();
      await until(statusOf(id), (status) => status === 'failed');
    });
  });
});
