// Imports through HTTP on both engines: read, compared, applied as a dated change, repeated, broken off, refused.
import { beforeEach, describe, expect, it } from 'vitest';
import {
  putIntoForce,
  type Sample,
  sampleWorld,
  sendAgain,
  sendSheet,
  workedOn,
} from '../../../tests/catalog-world.ts';
import { forEachEngine } from '../../../tests/engines.ts';
import type { Database } from '../../platform/database/database.ts';
import { type Cells, csvOf, offer, price } from './sheets/sample-sheets.ts';

const basic: Cells = { ...price, UnitPrice: '100', 'ERP Price': '125' };
const standard: Cells = { ...basic, SkuId: '0002', SkuTitle: 'Daram Desk Standard', UnitPrice: '200' };
const day = (text: string) => new Date(`${text}T00:00:00Z`);

forEachEngine((engine) => {
  let database: Database;
  let sample: Sample;
  beforeEach(async () => {
    database = await engine.fresh();
    sample = await sampleWorld(database);
  });
  const get = (path: string, by = 'operator') => sample.call(by, path);
  const prices = async (query: string) => {
    const { body } = await get(`/prices?market=KR&${query}`);
    return body.items.map((one: any) => [one.sku, one.unitPrice.amount, one.validFrom, one.validUntil]);
  };

  describe('A first import', () => {
    it('is read and compared, and changes nothing before it is applied', async () => {
      const sent = await sendSheet(sample, csvOf([basic, standard]));
      expect([sent.status, sent.body.status, sent.body.sheet, sent.body.rows]).toEqual([200, 'checked', 'prices', 2]);
      expect(sent.body.comparison).toMatchObject({ added: 2, changed: 0, ended: 0, skusAdded: 2 });
      expect(await prices('')).toEqual([]);
      const changes = await get(`/price-imports/${sent.body.id}/changes`);
      expect(changes.body.items).toHaveLength(2);
      expect(changes.body.items[0]).toMatchObject({ kind: 'added', before: null, market: 'KR' });
    });
    it('puts prices into force from the day the sheet names (ORD-070)', async () => {
      const applied = await putIntoForce(sample, csvOf([basic, standard]));
      expect([applied.status, applied.body.status]).toEqual([200, 'applied']);
      expect(await prices('')).toEqual([
        ['KTR000000001:0001', '100', '2023-02-01T00:00:00.000Z', null],
        ['KTR000000001:0002', '200', '2023-02-01T00:00:00.000Z', null],
      ]);
      expect(await prices('at=2023-01-31T23:59:59Z')).toEqual([]);
    });
    it('says one event of its application', async () => {
      const { body } = await sendSheet(sample, csvOf([basic]));
      const count = () =>
        database.read((tx) =>
          tx.query<{ n: number }>({
            text: `select count(*) as n from events where type = 'priceImport.applied'`,
            values: [],
          }),
        );
      const before = (await count())[0]!.n;
      await workedOn(sample, `${body.id}/apply`);
      expect((await count())[0]!.n).toBe(before + 1);
    });
  });

  describe('A second import', () => {
    beforeEach(async () => {
      await putIntoForce(sample, csvOf([basic, standard]));
      sample.clock.now = day('2026-04-01');
    });
    it('of the same sheet changes nothing', async () => {
      const { body } = await sendSheet(sample, csvOf([basic, standard]));
      expect(body.comparison).toEqual({
        ...{ added: 0, changed: 0, ended: 0, unchanged: 2, retroactive: 0, skusAdded: 0, skusChanged: 0 },
      });
      await workedOn(sample, `${body.id}/apply`);
      expect(await prices('')).toHaveLength(2);
    });
    it('changes a price from the day the sheet names, and keeps what was before', async () => {
      const dearer = { ...basic, UnitPrice: '110', EffectiveStartDate: '5/1/2026 0:00' };
      const applied = await putIntoForce(sample, csvOf([dearer, standard]));
      expect(applied.body.comparison).toMatchObject({ changed: 1, unchanged: 1, retroactive: 0 });
      expect((await prices('at=2026-04-30T23:00:00Z'))[0]).toEqual([
        ...['KTR000000001:0001', '100', '2023-02-01T00:00:00.000Z', '2026-05-01T00:00:00.000Z'],
      ]);
      expect((await prices('at=2026-05-01T00:00:00Z'))[0]).toEqual([
        ...['KTR000000001:0001', '110', '2026-05-01T00:00:00.000Z', null],
      ]);
      const { body: again } = await sendSheet(sample, csvOf([dearer, standard]));
      expect(again.comparison).toMatchObject({ added: 0, changed: 0, ended: 0, unchanged: 2 });
    });
    it('never rewrites the past: what begins earlier is flagged and holds from now on (ORD-070)', async () => {
      const { body } = await sendSheet(sample, csvOf([{ ...basic, UnitPrice: '90' }, standard]));
      expect(body.comparison).toMatchObject({ changed: 1, retroactive: 1 });
      await workedOn(sample, `${body.id}/apply`);
      expect((await prices('at=2026-03-31T00:00:00Z'))[0]![1]).toBe('100');
      expect((await prices('at=2026-04-01T00:00:00Z'))[0]![1]).toBe('90');
      sample.clock.now = day('2026-04-02');
      const { body: again } = await sendSheet(sample, csvOf([{ ...basic, UnitPrice: '90' }, standard]));
      expect(again.comparison).toMatchObject({ added: 0, changed: 0, ended: 0, unchanged: 2 });
    });
    it('ends what the sheet no longer has, unless told to keep it', async () => {
      const kept = await sendSheet(sample, csvOf([basic]), { missing: 'keep' });
      expect(kept.body.comparison).toMatchObject({ ended: 0, unchanged: 1 });
      const applied = await putIntoForce(sample, csvOf([basic]));
      expect(applied.body.comparison).toMatchObject({ ended: 1, unchanged: 1 });
      expect(await prices('')).toHaveLength(1);
      expect(await prices('at=2026-03-31T00:00:00Z')).toHaveLength(2);
      const changes = await get(`/price-imports/${applied.body.id}/changes?kind=ended`);
      expect(changes.body.items[0]).toMatchObject({
        ...{ sku: 'KTR000000001:0002', after: null, before: { unitPrice: { amount: '200', currency: 'KRW' } } },
      });
    });
    it('leaves other markets and segments alone', async () => {
      const danish = { ...basic, Market: 'DK', Currency: 'DKK' };
      expect((await sendSheet(sample, csvOf([danish]))).body.comparison).toMatchObject({ added: 1, ended: 0 });
    });
    it('takes a price back that the sheet marks as deleted', async () => {
      const rows = [basic, standard].map((row) => ({ ...row, ChangeIndicator: 'Unchanged' }));
      const gone = { ...rows[1]!, ChangeIndicator: 'Deleted' };
      const { body } = await sendSheet(sample, csvOf([rows[0]!, gone]), { missing: 'keep' });
      expect(body.comparison).toMatchObject({ ended: 1, unchanged: 1 });
    });
    it('for a later day is replaced by another one before that day', async () => {
      const later = (amount: string) => ({ ...basic, UnitPrice: amount, EffectiveStartDate: '6/1/2026 0:00' });
      await putIntoForce(sample, csvOf([later('130'), standard]));
      await putIntoForce(sample, csvOf([later('140'), standard]));
      expect((await prices('at=2026-06-01T00:00:00Z'))[0]![1]).toBe('140');
      expect((await prices('at=2026-05-31T00:00:00Z'))[0]![1]).toBe('100');
      const { body } = await sendSheet(sample, csvOf([basic, standard]));
      expect(body.comparison).toMatchObject({ changed: 1, unchanged: 1 });
      await workedOn(sample, `${body.id}/apply`);
      expect((await prices('at=2026-06-01T00:00:00Z'))[0]).toEqual([
        ...['KTR000000001:0001', '100', '2023-02-01T00:00:00.000Z', null],
      ]);
    });
    it('holds from a day that the operator names', async () => {
      const dearer = { ...basic, UnitPrice: '110' };
      await putIntoForce(sample, csvOf([dearer, standard]), { effectiveFrom: '2026-05-01T00:00:00Z' });
      expect((await prices('at=2026-04-30T00:00:00Z'))[0]![1]).toBe('100');
      expect((await prices('at=2026-05-01T00:00:00Z'))[0]![1]).toBe('110');
    });
    it('tells what we knew at an earlier time', async () => {
      const before = new Date(sample.clock.now.getTime() - 1000).toISOString();
      await putIntoForce(sample, csvOf([{ ...basic, UnitPrice: '90' }, standard]));
      expect((await prices(`asOf=${before}&at=2026-04-02T00:00:00Z`))[0]![1]).toBe('100');
      expect((await prices('at=2026-04-02T00:00:00Z'))[0]![1]).toBe('90');
    });
    it('shows what differs between two days', async () => {
      await putIntoForce(sample, csvOf([{ ...basic, UnitPrice: '90' }]));
      const { body } = await get('/price-differences?market=KR&from=2026-03-01T00:00:00Z&to=2026-04-02T00:00:00Z');
      expect(
        body.items.map((one: any) => [one.sku, one.kind, one.before?.unitPrice.amount, one.after?.unitPrice.amount]),
      ).toEqual([
        ['KTR000000001:0001', 'changed', '100', '90'],
        ['KTR000000001:0002', 'ended', '200', undefined],
      ]);
    });
  });

  describe('A sheet', () => {
    const bad = { ...standard, UnitPrice: '1,5', Market: 'Korea' };
    it('with bad rows says line, column and reason, and is not applied unless told to skip them', async () => {
      const { body } = await sendSheet(sample, csvOf([basic, bad]));
      expect([body.status, body.rows, body.badRows]).toEqual(['checked', 1, 2]);
      const errors = await sample.call('operator', `/price-imports/${body.id}/errors`, {
        headers: { 'accept-language': 'ko' },
      });
      expect(errors.body.items[0]).toMatchObject({ line: 3, column: 'Market', code: 'market_malformed' });
      expect(errors.body.items[0].says).toMatch(/시장/);
      const path = `/price-imports/${body.id}/apply`;
      expect((await sample.call('operator', path, { body: {} })).body.code).toBe('price_import_has_bad_rows');
      expect((await workedOn(sample, `${body.id}/apply`, { skipBadRows: true })).body.status).toBe('applied');
    });
    it('with bad rows ends nothing, since one of them may be what is missed', async () => {
      await putIntoForce(sample, csvOf([basic, standard]));
      expect((await sendSheet(sample, csvOf([basic, bad]))).body.comparison.ended).toBe(0);
    });
    it('that is none fails, and can be sent again', async () => {
      const { body } = await sendSheet(sample, 'a,b\n1,2\n');
      expect([body.status, body.comparison]).toEqual(['failed', null]);
      const watched = await get(`/price-imports/${body.id}/progress`);
      expect(watched.body).toMatchObject({ phase: 'done', refusal: { code: 'sheet_unrecognized' } });
      const again = await sendAgain(sample, body.id, csvOf([basic]));
      expect([again.body.status, again.body.rows]).toEqual(['checked', 1]);
    });
    it('of another kind than its list is refused', async () => {
      const { body } = await sendSheet(sample, csvOf([basic]), { list: 'usage' });
      const watched = await get(`/price-imports/${body.id}/progress`);
      expect([body.status, watched.body.refusal.code]).toEqual(['failed', 'list_does_not_fit']);
    });
    it('is taken by content type only', async () => {
      const begun = await sample.call('operator', '/price-imports', { body: { name: 'x', list: 'licence' } });
      const path = `/price-imports/${begun.body.id}/upload`;
      expect((await sample.call('operator', path, { file: '{}', type: 'application/json' })).status).toBe(415);
      expect((await sample.call('supporter', path, { file: csvOf([basic]) })).status).toBe(403);
      expect((await sample.call('minjun', path, { file: csvOf([basic]) })).status).toBe(404);
    });
  });

  describe('An import', () => {
    it('is outdated once another one was applied, and is compared again', async () => {
      const first = await sendSheet(sample, csvOf([basic]));
      const second = await sendSheet(sample, csvOf([basic, standard]));
      await workedOn(sample, `${first.body.id}/apply`);
      const path = `/price-imports/${second.body.id}`;
      expect((await sample.call('operator', `${path}/apply`, { body: {} })).body.code).toBe('price_import_outdated');
      const again = await workedOn(sample, `${second.body.id}/compare`);
      expect(again.body.comparison).toMatchObject({ added: 1, unchanged: 1 });
      expect((await workedOn(sample, `${second.body.id}/apply`)).body.status).toBe('applied');
    });
    it('is compared again as a preview without a trace', async () => {
      const first = await sendSheet(sample, csvOf([basic]));
      const second = await sendSheet(sample, csvOf([basic, standard]));
      await workedOn(sample, `${first.body.id}/apply`);
      const path = `/price-imports/${second.body.id}`;
      const seen = async () => {
        const parts = await Promise.all(['', '/changes'].map((part) => get(path + part)));
        const progress = await database.read((tx) =>
          tx.query({ text: 'select * from price_import_progress order by import_id', values: [] }),
        );
        return [parts.map(({ body }) => body), progress];
      };
      const before = await seen();
      const preview = await sample.call('operator', `${path}/compare?preview=true`, { body: {} });
      expect(preview.body.would.states[0]).toMatchObject({ status: 'comparing', comparison: null });
      expect(await seen()).toEqual(before);
    });
    it('never begins in the past (ORD-070)', async () => {
      const refused = await sendSheet(sample, csvOf([basic]), { effectiveFrom: '2026-03-01T00:00:00Z' });
      expect([refused.status, refused.body.code]).toEqual([422, 'effective_date_passed']);
    });
    it('whose staged rows a crash has emptied is sent again', async () => {
      const { body } = await sendSheet(sample, csvOf([basic]));
      const tables = await database.read((tx) =>
        tx.query<{ name: string }>({
          text: `select tablename as name from pg_tables
            where schemaname = current_schema() and tablename ~ '^staged_prices_'`,
          values: [],
        }),
      );
      await database.transaction(async (tx) =>
        tx.write({ text: `truncate ${tables[0]!.name}`, values: [], script: true }),
      );
      const path = `/price-imports/${body.id}`;
      expect((await sample.call('operator', `${path}/apply`, { body: {} })).body.code).toBe('price_import_lost');
      expect((await sample.call('operator', `${path}/compare`, { body: {} })).body.code).toBe('price_import_lost');
      await sendAgain(sample, body.id, csvOf([basic]));
      expect((await workedOn(sample, `${body.id}/apply`)).body.status).toBe('applied');
    });
    it('is previewed with what it would change, and leaves no trace', async () => {
      const { body } = await sendSheet(sample, csvOf([basic]));
      const preview = await sample.call('operator', `/price-imports/${body.id}/apply?preview=true`, { body: {} });
      expect(preview.body.would.money).toHaveLength(1);
      expect(preview.body.would.unchanged).toHaveLength(2);
      expect(await prices('')).toEqual([]);
    });
    it('can be dropped, with its rows', async () => {
      const { body } = await sendSheet(sample, csvOf([basic]));
      const dropped = await sample.call('operator', `/price-imports/${body.id}/discard`, { body: {} });
      expect(dropped.body.status).toBe('discarded');
      expect((await get(`/price-imports/${body.id}/changes`)).body.items).toEqual([]);
    });
  });

  describe('An offer matrix', () => {
    const matrix = (more: Cells = {}) => csvOf([{ ...offer, ...more }]);
    it('is imported, repeated without a change, changed and ended', async () => {
      await putIntoForce(sample, csvOf([basic, standard]));
      expect((await putIntoForce(sample, matrix())).body.comparison).toMatchObject({ added: 1 });
      const { body } = await get('/skus/KTR000000001:0001', 'minjun');
      expect(body.rules).toMatchObject({ licencesMax: 300, ownershipLimit: 2, ownershipLimitType: 'concurrent' });
      expect((await sendSheet(sample, matrix())).body.comparison).toMatchObject({ unchanged: 1, changed: 0 });
      sample.clock.now = day('2026-05-01');
      const changed = await putIntoForce(sample, matrix({ MaxLicenses: '299' }));
      expect(changed.body.comparison).toMatchObject({ changed: 1 });
      const changes = await get(`/price-imports/${changed.body.id}/changes`);
      expect(changes.body.items[0]).toMatchObject({ kind: 'changed', fields: ['licences_max'] });
      const then = await get('/skus/KTR000000001:0001?at=2026-04-30T00:00:00Z', 'minjun');
      expect(then.body.rules.licencesMax).toBe(300);
      const other = await putIntoForce(sample, matrix({ SkuId: '0002' }));
      expect(other.body.comparison).toMatchObject({ added: 1, ended: 1 });
      expect((await get('/skus/KTR000000001:0001', 'minjun')).body.rules).toBeNull();
    });
  });
});
