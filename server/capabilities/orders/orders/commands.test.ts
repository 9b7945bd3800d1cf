// STORY-06 and STORY-07 through HTTP on both engines: a reseller wishes, its provider orders, each sees its own.
import sql from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Counter,
  counterIn,
  globalIdOfMiru,
  line,
  partnerIds,
  type Shop,
  shopIn,
  skus,
} from '../../../../tests/buying.ts';
import { codesOf } from '../../../../tests/calls.ts';
import { organizationOf } from '../../../../tests/customers.ts';
import { forEachEngine } from '../../../../tests/engines.ts';

const isOrder = ({ number }: { number?: string }) => number !== undefined;
const tables = ['orders', 'subscriptions', 'charge_lines', 'events', 'chain_links', 'carts_versions'];

forEachEngine((engine) => {
  let all: Shop;
  let fill: Counter['fill'];
  let place: Counter['place'];
  const miru = String(partnerIds.miru);
  beforeAll(async () => {
    all = await shopIn(await engine.fresh());
    ({ fill, place } = await counterIn(all));
  });

  describe('STORY-06 Reseller cannot order (ACT-003, SUB-011)', () => {
    it('says that orders go through the provider', async () => {
      const refused = await fill([line(skus.suite, 20)], {}, 'jiwoo');
      expect([refused.status, refused.body.code, refused.body.rule]).toEqual([403, 'orders_via_provider', 'SUB-011']);
      expect(refused.body.detail).toBe('Orders go through your provider.');
    });
    it('says so to customers, too, in their words (SUB-012)', async () => {
      const refused = await fill([line(skus.suite, 20)], {}, 'haneul');
      expect([refused.status, refused.body.code]).toEqual([403, 'customers_cannot_buy']);
    });
    it('and she can send a purchase wish instead, of which the provider makes a cart', async () => {
      const [own] = (await all.get('jiwoo', '/relationships')).body.items;
      const body = { relationshipId: own.id, providerId: organizationOf('saebyeok'), skuId: skus.suite, quantity: 20 };
      const sent = await all.post('jiwoo', '/wishes', { body: { ...body, note: 'for the new office' } });
      expect([sent.status, sent.body.status, sent.body.skuTitle]).toEqual([201, 'open', 'suite']);
      expect((await all.get('sena', '/wishes?status=open')).body.items).toMatchObject([{ note: 'for the new office' }]);
      expect((await all.get('haneul', `/wishes/${sent.body.id}`)).status).toBe(404);
      const cart = await all.post('sena', `/wishes/${sent.body.id}/fulfil`, {
        body: { segment: 'Commercial', term: 'P1Y', billingPlan: 'Monthly' },
      });
      expect(cart.body).toMatchObject({ status: 'draft', resellerPartnerId: miru, lines: [{ quantity: 20 }] });
      const seen = await all.get('jiwoo', `/wishes/${sent.body.id}`);
      expect([seen.body.status, seen.body.cartId]).toEqual(['fulfilled', undefined]);
      expect((await all.get('jiwoo', `/carts/${cart.body.id}`)).status).toBe(404);
    });
    it('or declines it with a word, and a wish may be taken back', async () => {
      const [own] = (await all.get('jiwoo', '/relationships')).body.items;
      const body = { relationshipId: own.id, providerId: organizationOf('saebyeok'), skuId: skus.suite, quantity: 1 };
      const one = await all.post('jiwoo', '/wishes', { body });
      const declined = await all.post('minjun', `/wishes/${one.body.id}/decline`, { body: { note: 'Not sold now' } });
      expect(declined.body).toMatchObject({ status: 'declined', answer: 'Not sold now' });
      const two = await all.post('jiwoo', '/wishes', { body });
      expect((await all.post('jiwoo', `/wishes/${two.body.id}/withdraw`)).body.status).toBe('withdrawn');
      const three = await all.post('jiwoo', '/wishes', { body: { ...body, providerId: organizationOf('nordhavn') } });
      expect(three.body.code).toBe('wish_needs_provider');
      const four = await all.post('jiwoo', '/wishes', { body: { ...body, skuId: 'KTR999999999:0001' } });
      expect(four.body.code).toBe('sku_unknown');
    });
  });

  describe('STORY-07 Provider orders for reseller’s customer (SUB-010, CHN-030, REL-130, CHN-033)', () => {
    let cart: string;
    let order: any;
    it('fills a cart and reviews it: prices as of now, dates, the first charge', async () => {
      const made = await fill([line(skus.suite, 20)]);
      expect([made.status, made.body.status, made.body.customer.name]).toEqual([201, 'draft', 'daram']);
      cart = made.body.id;
      const { body } = await all.get('sena', `/carts/${cart}/review`);
      expect(body).toMatchObject({
        isPlaceable: true,
        obstacles: [],
        totals: [{ amount: '250000', currency: 'KRW' }],
        lines: [
          {
            skuTitle: 'suite',
            unitPrice: { amount: '12500', currency: 'KRW' },
            amount: { amount: '250000', currency: 'KRW' },
            startsAt: '2026-03-01T09:00:00.000Z',
            endsAt: '2027-03-01T09:00:00.000Z',
            chargedUntil: '2026-04-01T09:00:00.000Z',
            obstacles: [],
          },
        ],
      });
    });
    it('previews without a trace, and is then as the preview said', async () => {
      const before = await all.count(...tables);
      const preview = await all.post('sena', `/carts/${cart}/place?preview=true`);
      expect(preview.body.would.events.map(({ type }: any) => type)).toEqual([
        'cart.placed',
        'order.placed',
        'subscription.started',
      ]);
      expect(preview.body.would.money[0]).toContain('250000 KRW');
      expect(await all.count(...tables)).toEqual(before);
      const again = await all.post('sena', `/carts/${cart}/place?preview=true`);
      const [first, second] = [preview, again].map(({ body }) => body.would.states.find(isOrder)?.number);
      expect(first).toMatch(/^\d{6,}$/);
      expect(second).toBe(first);
      const placed = await place(cart, {}, { 'preview-token': preview.body.token });
      expect([placed.status, placed.body.status, placed.body.number]).toEqual([200, 'placed', first]);
      order = placed.body;
    });
    it('carries Miru’s location id, a number for people, and what it costs (CHN-030)', () =>
      expect(order).toMatchObject({
        number: expect.stringMatching(/^\d{6,}$/),
        reseller: { name: 'miru' },
        resellerId: miru,
        totals: [{ amount: '250000', currency: 'KRW' }],
        lines: [{ quantity: 20, skuTitle: 'suite' }],
      }));
    it('starts a subscription in provisioning with Saebyeok as support contact (REL-130, SUB-003)', async () => {
      const { body } = await all.get('sena', `/subscriptions/${order.lines[0].subscriptionId}`);
      expect(body).toMatchObject({
        status: 'provisioning',
        quantity: 20,
        partner: { name: 'saebyeok' },
        supportContact: { name: 'saebyeok' },
        reseller: { name: 'miru' },
        orderId: order.id,
        entitlementId: body.id,
        origin: 'program',
        unitPrice: { amount: '12500', currency: 'KRW' },
      });
    });
    it('charges Saebyeok, naming Miru, and Miru nothing', async () => {
      const path = `/subscriptions/${order.lines[0].subscriptionId}/charges`;
      expect((await all.get('minjun', path)).body.items).toMatchObject([
        { kind: 'new', quantity: 20, amount: { amount: '250000', currency: 'KRW' }, resellerId: miru },
      ]);
      expect((await all.get('jiwoo', path)).status).toBe(403);
      expect((await all.get('yuna', path)).status).toBe(404);
    });
    it('is in everybody’s list, and what it cost only in Saebyeok’s', async () => {
      const [ours, theirs, customers] = await Promise.all(
        (['sena', 'jiwoo', 'haneul'] as const).map(async (by) => (await all.get(by, '/orders')).body.items[0]),
      );
      expect(ours.totals).toHaveLength(1);
      expect([theirs.id, theirs.totals, theirs.prices, theirs.resellerId]).toEqual([
        order.id,
        undefined,
        undefined,
        miru,
      ]);
      expect([customers.id, customers.totals, customers.prices, customers.resellerId]).toEqual([
        order.id,
        undefined,
        undefined,
        undefined,
      ]);
      for (const by of ['jiwoo', 'haneul'] as const) {
        const { body } = await all.get(by, `/subscriptions/${order.lines[0].subscriptionId}`);
        expect([body.quantity, body.unitPrice]).toEqual([20, undefined]);
      }
      expect((await all.get('yuna', '/orders')).body.items).toEqual([]);
    });
    it('writes no price into what others may read of its events', async () => {
      const parts = await all.database.read((tx) =>
        tx.query<{ parts: Record<string, { value: string }> }>(
          sql`select parts from events join event_parts on event = seq
            where type in ('order.placed', 'subscription.started')`,
        ),
      );
      for (const { parts: byClass } of parts) {
        expect(byClass.cost?.value).toContain('12500');
        const others = Object.entries(byClass).filter(([name]) => name !== 'cost');
        expect(JSON.stringify(others)).not.toContain('12500');
      }
    });
    it('is blocked with a remedy when Miru’s location is inactive (CHN-033)', async () => {
      const set = (status: string) =>
        all.database.transaction(async (tx) =>
          tx.write(sql`update locations set status = ${status} where number = ${partnerIds.miru}`),
        );
      await set('closed');
      const refused = await place((await fill([line(skus.suite, 1)])).body.id);
      await set('active');
      expect([refused.status, refused.body.code, refused.body.details.failure]).toEqual([
        422,
        'reseller_validation_failed',
        'inactiveLocation',
      ]);
      expect(refused.body.mend).toBe('Ask the reseller for the id of an active location.');
    });
    it('refuses the global id of Miru where a location’s is needed (ACT-011)', async () => {
      const made = await fill([line(skus.suite, 1)], { resellerPartnerId: String(globalIdOfMiru) });
      expect(codesOf(await place(made.body.id))).toEqual(['global_id_not_allowed']);
    });
  });
});
