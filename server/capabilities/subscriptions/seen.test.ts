// What a customer sees of what its partners sold: by partner in lists, and in the log everything but prices.
import { beforeAll, describe, expect, it } from 'vitest';
import { line, partnerIds, type Shop, shopIn, skus } from '../../../tests/buying.ts';
import { organizationOf } from '../../../tests/customers.ts';
import { forEachEngine } from '../../../tests/engines.ts';

forEachEngine((engine) => {
  let all: Shop;
  beforeAll(async () => {
    all = await shopIn(await engine.fresh());
    await all.partner('saebyeok', 'miru');
    const relationshipId = await all.relate('jiwoo', { by: 'haneul', name: 'daram' }, { provider: 'saebyeok' });
    const body = { relationshipId, resellerPartnerId: String(partnerIds.miru), lines: [line(skus.suite, 20)] };
    const cart = await all.post('sena', '/carts', { body });
    expect((await all.post('sena', `/carts/${cart.body.id}/place`, { body: {} })).status).toBe(200);
  });

  describe('The subscriptions of a customer', () => {
    it('are told apart by the partner who sold them', async () => {
      const sold = async (by: 'saebyeok' | 'lumenfold') =>
        (await all.get('haneul', `/subscriptions?partnerId=${organizationOf(by)}`)).body.items.length;
      expect([await sold('saebyeok'), await sold('lumenfold')]).toEqual([1, 0]);
    });
  });

  describe('The activity log of a customer (AUD-004)', () => {
    it('shows what was ordered for it and by whom, and no price of its partner', async () => {
      const { items } = (await all.get('haneul', '/activity?limit=200')).body;
      const types = items.map(({ type }: { type: string }) => type);
      expect(types).toEqual(expect.arrayContaining(['relationship.established', 'subscription.started']));
      const text = JSON.stringify(items);
      expect(text).toContain('"quantity":20');
      expect(text).not.toContain('12500');
      expect(text).not.toContain('250000');
    });
    it('while the partner reads the price in the same entry', async () => {
      const { items } = (await all.get('dohyun', '/activity?limit=200')).body;
      expect(JSON.stringify(items)).toMatch(/12500|250000/);
    });
  });
});
