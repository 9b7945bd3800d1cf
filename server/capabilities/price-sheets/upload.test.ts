// Sheets on their way: kept before the answer, read by a job that outlives its worker, broken off or overtaken.
import { PassThrough, Readable } from 'node:stream';
import sql from 'sql-template-tag';
import { beforeEach, describe, expect, it } from 'vitest';
import { orgs, type Sample, sampleWorld } from '../../../tests/catalog-world.ts';
import { forEachEngine } from '../../../tests/engines.ts';
import { readSettings } from '../../platform/settings/config.ts';
import type { Call } from '../../platform/wire/operations.ts';
import { workOff } from '../../platform/work/worker.ts';
import { jobKinds } from '../../rooms.ts';
import { longKind } from '../jobs/state.ts';
import { csvOf, price } from './sheets/sample-sheets.ts';
import { takeSheet } from './upload.ts';

const sheet = csvOf([price]);
const codeOf = (reply: Awaited<ReturnType<typeof takeSheet>>) => ('because' in reply ? reply.because[0].code : '');

forEachEngine((engine) => {
  let sample: Sample;
  let id: string;
  beforeEach(async () => {
    sample = await sampleWorld(await engine.fresh());
    const begun = await sample.call('operator', '/price-imports', { body: { name: 'April', list: 'licence' } });
    id = begun.body.id;
  });
  const caller = { kind: 'person', id: 'operator', organization: orgs.meridian, secondFactor: true } as const;
  const take = (file: Readable) =>
    takeSheet(
      { world: sample.world, caller, path: { id }, query: {}, body: {}, language: 'en' } as unknown as Call,
      file,
    );
  const send = async (text = sheet) => {
    const taken = await sample.call('operator', `/price-imports/${id}/upload`, { file: text });
    expect([taken.status, taken.body.status, taken.body.kind]).toEqual([202, 'waiting', 'priceImport']);
    return taken.body.id as string;
  };
  const work = () => workOff({ world: sample.world, settings: readSettings({}), kinds: jobKinds }, longKind);
  const get = async (path: string) => (await sample.call('operator', path)).body;
  const standing = async () => [
    (await get(`/price-imports/${id}`)).status,
    (await get(`/price-imports/${id}/progress`)).phase,
  ];
  const parts = async () => {
    const [row] = await sample.world.database.read((tx) =>
      tx.query<{ n: number }>(sql`select count(*) as n from price_sheet_parts`),
    );
    return row!.n;
  };

  describe('A sheet that was sent', () => {
    it('is kept whole before the answer, and read by the job that the answer names', async () => {
      const job = await send();
      expect([await standing(), await parts()]).toEqual([['uploading', 'received'], 1]);
      await work();
      expect([await standing(), await parts()]).toEqual([['checked', 'done'], 0]);
      expect(await get(`/jobs/${job}`)).toMatchObject({
        status: 'done',
        progress: { phase: 'compared', done: 1, total: 1, errorCount: 0 },
      });
    });
    it('is kept in pieces and read as one, however long it is', async () => {
      const rows = Array.from({ length: 900 }, (_, i) => ({ ...price, SkuId: String(i + 1).padStart(4, '0') }));
      await send(csvOf(rows));
      expect(await parts()).toBeGreaterThan(1);
      await work();
      expect((await get(`/price-imports/${id}`)).rows).toBe(900);
    });
    it('tells the rows that cannot be read in its job, too', async () => {
      const job = await send(csvOf([price, { ...price, SkuId: '0002', Market: 'Korea' }]));
      await work();
      const { progress } = await get(`/jobs/${job}`);
      expect([progress.errorCount, progress.errors[0]]).toMatchObject([1, { row: 3, code: 'market_malformed' }]);
    });
    it('is read from its beginning by the next worker where one ended in the middle, and counts once', async () => {
      const job = await send();
      const { world } = sample;
      const long = jobKinds.find(({ kind }) => kind === longKind)!;
      const ending = new AbortController();
      ending.abort(); // The process stops: the first word on how far it is ends the attempt.
      const attempt = { id: 'wrk_1', payload: { job, kind: 'priceImport' }, attempt: 1, isLast: false } as const;
      const rest = { createdAt: new Date(), world, settings: readSettings({}), log: () => undefined };
      await expect(long.run({ ...attempt, ...rest, signal: ending.signal })).rejects.toThrow();
      expect([await standing(), await parts()]).toEqual([['uploading', 'reading'], 1]);
      await work();
      expect(await standing()).toEqual(['checked', 'done']);
      expect((await get(`/price-imports/${id}`)).rows).toBe(1);
      // At least once: whoever runs it again finds nothing left to do.
      await long.run({ ...attempt, ...rest, signal: new AbortController().signal });
      expect(await standing()).toEqual(['checked', 'done']);
    });
    it('is not read where its job is cancelled, and is when that goes on', async () => {
      const job = await send();
      await sample.call('operator', `/jobs/${job}/cancel`, { body: {} });
      await work();
      expect(await standing()).toEqual(['uploading', 'received']);
      await sample.call('operator', `/jobs/${job}/resume`, { body: {} });
      await work();
      expect(await standing()).toEqual(['checked', 'done']);
    });
    it('goes with its import', async () => {
      await send();
      await sample.call('operator', `/price-imports/${id}/discard`, { body: {} });
      expect(await parts()).toBe(0);
      await work();
      expect((await get(`/price-imports/${id}`)).status).toBe('discarded');
    });
  });

  describe('A sheet on its way', () => {
    it('whose connection breaks leaves everything as it was, and can be sent again', async () => {
      const gone = Object.assign(new Error('gone'), { code: 'ECONNRESET' });
      const pieces = async function* () {
        yield Buffer.from(sheet.slice(0, 40));
        throw gone;
      };
      const broken = Readable.from(pieces());
      broken.on('error', () => undefined);
      expect(codeOf(await take(broken))).toBe('upload_interrupted');
      expect(await standing()).toEqual(['uploading', 'broken']);
      await send();
      await work();
      expect(await standing()).toEqual(['checked', 'done']);
    });
    it('gives way to one that is sent while it is still on its way', async () => {
      const slow = new PassThrough();
      slow.write(sheet.slice(0, 40));
      const first = take(slow);
      await expect.poll(async () => (await standing())[1]).toBe('receiving');
      await send();
      slow.end(sheet.slice(40));
      expect(codeOf(await first)).toBe('upload_superseded');
      await work();
      expect(await standing()).toEqual(['checked', 'done']);
    });
  });
});
