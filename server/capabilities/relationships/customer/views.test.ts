// A partner takes its customers along as a table, through HTTP on both engines (AUD-042).
import { beforeAll, describe, expect, it } from 'vitest';
import { type Shop, shopIn } from '../../../../tests/buying.ts';
import { organizationOf, tenantOf } from '../../../../tests/customers.ts';
import { forEachEngine } from '../../../../tests/engines.ts';

forEachEngine((engine) => {
  let all: Shop;
  beforeAll(async () => {
    all = await shopIn(await engine.fresh());
    await all.partner('saebyeok', 'miru');
    await all.relate('jiwoo', { by: 'haneul', name: 'daram' }, { provider: 'saebyeok' });
    await all.relate('sena', { by: 'somi', name: 'pinegate' });
  });
  const rows = async (by: 'sena' | 'jiwoo' | 'yuna' | 'haneul', query = '') =>
    (await all.get(by, `/customers?${query}`)).body.items.map((one: any) => [one.company, one.relationship]);

  describe('The list of customers', () => {
    it('names tenant, company, primary domain and relationship', async () => {
      const { body } = await all.get('sena', '/customers?limit=1');
      expect(body.items).toMatchObject([{ tenantId: tenantOf('daram', 'customer'), company: 'daram' }]);
      expect(body.items[0].domain).toContain('.');
      const next = await all.get('sena', `/customers?after=${body.next}`);
      expect(next.body).toMatchObject({ items: [{ company: 'pinegate', relationship: 'direct' }], next: null });
      expect((await all.get('sena', '/customers?after=made-up')).body.code).toBe('invalid_cursor');
    });
    it('of a provider is that of one of its resellers, where it asks for that', async () => {
      expect(await rows('sena', `resellerId=${organizationOf('miru')}`)).toEqual([['daram', 'throughResellers']]);
      expect(await rows('sena', 'search=pine')).toEqual([['pinegate', 'direct']]);
    });
    it.each([
      ['customer.list', '/customers?search=pine'],
      ['relationship.list', '/relationships?search=pine'],
      ['subscription.list', '/subscriptions?limit=1'],
    ])('%s is taken away whole only by a global admin or an admin agent (matrix row 14)', async (list, path) => {
      for (const [by, status, begun] of [
        ['sena', 403, 403],
        ['minjun', 200, 202],
        ['dohyun', 200, 202],
      ] as const) {
        expect((await all.get(by, path)).status, by).toBe(200);
        expect((await all.get(by, path, { accept: 'application/x-ndjson' })).status, by).toBe(status);
        expect((await all.post(by, '/exports', { body: { list } })).status, by).toBe(begun);
      }
      const refused = await all.get('sena', path, { accept: 'text/csv' });
      expect(refused.body).toMatchObject({ code: 'not_permitted' });
    });
    it('is each partner’s own, and a customer has none', async () => {
      expect(await rows('jiwoo')).toEqual([['daram', 'asReseller']]);
      expect(await rows('yuna')).toEqual([]);
      expect(await rows('haneul')).toEqual([]);
    });
  });
});
