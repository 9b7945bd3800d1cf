// Comparing again and putting into force as jobs: refused at once or begun, once, gone on with, stopped with a reason.
import sql from 'sql-template-tag';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Sample, sampleWorld, sendSheet, work, workedOn } from '../../../../tests/catalog-world.ts';
import { forEachEngine } from '../../../../tests/engines.ts';
import { readSettings } from '../../../platform/settings/config.ts';
import { jobKinds } from '../../../rooms.ts';
import { longKind } from '../../jobs/state.ts';
import { csvOf, price } from '../sheets/sample-sheets.ts';

forEachEngine((engine) => {
  let sample: Sample;
  let id: string;
  beforeEach(async () => {
    sample = await sampleWorld(await engine.fresh());
    id = (await sendSheet(sample, csvOf([price]))).body.id;
  });
  const get = async (path: string) => (await sample.call('operator', path)).body;
  const standing = async (of = id) => {
    const { phase, refusal } = await get(`/price-imports/${of}/progress`);
    return [(await get(`/price-imports/${of}`)).status, phase, refusal?.code ?? null];
  };
  const begin = async (command: string, { of = id, once }: { of?: string; once?: string } = {}) => {
    const headers = once ? { 'idempotency-key': once } : {};
    return sample.call('operator', `/price-imports/${of}/${command}`, { body: {}, headers });
  };
  const prices = async () => (await get('/prices?market=KR')).items.length;
  /** A worker takes the job and its process stops, at the first word on how far it is. */
  const takenAndLost = async (job: string, kind: string, more: { isLast?: boolean } = {}) => {
    const long = jobKinds.find((one) => one.kind === longKind)!;
    const ending = new AbortController();
    ending.abort();
    const attempt = { id: 'wrk_1', payload: { job, kind }, attempt: 1, isLast: false, ...more };
    const rest = { createdAt: new Date(), world: sample.world, settings: readSettings({}), log: () => undefined };
    return long.run({ ...attempt, ...rest, signal: ending.signal });
  };

  describe('Putting into force', () => {
    it('answers with the job that does it, and nothing holds before', async () => {
      const { status, body } = await begin('apply');
      expect([status, body.kind, body.status]).toEqual([202, 'priceApplication', 'waiting']);
      expect([await standing(), await prices()]).toEqual([['applying', 'applying', null], 0]);
      await work(sample);
      expect([await standing(), await prices()]).toEqual([['applied', 'done', null], 1]);
      expect(await get(`/jobs/${body.id}`)).toMatchObject({
        status: 'done',
        progress: { phase: 'applied', done: 1, total: 1 },
      });
    });
    it('is begun once: the same request has the same answer, another one is refused', async () => {
      const once = '1b4e28ba-2fa1-4d2e-883f-0016d3cca427';
      const first = await begin('apply', { once });
      const again = await begin('apply', { once });
      expect([again.status, again.body.id]).toEqual([202, first.body.id]);
      expect((await begin('apply')).body.code).toBe('wrong_status');
      expect((await begin('compare')).body.code).toBe('wrong_status');
    });
    it('is done by the next worker where one ended in the middle, and once', async () => {
      const { body } = await begin('apply');
      await expect(takenAndLost(body.id, body.kind)).rejects.toThrow();
      expect([await standing(), await prices()]).toEqual([['applying', 'applying', null], 0]);
      await work(sample);
      expect([await standing(), await prices()]).toEqual([['applied', 'done', null], 1]);
      // At least once: whoever runs it again finds nothing left to do.
      await work(sample);
      expect([await standing(), await prices()]).toEqual([['applied', 'done', null], 1]);
    });
    it('gives way to another one that came into force first, and says so', async () => {
      const other = (await sendSheet(sample, csvOf([price]))).body.id;
      const [first, second] = [await begin('apply'), await begin('apply', { of: other })];
      expect([first.status, second.status]).toEqual([202, 202]);
      await work(sample);
      const found = [await standing(), await standing(other)];
      expect(found).toContainEqual(['applied', 'done', null]);
      expect(found).toContainEqual(['checked', 'done', 'price_import_outdated']);
      const late = found[0]![0] === 'checked' ? id : other;
      expect((await workedOn(sample, `${late}/compare`)).body).toMatchObject({ status: 'checked' });
      expect((await workedOn(sample, `${late}/apply`)).body.status).toBe('applied');
      expect(await prices()).toBe(1);
    });
    it('is taken back by who cancels its job, and can be begun again', async () => {
      const { body } = await begin('apply');
      expect((await sample.call('operator', `/jobs/${body.id}/cancel`, { body: {} })).status).toBe(200);
      await work(sample);
      expect([await standing(), await prices()]).toEqual([['checked', 'done', 'price_import_stopped'], 0]);
      await sample.call('operator', `/jobs/${body.id}/resume`, { body: {} });
      await work(sample);
      expect([(await get(`/jobs/${body.id}`)).status, await prices()]).toEqual(['failed', 0]);
      expect((await workedOn(sample, `${id}/apply`)).body.status).toBe('applied');
      expect(await standing()).toEqual(['applied', 'done', null]);
    });
    it('does not come to pass for an import that is dropped meanwhile', async () => {
      const { body } = await begin('apply');
      await begin('discard');
      await work(sample);
      expect([(await standing())[0], (await get(`/jobs/${body.id}`)).status]).toEqual(['discarded', 'failed']);
      expect(await prices()).toBe(0);
    });
  });

  describe('Comparing again', () => {
    it('answers with the job that does it', async () => {
      const { status, body } = await begin('compare');
      expect([status, body.kind]).toEqual([202, 'priceComparison']);
      expect(await standing()).toEqual(['comparing', 'comparing', null]);
      expect((await get(`/price-imports/${id}`)).comparison).toBeNull();
      await work(sample);
      expect(await standing()).toEqual(['checked', 'done', null]);
      expect((await get(`/price-imports/${id}`)).comparison).toMatchObject({ added: 1 });
      expect((await get(`/jobs/${body.id}`)).status).toBe('done');
    });
    it('is done by the next worker where one ended in the middle', async () => {
      const { body } = await begin('compare');
      await expect(takenAndLost(body.id, body.kind)).rejects.toThrow();
      await work(sample);
      expect(await standing()).toEqual(['checked', 'done', null]);
    });
    it('that was stopped leaves no comparison to apply', async () => {
      const { body } = await begin('compare');
      await sample.call('operator', `/jobs/${body.id}/cancel`, { body: {} });
      expect(await standing()).toEqual(['checked', 'done', 'price_import_stopped']);
      expect((await begin('apply')).body.code).toBe('price_import_outdated');
      expect((await workedOn(sample, `${id}/compare`)).body.status).toBe('checked');
      expect((await workedOn(sample, `${id}/apply`)).body.status).toBe('applied');
    });
    it('fails where a crash has emptied the rows meanwhile', async () => {
      await begin('compare');
      const [staged] = await sample.world.database.read((tx) =>
        tx.query<{ names: string }>(sql`select string_agg(tablename, ', ') as names from pg_tables
          where schemaname = current_schema() and tablename ~ '^staged_prices_'`),
      );
      await sample.world.database.transaction(async (tx) =>
        tx.write({ text: `truncate ${staged!.names}`, values: [], script: true }),
      );
      await work(sample);
      expect(await standing()).toEqual(['failed', 'done', 'price_import_lost']);
    });
  });
});
