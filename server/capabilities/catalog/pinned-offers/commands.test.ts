// Pinned offers through HTTP on both engines: first for the partner's own people, unchanged for everybody else.
import { beforeAll, describe, expect, it } from 'vitest';
import { putIntoForce, type Sample, sampleWorld } from '../../../../tests/catalog-world.ts';
import { forEachEngine } from '../../../../tests/engines.ts';
import { csvOf, price } from '../../price-sheets/sheets/sample-sheets.ts';

const ids = [1, 2, 3, 4, 5, 6, 7].map((i) => `KTR000000001:000${i}`);
const [one, two, three] = ids as [string, string, string];

forEachEngine((engine) => {
  let sample: Sample;
  beforeAll(async () => {
    sample = await sampleWorld(await engine.fresh());
    const sheet = ids.map((id, i) => ({ ...price, SkuId: id.split(':')[1]!, SkuTitle: `Desk ${i + 1}` }));
    await putIntoForce(sample, csvOf(sheet));
  });
  const pin = (by: string, ...skus: string[]) => sample.call(by, '/pinned-offers', { body: { skus } });
  const catalogue = async (by: string, query = '') =>
    (await sample.call(by, `/skus?${query}`)).body.items.map(({ id }: any) => id);

  describe('The top of a catalogue (ORD-009)', () => {
    it('is what the partner pinned, in its order, and only for its own people', async () => {
      expect((await pin('sena', three, one)).body).toMatchObject({ status: 'pinned', skus: [three, one], version: 1 });
      expect(await catalogue('minjun')).toEqual([three, one, two, ...ids.slice(3)]);
      for (const by of ['jiwoo', 'yuna', 'operator']) expect(await catalogue(by)).toEqual(ids);
      expect((await sample.call('minjun', `/skus/${one}`)).body.pinned).toBe(2);
      const { body } = await sample.call('minjun', '/pinned-offers');
      expect([body.items.map(({ id }: any) => id), body.most, body.version]).toEqual([[three, one], 5, 1]);
    });
    it('is read page by page like the rest, each offer once, whatever is searched', async () => {
      const found: string[] = [];
      for (let next: string | null = ''; next !== null; ) {
        const after: string = next && `&after=${next}`;
        const { body } = await sample.call('sena', `/skus?limit=1${after}`);
        found.push(body.items[0].id);
        next = body.next;
      }
      expect(found).toEqual([three, one, two, ...ids.slice(3)]);
      expect(await catalogue('sena', 'search=desk%202')).toEqual([two]);
      const cursor = Buffer.from('["x","y","z"]').toString('base64url');
      expect((await sample.call('sena', `/skus?after=${cursor}`)).body.code).toBe('invalid_cursor');
    });
    it('is what it was at an instant', async () => {
      const before = sample.clock.now;
      sample.clock.now = new Date('2026-03-04T00:00:00Z');
      await pin('sena', two);
      const asOf = '2026-03-03T00:00:00Z';
      expect((await catalogue('sena', `asOf=${asOf}`)).slice(0, 2)).toEqual([three, one]);
      expect((await catalogue('sena'))[0]).toBe(two);
      sample.clock.now = before;
    });
    it('has places for five, and only for what is there', async () => {
      const many = await pin('sena', ...ids.slice(0, 6));
      expect([many.status, many.body.code, many.body.rule]).toEqual([422, 'too_many_pinned', 'ORD-009']);
      expect((await pin('sena', 'KTR000000009:0001')).body.code).toBe('sku_unknown');
      expect((await pin('sena', one, one)).status).toBe(400);
    });
    it('is arranged by who sells: a reseller its own, a customer none', async () => {
      expect((await pin('jiwoo', two)).body.skus).toEqual([two]);
      expect((await catalogue('jiwoo'))[0]).toBe(two);
      expect((await pin('helper', one)).body.code).toBe('not_permitted');
      expect((await pin('haneul', one)).body.code).toBe('catalogue_not_yours');
    });
    it('never has more than its places when many arrange it at the same moment', async () => {
      const turns = Array.from({ length: 8 }, (_, i) => [...ids.slice(i % 3), ...ids].slice(0, 5));
      const answers = await Promise.all(turns.map((skus) => pin('yuna', ...new Set(skus))));
      expect(answers.map(({ status }) => status)).toEqual(turns.map(() => 200));
      const { body } = await sample.call('yuna', '/pinned-offers');
      const last = answers.find((answer) => answer.body.version === body.version)!;
      expect(body.items.map(({ id }: any) => id)).toEqual(last.body.skus);
      expect(body.items.length).toBeLessThanOrEqual(5);
    });
  });
});
