// STORY-07 Provider orders for reseller's customer (SUB-010, CHN-030, REL-130, CHN-033), up to the charge line.
import { beforeAll, describe, expect, it } from 'vitest';
import { type Cart, createCart, listOrders, type Order, placeCart, reviewCart } from '../../contract/orders.ts';
import { closeLocation, listLocations } from '../../contract/organizations/locations.ts';
import { listPartnerships } from '../../contract/partnerships.ts';
import { listRelationships } from '../../contract/relationships/relationships.ts';
import {
  confirmSubscription,
  listSubscriptions,
  seeCharges,
  seeSubscription,
  setReseller,
} from '../../contract/subscriptions.ts';
import { forEachEngine } from '../engines.ts';
import { named, type Stage, stageOf, type Voice } from './stage.ts';
import { daramWonByMiru, lineOf, partnerIdOf } from './steps.ts';

forEachEngine((engine) => {
  describe('STORY-07 Provider orders for reseller’s customer', () => {
    let stage: Stage;
    let [jiwoo, sena, minjun, haneul, yuna] = [] as unknown as Voice[];
    let relationshipId: string;
    let resellerPartnerId: string;
    let cart: Cart;
    let order: Order;
    let placedAt: string;
    beforeAll(async () => {
      const players = ['saebyeok', 'miru', 'lumenfold', 'daram'];
      stage = await stageOf({ database: await engine.fresh(), players, sells: true });
      relationshipId = (await daramWonByMiru(stage)).id;
      [jiwoo, yuna] = [stage.person('jiwoo@miru'), stage.person('yuna@lumenfold')];
      [sena, minjun] = [stage.person('sena@saebyeok'), stage.person('minjun@saebyeok')];
      haneul = stage.person('haneul@daram');
      resellerPartnerId = await partnerIdOf(jiwoo);
    });
    const subscription = () => ({ id: order.lines[0]!.subscriptionId });

    it('Sena filters her customers by Miru and finds Daram (REL-028)', async () => {
      const resellerId = await stage.organization('miru');
      const { items } = await sena!.call(listRelationships, { query: { resellerId } });
      expect(items.map(({ id, customer }) => [id, customer.name])).toEqual([[relationshipId, 'Daram Foods']]);
    });
    it('Sena adds 20 seats of a productivity suite for Daram and picks Miru as reseller', async () => {
      const lines = [lineOf('Workplace Standard', 20)];
      cart = await sena!.call(createCart, { body: { relationshipId, resellerPartnerId, lines } });
      const review = await sena!.call(reviewCart, { path: { id: cart.id } });
      expect([review.isPlaceable, review.obstacles]).toEqual([true, []]);
      expect(review.lines[0]).toMatchObject({ unitPrice: { amount: '18000', currency: 'KRW' }, obstacles: [] });
      expect(review.totals).toEqual([{ amount: '360000', currency: 'KRW' }]);
    });
    it('sees what will happen and what it costs; it then happens so', async () => {
      const tables = ['orders', 'subscriptions', 'charge_lines', 'events'];
      const were = await stage.count(...tables);
      const { would, token } = await sena!.preview(placeCart, { path: { id: cart.id }, body: {} });
      expect(would.events.map(({ type }) => type)).toEqual(['cart.placed', 'order.placed', 'subscription.started']);
      expect(would.money.join()).toContain('360000 KRW');
      expect(await stage.count(...tables)).toEqual(were);
      order = await sena!.call(placeCart, { path: { id: cart.id }, body: {}, ...(token && { previewToken: token }) });
      placedAt = order.placedAt;
      expect(order.totals).toEqual([{ amount: '360000', currency: 'KRW' }]);
    });
    it('the order carries Miru’s location id (CHN-030)', () =>
      expect([order.resellerId, order.reseller?.name, order.status]).toEqual([
        resellerPartnerId,
        'Miru Systems',
        'placed',
      ]));
    it('the default support contact is Saebyeok, the partner Saebyeok (REL-130)', async () => {
      const seen = await haneul!.call(seeSubscription, { path: subscription() });
      expect([seen.supportContact.name, seen.partner.name, seen.reseller?.name]).toEqual([
        'Saebyeok Distribution',
        'Saebyeok Distribution',
        'Miru Systems',
      ]);
    });
    it('it is provisioning until the vendor’s system has confirmed it', async () => {
      expect((await sena!.call(seeSubscription, { path: subscription() })).status).toBe('provisioning');
      expect((await sena!.refused(confirmSubscription, { path: subscription(), body: {} })).code).toBe('wrong_caller');
      const vendor = await stage.program('mira@meridian', ['operatorAdmin']);
      stage.clock.add(60);
      await vendor.call(confirmSubscription, { path: subscription(), body: {} });
      expect((await haneul!.call(seeSubscription, { path: subscription() })).status).toBe('active');
      const asOf = placedAt;
      expect((await sena!.call(seeSubscription, { path: subscription(), query: { asOf } })).status).toBe(
        'provisioning',
      );
    });
    it('the charge goes to Saebyeok with Miru’s id, and none to Miru', async () => {
      const { items } = await minjun!.call(seeCharges, { path: subscription() });
      expect(items).toMatchObject([
        { kind: 'new', quantity: 20, amount: { amount: '360000', currency: 'KRW' }, resellerId: resellerPartnerId },
      ]);
      expect((await jiwoo!.refused(seeCharges, { path: subscription() })).status).toBe(403);
      expect((await haneul!.refused(seeCharges, { path: subscription() })).status).toBe(403);
      expect((await yuna!.refused(seeCharges, { path: subscription() })).status).toBe(404);
    });
    it('Miru and Daram see order and subscription, never what they cost Saebyeok (ORD-071)', async () => {
      for (const by of [jiwoo!, haneul!]) {
        const [seen] = (await by.call(listOrders, {})).items;
        expect([seen?.id, seen?.prices, seen?.totals]).toEqual([order.id, undefined, undefined]);
        const [held] = (await by.call(listSubscriptions, {})).items;
        expect([held?.quantity, held?.unitPrice]).toEqual([20, undefined]);
      }
      expect((await yuna!.call(listOrders, {})).items).toEqual([]);
    });
    it('taking Miru off record ends neither partnership nor relationships nor support (REL-001)', async () => {
      const around = async () =>
        JSON.stringify([
          (await jiwoo!.call(listRelationships, {})).items,
          (await sena!.call(listRelationships, {})).items,
          (await sena!.call(listPartnerships, {})).items,
          (await haneul!.call(seeSubscription, { path: subscription() })).supportContact,
        ]);
      const were = await around();
      const body = { resellerPartnerId: null };
      const taken = await sena!.call(setReseller, { path: subscription(), body });
      expect([taken.reseller, await around()]).toEqual([null, were]);
      await sena!.call(setReseller, { path: subscription(), body: { resellerPartnerId } });
    });
    it('the global id of Miru is refused where a location’s is needed (ACT-011)', async () => {
      const lines = [lineOf('Mail Plan 1', 1)];
      const globalId = await partnerIdOf(jiwoo!, 'global');
      const body = { relationshipId, resellerPartnerId: globalId, lines };
      const { id } = await sena!.call(createCart, { body });
      expect(named(await sena!.refused(placeCart, { path: { id }, body: {} }))).toEqual([
        400,
        'global_id_not_allowed',
        'ACT-011',
      ]);
    });
    it('had Miru’s location id been inactive, the order would have been blocked with a remedy (CHN-033)', async () => {
      const [location] = (await jiwoo!.call(listLocations, { query: { kind: 'location' } })).items;
      const body = { confirmsForGood: true };
      await stage.person('mira@meridian').call(closeLocation, { path: { id: location!.id }, body });
      const lines = [lineOf('Mail Plan 1', 1)];
      const { id } = await sena!.call(createCart, { body: { relationshipId, resellerPartnerId, lines } });
      const refused = await sena!.refused(placeCart, { path: { id }, body: {} });
      expect(named(refused)).toEqual([422, 'reseller_validation_failed', 'CHN-033']);
      expect([refused.details?.failure, refused.mend]).toEqual([
        'inactiveLocation',
        'Ask the reseller for the id of an active location.',
      ]);
      expect(await stage.count('orders')).toEqual([1]);
    });
  });
});
