// A partner takes its customers along as a table, through HTTP on both engines (AUD-042).
import { beforeAll, describe, expect, it } from 'vitest';
import { type Shop, shopIn } from '../../../tests/buying.ts';
import { organizationOf, tenantOf } from '../../../tests/customers.ts';
import { forEachEngine } from '../../../tests/engines.ts';

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
    it('is each partner’s own, and a customer has none', async () => {
      expect(await rows('jiwoo')).toEqual([['daram', 'asReseller']]);
      expect(await rows('yuna')).toEqual([]);
      expect(await rows('haneul')).toEqual([]);
    });
  });
});
