// What happens when orders and changes come at the same moment, on a real server with many connections.
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { line, type Shop, shopIn, skus } from '../../../../tests/buying.ts';
import { forEachEngine } from '../../../../tests/engines.ts';

forEachEngine(
  (engine) => {
    let all: Shop;
    let daram: string;
    beforeAll(async () => {
      all = await shopIn(await engine.fresh());
      await all.partner('saebyeok', 'miru');
      daram = await all.relate('jiwoo', { by: 'haneul', name: 'daram' }, { provider: 'saebyeok' });
    });
    const cartOf = async (...lines: object[]) =>
      (await all.post('sena', '/carts', { body: { relationshipId: daram, lines } })).body.id;
    const place = (id: string, headers: Record<string, string> = {}) =>
      all.post('sena', `/carts/${id}/place`, { headers });
    const buy = async (...lines: object[]) => (await place(await cartOf(...lines))).body.lines[0].subscriptionId;

    describe('At the same moment', () => {
      it('two orders against a limit of one: one is placed, the other sees it (SUB-043)', async () => {
        const starter = line(skus.starter, 1, { billingPlan: 'Annual' });
        const carts = await Promise.all(Array.from({ length: 4 }, () => cartOf(starter)));
        const answers = await Promise.all(carts.map((id) => place(id)));
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422, 422]);
        const refused = answers.filter(({ status }) => status === 422);
        expect(refused.map(({ body }) => body.code)).toEqual(Array(3).fill('offer_limit_reached'));
        const held = (await all.get('sena', `/subscriptions?skuId=${skus.starter}&count=exact`)).body.total;
        expect(held).toBe(1);
      });
      it('a usage plan is bought many times for one reseller: once (CHN-032)', async () => {
        const plan = line(skus.plan, 1, { term: 'NoTerm', billingPlan: 'None' });
        const carts = await Promise.all(Array.from({ length: 3 }, () => cartOf(plan)));
        const answers = await Promise.all(carts.map((id) => place(id)));
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
      });
      it('the same order many times with one key: one order, the same answer (ORD-076)', async () => {
        const id = await cartOf(line(skus.suite, 3));
        const [before] = await all.count('orders');
        const headers = { 'idempotency-key': randomUUID() };
        const answers = await Promise.all(Array.from({ length: 6 }, () => place(id, headers)));
        expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
        expect(answers[0]!.status).toBe(200);
        expect(await all.count('orders')).toEqual([before! + 1]);
      });
      it('the same cart many times without a key: one order, the others find it placed', async () => {
        const id = await cartOf(line(skus.suite, 3));
        const [before] = await all.count('orders');
        const answers = await Promise.all(Array.from({ length: 4 }, () => place(id)));
        expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
        expect(await all.count('orders')).toEqual([before! + 1]);
      });
      it('a cart is placed and changed: what is bought is what was reviewed', async () => {
        const id = await cartOf(line(skus.suite, 3));
        const [placed, changed] = await Promise.all([
          place(id),
          all.post('sena', `/carts/${id}/change`, { body: { lines: [line(skus.suite, 9)] } }),
        ]);
        const cart = (await all.get('sena', `/carts/${id}`)).body;
        if (placed.status === 200) {
          const bought = placed.body.lines[0].quantity;
          expect([bought, cart.status, cart.lines[0].quantity]).toEqual([bought, 'placed', bought]);
        } else {
          expect([placed.body.code, changed.status, cart.status]).toEqual(['cart_changed', 200, 'draft']);
        }
      });
      it('seats are raised to the maximum many times: charged once (SUB-030)', async () => {
        const id = await buy(line(skus.suite, 10));
        await all.vendor(`/subscriptions/${id}/confirm`);
        const raise = (quantity: number) =>
          all.post('sena', `/subscriptions/${id}/increase-quantity`, { body: { quantity } });
        const answers = await Promise.all([300, 300, 300, 301].map(raise));
        expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 422]);
        const { items } = (await all.get('minjun', `/subscriptions/${id}/charges`)).body;
        expect(items.map((one: any) => [one.kind, one.quantity])).toEqual([
          ['new', 10],
          ['addQuantity', 290],
        ]);
      });
      it('the vendor’s system confirms and fails: one of them wins, and the charges agree', async () => {
        const id = await buy(line(skus.suite, 10));
        const [confirmed, failed] = await Promise.all([
          all.vendor(`/subscriptions/${id}/confirm`),
          all.vendor(`/subscriptions/${id}/fail`, { body: { reason: 'no capacity' } }),
        ]);
        expect([confirmed.status, failed.status].sort()).toEqual([200, 409]);
        const { status } = (await all.get('sena', `/subscriptions/${id}`)).body;
        const { items } = (await all.get('minjun', `/subscriptions/${id}/charges`)).body;
        expect([status, items.length]).toEqual(confirmed.status === 200 ? ['active', 1] : ['failed', 2]);
      });
    });
  },
  ['postgresql'],
);
