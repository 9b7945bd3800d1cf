// The log checked as a job, on both engines: who may ask, what the report says, and that a change is found.
import sql from 'sql-template-tag';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines.ts';
import { makeOutbox, type Outbox, until } from '../../../tests/outbox-world.ts';
import type { Worker } from '../../platform/work/worker.ts';

forEachEngine((engine) => {
  let outbox: Outbox;
  let worker: Worker;
  beforeEach(async () => {
    outbox = await makeOutbox(await engine.fresh());
    for (let count = 0; count < 3; count += 1) await outbox.call('saebyeok', 'POST /api/v1/partnership-invitations');
    worker = outbox.work();
  });
  afterEach(() => worker.stop(0));
  const verified = async (body: object = {}) => {
    const asked = await outbox.call('meridian', 'POST /api/v1/log/verify', { body });
    expect([asked.status, asked.body.kind]).toEqual([202, 'logVerification']);
    const see = async () => (await outbox.call('meridian', `GET /api/v1/jobs/${asked.body.id}`)).body;
    const job = await until(see, ({ status }) => status !== 'waiting' && status !== 'running');
    const report = JSON.parse((await outbox.call('meridian', `GET /api/v1/jobs/${asked.body.id}/result`)).text);
    // What is broken waits for the operator, in words, as work that failed.
    const errors = report.broken ? [{ code: report.broken.flaw, says: expect.stringMatching(/^[A-Z].*\.$/) }] : [];
    const progress = { phase: report.broken ? 'broken' : 'verified', done: expect.any(Number), errors };
    expect(job).toMatchObject({ status: report.broken ? 'failed' : 'done', progress });
    const failed = await outbox.call('meridian', 'GET /api/v1/jobs?status=failed&kind=logVerification');
    expect(failed.body.items).toHaveLength(report.broken ? 1 : 0);
    return report;
  };
  const head = async () => (await outbox.call('saebyeok', 'GET /api/v1/heads')).body;

  describe('A check of the log', () => {
    it('is a job whose result is the report', async () => {
      const { signed: _signed, ...kept } = await head();
      const report = await verified({ heads: [kept] });
      expect(report).toMatchObject({ broken: null, headsKept: 1, events: expect.any(Number) });
      expect(report.entries).toBeGreaterThan(2);
    });
    it('finds a cut end by a head from outside', async () => {
      const { thread, lanes } = await head();
      const report = await verified({ heads: [{ thread, ...lanes[0], index: lanes[0].index + 5 }] });
      expect(report.broken).toMatchObject({ flaw: 'tail_cut', thread });
    });
    it('finds what was changed', async () => {
      const { database } = outbox.world;
      await database.transaction(async (tx) => tx.write(sql`update events set body = replace(body, '"at"', '"ta"')`));
      expect((await verified()).broken).toMatchObject({ flaw: 'body_changed' });
    });
    it('is for whoever runs the cloud alone', async () => {
      for (const by of ['saebyeok', 'miru', 'reader']) {
        expect((await outbox.call(by, 'POST /api/v1/log/verify', { body: {} })).body.code).toBe('not_permitted');
      }
      expect((await outbox.call(undefined, 'POST /api/v1/log/verify', { body: {} })).status).toBe(401);
    });
    it('is previewed without a job', async () => {
      const answer = await outbox.call('meridian', 'POST /api/v1/log/verify?preview=true', { body: {} });
      expect(answer.body.would.states).toMatchObject([{ thing: 'job', status: 'waiting' }]);
      expect((await outbox.call('meridian', 'GET /api/v1/jobs')).body.items).toEqual([]);
    });
  });
});
