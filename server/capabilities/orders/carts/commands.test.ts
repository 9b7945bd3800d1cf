// Carts through HTTP on both engines: what is wrong with each line, the customer agreement, and who may buy.
import { randomUUID } from 'node:crypto';
import sql from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Counter, counterIn, line, partnerIds, type Shop, shopIn, skus } from '../../../../tests/buying.ts';
import { codesOf } from '../../../../tests/calls.ts';
import { organizationOf, tenantOf } from '../../../../tests/customers.ts';
import { forEachEngine } from '../../../../tests/engines.ts';

const tables = ['orders', 'subscriptions', 'charge_lines', 'events', 'chain_links'];

forEachEngine((engine) => {
  let all: Shop;
  let fill: Counter['fill'];
  let place: Counter['place'];
  const miru = String(partnerIds.miru);
  beforeAll(async () => {
    all = await shopIn(await engine.fresh());
    ({ fill, place } = await counterIn(all));
  });

  describe('A cart', () => {
    it('says all that is wrong with all its lines at once, each with its line (SUB-010)', async () => {
      const lines = [
        line('KTR999999999:0001'),
        line(skus.suite, 301),
        line(skus.danish),
        line(skus.archive),
        line(skus.suite, 1, { term: 'P1M', segment: 'Education' }),
      ];
      const { body: made } = await fill(lines);
      const { body } = await all.get('sena', `/carts/${made.id}/review`);
      expect(body.isPlaceable).toBe(false);
      expect(body.lines.map((one: any) => one.obstacles.map(({ code }: any) => code))).toMatchObject([
        ['sku_unknown'],
        ['quantity_out_of_range'],
        ['offer_not_available'],
        ['base_required'],
        expect.arrayContaining(['education_not_qualified']),
      ]);
      const refused = await place(made.id);
      expect(codesOf(refused)).toEqual(body.lines.flatMap((one: any) => one.obstacles.map(({ code }: any) => code)));
      expect([refused.body.details.line, refused.body.also[0].details.line]).toEqual([1, 2]);
    });
    it('is edited as a whole, once for the same edit, and not once it is placed', async () => {
      const { body: made } = await fill([line(skus.suite, 2)]);
      const change = () =>
        all.post('sena', `/carts/${made.id}/change`, {
          body: { resellerPartnerId: miru, lines: [line(skus.suite, 3)] },
        });
      expect([(await change()).body.version, (await change()).body.version]).toEqual([2, 2]);
      expect((await all.post('sena', `/carts/${made.id}/cancel`)).body.status).toBe('cancelled');
      expect((await change()).body.code).toBe('wrong_status');
    });
    it('is seen by its own partner only (REL-121)', async () => {
      const { body: made } = await fill([line(skus.suite, 2)]);
      for (const by of ['jiwoo', 'haneul', 'yuna'] as const) {
        expect((await all.get(by, `/carts/${made.id}`)).status).toBe(404);
      }
      expect((await all.get('minjun', `/carts/${made.id}`)).status).toBe(200);
    });
    it('is placed once for one key (ORD-076)', async () => {
      const { body: made } = await fill([line(skus.suite, 2)]);
      const headers = { 'idempotency-key': randomUUID() };
      const [before] = await all.count('orders');
      const [one, two] = [await place(made.id, {}, headers), await place(made.id, {}, headers)];
      expect(two.body).toEqual(one.body);
      expect(await all.count('orders')).toEqual([before! + 1]);
      expect((await place(made.id)).body.code).toBe('wrong_status');
    });
    it('of an add-on names its base, which must run (SUB-050)', async () => {
      const [base] = (await all.get('sena', `/subscriptions?skuId=${skus.suite}`)).body.items;
      const { body: made } = await fill([line(skus.archive, 1, { baseId: base.id })]);
      expect(codesOf(await place(made.id))).toEqual(['base_required']);
      await all.vendor(`/subscriptions/${base.id}/confirm`);
      expect((await place(made.id)).body.lines[0].baseId).toBe(base.id);
    });
  });

  describe('The customer agreement', () => {
    const attestation = {
      edition: '2020-02',
      firstName: 'So-mi',
      lastName: 'Park',
      email: 'somi@pinegate.example',
      agreedAt: '2026-02-28T09:00:00Z',
    };
    it('is attested in the same journey, or nothing is bought (ACT-054, ORD-020, ORD-024)', async () => {
      const pinegate = await all.relate('yuna', { by: 'somi', name: 'pinegate' });
      await all.database.transaction(async (tx) =>
        tx.write(sql`delete from customer_agreements where partner_id = ${organizationOf('lumenfold')}`),
      );
      const made = await all.post('yuna', '/carts', {
        body: { relationshipId: pinegate, lines: [line(skus.suite, 5)] },
      });
      const path = `/carts/${made.body.id}/place`;
      const before = await all.count(...tables, 'customer_agreements');
      const refused = await all.post('yuna', path);
      expect([refused.status, codesOf(refused)]).toEqual([409, ['customer_agreement_missing']]);
      const wrong = await all.post('yuna', path, {
        body: { attestation: { ...attestation, agreedAt: '2027-01-01T00:00:00Z' } },
      });
      expect(wrong.body.code).toBe('agreed_in_future');
      expect(await all.count(...tables, 'customer_agreements')).toEqual(before);
      const placed = await all.post('yuna', path, { body: { attestation } });
      expect([placed.status, placed.body.reseller, placed.body.resellerId]).toEqual([
        200,
        null,
        String(partnerIds.lumenfold),
      ]);
    });
    it('bars the customer from accepting by itself with another partner once it has bought (ORD-027)', async () => {
      const found = await all.database.read((tx) =>
        tx.query(sql`select 1 from subscriptions where tenant_id = ${tenantOf('pinegate', 'customer')}`),
      );
      expect(found).toHaveLength(1);
      const link = (await all.post('sena', '/invitations')).body.link.split('/').at(-1);
      const accepted = await all.post('somi', `/invitation-links/${link}/accept`, {
        body: {
          acceptsRelationship: true,
          acceptsAgreement: '2020-02',
          tenantId: tenantOf('pinegate', 'customer'),
        },
      });
      expect(codesOf(accepted)).toContain('direct_acceptance_impossible');
    });
  });

  describe('A partner', () => {
    it('buys for its corporate tenant as a customer of another one (STORY-15, ORD-005)', async () => {
      const own = await all.relate('yuna', { by: 'seojun', name: 'brightmoor' });
      const made = await all.post('yuna', '/carts', { body: { relationshipId: own, lines: [line(skus.suite, 40)] } });
      const placed = await all.post('yuna', `/carts/${made.body.id}/place`);
      expect([placed.status, placed.body.lines[0].quantity]).toEqual([200, 40]);
    });
    it('orders nothing while suspended, for which everything is said at once', async () => {
      const { body: made } = await fill([line(skus.suite, 301)]);
      await all.set('saebyeok', 'provider', 'suspended');
      const refused = await place(made.id);
      await all.set('saebyeok', 'provider', 'active');
      expect(codesOf(refused)).toEqual(['account_suspended', 'quantity_out_of_range']);
    });
    it('buys a usage plan once for a customer and reseller (CHN-032)', async () => {
      const plan = line(skus.plan, 1, { term: 'NoTerm', billingPlan: 'None' });
      expect((await place((await fill([plan])).body.id)).body.totals).toEqual([{ amount: '0.00', currency: 'USD' }]);
      expect(codesOf(await place((await fill([plan])).body.id))).toEqual(['usage_plan_exists']);
      const own = await place((await fill([plan], { resellerPartnerId: null })).body.id);
      expect(own.status).toBe(200);
      const [{ subscriptionId }] = own.body.lines;
      const named = await all.post('sena', `/subscriptions/${subscriptionId}/set-reseller`, {
        body: { resellerPartnerId: String(partnerIds.miru) },
      });
      expect([named.status, named.body.code]).toEqual([422, 'usage_plan_exists']);
    });
    it('buys a usage plan from its meters, and is charged nothing before it is used (BIL-007)', async () => {
      const plan = line(skus.plan, 1, { term: 'NoTerm', billingPlan: 'None' });
      const two = await place((await fill([plan, { ...plan, segment: 'Education' }])).body.id);
      expect(new Set(codesOf(two))).toEqual(
        new Set(['usage_plan_exists', 'education_not_qualified', 'no_price_in_force']),
      );
      expect(codesOf(await place((await fill([{ ...plan, quantity: 3 }])).body.id))).toContain('quantity_out_of_range');
      const { items } = (await all.get('sena', `/subscriptions?skuId=${skus.plan}`)).body;
      expect(items[0]).toMatchObject({ kind: 'usage', term: 'NoTerm', endsAt: null, autoRenews: false });
      expect((await all.get('minjun', `/subscriptions/${items[0].id}/charges`)).body.items).toEqual([]);
    });
    it('pays for what it holds what was agreed, for new orders what is in force now (ORD-073)', async () => {
      const priced = (amount: string) =>
        all.database.transaction(async (tx) =>
          tx.write(
            sql`update prices set amount = ${amount}::numeric where sku_id = ${skus.suite} and currency = 'KRW'`,
          ),
        );
      const { id } = (await fill([line(skus.suite, 2)])).body;
      const [{ subscriptionId }] = (await place(id)).body.lines;
      await all.vendor(`/subscriptions/${subscriptionId}/confirm`);
      await priced('99000');
      const raised = await all.post('sena', `/subscriptions/${subscriptionId}/increase-quantity`, {
        body: { quantity: 3 },
      });
      const dearer = await place((await fill([line(skus.suite, 1)])).body.id);
      await priced('12500');
      expect(raised.body.unitPrice.amount).toBe('12500');
      const { items } = (await all.get('minjun', `/subscriptions/${subscriptionId}/charges`)).body;
      expect(items.map((one: any) => one.amount.amount)).toEqual(['25000', '12500']);
      expect(dearer.body.totals[0].amount).toBe('99000');
    });
    it('is billed by the month where it says nothing else (SUB-015)', async () => {
      const { billingPlan: _left, ...unsaid } = line(skus.suite, 1);
      const plan = { skuId: skus.plan, segment: 'Commercial', term: 'NoTerm', quantity: 1 };
      const { lines } = (await fill([unsaid, plan])).body;
      expect(lines.map((one: any) => one.billingPlan)).toEqual(['Monthly', 'None']);
    });
    it('needs an active location in the country it sells from (ACT-063)', async () => {
      const { body: made } = await fill([line(skus.suite, 1)], { resellerPartnerId: null });
      const set = (status: string) =>
        all.database.transaction(async (tx) =>
          tx.write(sql`update locations set status = ${status} where number = ${partnerIds.saebyeok}`),
        );
      await set('closed');
      const refused = await place(made.id);
      await set('active');
      expect([refused.status, codesOf(refused)]).toEqual([409, ['location_required']]);
    });
  });
});
