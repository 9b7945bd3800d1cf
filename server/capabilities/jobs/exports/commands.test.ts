// A whole list as a job, on both engines: the same rows as the list, for the same eyes, as a file.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../../tests/engines.ts';
import { makeOutbox, type Outbox, until } from '../../../../tests/outbox-world.ts';
import type { Worker } from '../../../platform/work/worker.ts';

const count = 7;

forEachEngine((engine) => {
  let outbox: Outbox;
  let worker: Worker;
  beforeEach(async () => {
    outbox = await makeOutbox(await engine.fresh());
    outbox.world.limits = { ...outbox.world.limits, pageRowsMax: 3 };
    for (let made = 0; made < count; made += 1) {
      await outbox.call('saebyeok', 'POST /api/v1/partnership-invitations', { body: { reusable: made === 0 } });
    }
    worker = outbox.work();
  });
  afterEach(() => worker.stop(0));
  const ask = (by: string, body: object) => outbox.call(by, 'POST /api/v1/exports', { body });
  const written = async (by: string, body: object) => {
    const asked = await ask(by, body);
    expect([asked.status, asked.body.kind]).toEqual([202, 'export']);
    const see = async () => (await outbox.call(by, `GET /api/v1/jobs/${asked.body.id}`)).body;
    const job = await until(see, ({ status }) => status !== 'waiting' && status !== 'running');
    expect(job.status).toBe('done');
    const { text, headers } = await outbox.call(by, `GET /api/v1/jobs/${asked.body.id}/result`);
    return { job, text, type: headers['content-type'] };
  };

  describe('An export', () => {
    it('holds the whole list, page after page, and says how many rows it wrote', async () => {
      const { job, text, type } = await written('saebyeok', { list: 'partnershipInvitation.list' });
      expect(text.trimEnd().split('\n')).toHaveLength(1 + count);
      expect(text.split('\n')[0]).toMatch(/^id,status,version,/);
      expect(type).toBe('text/csv; charset=utf-8');
      expect(job.progress).toMatchObject({ phase: 'written', done: count, total: count });
      expect(job.progress.result.name).toMatch(/^partnershipInvitation-list-\w+\.csv$/);
    });
    it('holds the columns that were asked for, in their order, and no others', async () => {
      const { text } = await written('saebyeok', { list: 'partnershipInvitation.list', columns: ['status', 'id'] });
      expect(text.split('\n')[0]).toBe('status,id');
      const asked = await ask('saebyeok', { list: 'partnershipInvitation.list', columns: ['id', 'price'] });
      expect([asked.status, asked.body.errors[0].pointer]).toEqual([400, '/columns/1']);
    });
    it('takes the filters of the list, and lines of JSON', async () => {
      const query = { status: 'open', sort: '-createdAt' };
      const { text } = await written('saebyeok', { list: 'partnershipInvitation.list', query, format: 'ndjson' });
      const rows = text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(rows.map(({ status }) => status)).toEqual(Array(count).fill('open'));
      expect(rows.at(-1).reusable).toBe(true);
    });
    it('shows nobody more than the list does', async () => {
      const { text } = await written('haneul', { list: 'partnershipInvitation.list', format: 'ndjson' });
      expect(text).toBe('');
      const elsewhere = await ask('saebyeok', { list: 'deadLetter.list' });
      expect([elsewhere.status, elsewhere.body.code]).toEqual([403, 'not_permitted']);
    });
    it.each([
      [{ list: 'nothing.list' }, 'no_such_list'],
      [{ list: 'partnership.see' }, 'no_such_list'],
      [{ list: 'partnershipInvitation.list', query: { status: 'gone' } }, 'invalid_request'],
      [{ list: 'priceImport.errors' }, 'invalid_request'],
    ])('of %j is refused: %s', async (body, code) => {
      const answer = await ask('miru', body);
      expect([answer.status, answer.body.code]).toEqual([400, code]);
    });
    it('is for who may ask for long work', async () =>
      expect((await ask('reader', { list: 'partnership.list' })).body.code).toBe('not_permitted'));
  });
});
