// STORY-06 Reseller cannot order (ACT-003, SUB-011).
import { beforeAll, describe, expect, it } from 'vitest';
import { createCart, declineWish, fulfilWish, listWishes, seeCart, seeWish, sendWish } from '../../contract/orders.ts';
import { listRelationships } from '../../contract/relationships/relationships.ts';
import { forEachEngine } from '../engines.ts';
import { named, type Stage, stageOf, type Voice } from './stage.ts';
import { daramWonByMiru, lineOf, partnerIdOf } from './steps.ts';

forEachEngine((engine) => {
  describe('STORY-06 Reseller cannot order', () => {
    let stage: Stage;
    let [jiwoo, sena, haneul, yuna] = [] as unknown as Voice[];
    let relationshipId: string;
    let providerId: string;
    beforeAll(async () => {
      const players = ['saebyeok', 'miru', 'lumenfold', 'daram'];
      stage = await stageOf({ database: await engine.fresh(), players, sells: true });
      await daramWonByMiru(stage);
      [jiwoo, sena, yuna] = [stage.person('jiwoo@miru'), stage.person('sena@saebyeok'), stage.person('yuna@lumenfold')];
      haneul = stage.person('haneul@daram');
      relationshipId = (await jiwoo!.call(listRelationships, {})).items[0]!.id;
      providerId = await stage.organization('saebyeok');
    });
    const lines = [lineOf('Workplace Standard', 20)];
    const wishing = () => ({ relationshipId, providerId, skuId: lines[0]!.skuId, quantity: 20 });

    it('Jiwoo calls the order API for Daram: 403, orders go through your provider', async () => {
      const refused = await jiwoo!.refused(createCart, { body: { relationshipId, lines } });
      expect(named(refused)).toEqual([403, 'orders_via_provider', 'SUB-011']);
      expect(refused.detail).toContain('공급자');
    });
    it('so does her program, whatever its roles', async () => {
      const program = await stage.program('hyun@miru', ['adminAgent', 'salesAgent']);
      const refused = await program.refused(createCart, { body: { relationshipId, lines } });
      expect(named(refused)).toEqual([403, 'orders_via_provider', 'SUB-011']);
      expect(refused.detail).toBe('Orders go through your provider.');
    });
    it('nor may she use the relationship of Saebyeok, of which she sees nothing', async () => {
      const theirs = (await sena!.call(listRelationships, {})).items[0]!.id;
      const refused = await jiwoo!.refused(createCart, { body: { relationshipId: theirs, lines } });
      expect(refused.code).toBe('orders_via_provider');
      expect(await stage.count('carts', 'orders')).toEqual([0, 0]);
    });
    it('she can send a purchase wish to Saebyeok instead, and only to a provider of hers', async () => {
      const note = 'for the new office';
      const sent = await jiwoo!.call(sendWish, { body: { ...wishing(), note } });
      expect([sent.status, sent.provider.name, sent.skuTitle]).toEqual([
        'open',
        'Saebyeok Distribution',
        'Workplace Standard',
      ]);
      const lumenfold = await stage.organization('lumenfold');
      const refused = await jiwoo!.refused(sendWish, { body: { ...wishing(), providerId: lumenfold } });
      expect(named(refused)).toEqual([422, 'wish_needs_provider', 'SUB-011']);
    });
    it('Saebyeok sees it, and neither Daram nor another partner does', async () => {
      expect((await sena!.call(listWishes, {})).items).toMatchObject([{ note: 'for the new office', quantity: 20 }]);
      for (const by of [haneul!, yuna!]) {
        const seen = await by.call(listWishes, {}).then(
          ({ items }) => items,
          ({ problem }) => problem.code,
        );
        expect([[], 'not_permitted']).toContainEqual(seen);
      }
    });
    it('Sena makes a cart of it on the terms she chooses; Miru sees that, but not the cart', async () => {
      const [wish] = (await sena!.call(listWishes, { query: { status: 'open' } })).items;
      const terms = { segment: 'Commercial', term: 'P1Y', billingPlan: 'Monthly' } as const;
      const cart = await sena!.call(fulfilWish, { path: { id: wish!.id }, body: terms });
      expect([cart.status, cart.resellerPartnerId, cart.wishId]).toEqual([
        'draft',
        await partnerIdOf(jiwoo!),
        wish!.id,
      ]);
      const seen = await jiwoo!.call(seeWish, { path: { id: wish!.id } });
      expect([seen.status, seen.cartId]).toEqual(['fulfilled', undefined]);
      expect((await jiwoo!.refused(seeCart, { path: { id: cart.id } })).status).toBe(404);
    });
    it('or she declines it with a word why', async () => {
      const { id } = await jiwoo!.call(sendWish, { body: wishing() });
      await sena!.call(declineWish, { path: { id }, body: { note: 'Not before April' } });
      expect(await jiwoo!.call(seeWish, { path: { id } })).toMatchObject({
        status: 'declined',
        answer: 'Not before April',
      });
    });
  });
});
