// Subscriptions through HTTP on both engines: the vendor's system, seats, reseller of record, and who may do what.
import sql from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import { line, partnerIds, type Shop, shopIn, skus } from '../../../tests/buying.ts';
import { organizationOf } from '../../../tests/customers.ts';
import { forEachEngine } from '../../../tests/engines.ts';

forEachEngine((engine) => {
  let all: Shop;
  let daram: string;
  beforeAll(async () => {
    all = await shopIn(await engine.fresh());
    await all.partner('saebyeok', 'miru');
    await all.partner('saebyeok', 'oaktrail');
    daram = await all.relate('jiwoo', { by: 'haneul', name: 'daram' }, { provider: 'saebyeok' });
  });
  const buy = async (quantity = 20, resellerPartnerId: string | null = String(partnerIds.miru)): Promise<string> => {
    const body = { relationshipId: daram, resellerPartnerId, lines: [line(skus.suite, quantity)] };
    const cart = await all.post('sena', '/carts', { body });
    const placed = await all.post('sena', `/carts/${cart.body.id}/place`);
    expect(placed.body.code).toBeUndefined();
    return placed.body.lines[0].subscriptionId;
  };
  const bought = async (quantity = 20) => {
    const id = await buy(quantity);
    expect((await all.vendor(`/subscriptions/${id}/confirm`)).body.status).toBe('active');
    return id;
  };
  const raise = (id: string, quantity: number, by: 'sena' | 'jiwoo' | 'haneul' | 'yuna' = 'sena') =>
    all.post(by, `/subscriptions/${id}/increase-quantity`, { body: { quantity } });
  const name = (id: string, partnerId: string | null, by: 'sena' | 'jiwoo' | 'yuna' = 'sena') =>
    all.post(by, `/subscriptions/${id}/set-reseller`, { body: { resellerPartnerId: partnerId } });
  const charges = async (id: string) => (await all.get('minjun', `/subscriptions/${id}/charges`)).body.items;

  it('A subscription is found by either of its two ids (SUB-002)', async () => {
    const id = await buy();
    const before = `sub_${'b'.repeat(32)}`;
    const { entitlementId } = (await all.get('sena', `/subscriptions/${id}`)).body;
    await all.database.transaction(async (tx) =>
      tx.write(sql`update subscriptions set entitlement_id = ${before} where id = ${id}`),
    );
    expect(entitlementId).toBe(id);
    const found = async (by: 'sena' | 'haneul' | 'yuna') =>
      (await all.get(by, `/subscriptions?entitlementId=${before}`)).body.items.map((one: any) => one.id);
    expect([await found('sena'), await found('haneul'), await found('yuna')]).toEqual([[id], [id], []]);
  });

  describe('The vendor’s system', () => {
    it('confirms what it has set up, once', async () => {
      const id = await buy();
      expect((await all.vendor(`/subscriptions/${id}/confirm`)).body).toMatchObject({ status: 'active', version: 2 });
      expect((await all.vendor(`/subscriptions/${id}/confirm`)).body.code).toBe('wrong_status');
    });
    it('fails what it could not, with a reason, and the charge is taken back', async () => {
      const id = await buy();
      await all.vendor(`/subscriptions/${id}/fail`, { body: { reason: 'The domain is not verified.' } });
      expect((await all.get('sena', `/subscriptions/${id}`)).body).toMatchObject({
        status: 'failed',
        failure: 'The domain is not verified.',
      });
      expect((await charges(id)).map((one: any) => [one.kind, one.amount.amount])).toEqual([
        ['new', '250000'],
        ['provisioningFailed', '-250000'],
      ]);
    });
    it('is a program of the operator, nobody else', async () => {
      const id = await buy();
      for (const by of ['sena', 'haneul'] as const) {
        const refused = await all.post(by, `/subscriptions/${id}/confirm`);
        expect([refused.status, refused.body.code]).toEqual([403, 'wrong_caller']);
      }
    });
    it('may be told what waits for it', async () => {
      const id = await buy();
      const waiting = await all.vendor('/subscriptions?status=provisioning&limit=500', { method: 'GET' });
      expect(waiting.body.items.map((one: any) => one.id)).toContain(id);
    });
  });

  describe('Seats', () => {
    it('are added by the partner and charged by day (SUB-030)', async () => {
      const id = await bought();
      all.clock.now = new Date('2026-03-11T09:00:00Z');
      const preview = await all.post('sena', `/subscriptions/${id}/increase-quantity?preview=true`, {
        body: { quantity: 22 },
      });
      expect(preview.body.would.money[0]).toContain('16936 KRW');
      expect((await raise(id, 22)).body.quantity).toBe(22);
      const [, added] = await charges(id);
      // 12,500 won for 31 days, 21 of them left: 8,467.74 a seat, rounded to whole won.
      expect(added).toMatchObject({
        kind: 'addQuantity',
        quantity: 2,
        amount: { amount: '16936', currency: 'KRW' },
        until: '2026-04-01T09:00:00.000Z',
        resellerId: String(partnerIds.miru),
      });
      all.clock.now = new Date('2026-03-01T09:00:00Z');
    });
    it('are refused beyond the maximum, and never taken away here', async () => {
      const id = await bought();
      expect((await raise(id, 301)).body.code).toBe('quantity_out_of_range');
      expect((await raise(id, 19)).body.code).toBe('quantity_not_increased');
      expect((await raise(id, 20)).body.version).toBe(2);
      expect(await charges(id)).toHaveLength(1);
    });
    it('are not for the reseller and not for the customer (SUB-033, SUB-012)', async () => {
      const id = await bought();
      for (const by of ['jiwoo', 'haneul'] as const) {
        const refused = await raise(id, 21, by);
        expect([refused.status, refused.body.code]).toEqual([403, 'not_transacting_partner']);
      }
      expect((await raise(id, 21, 'yuna')).status).toBe(404);
    });
    it('wait until it is set up', async () => {
      const refused = await raise(await buy(), 21);
      expect([refused.status, refused.body.code]).toEqual([409, 'wrong_status']);
    });
    it('are not added without the customer agreement (ORD-020)', async () => {
      const id = await bought();
      const to = (edition: string) =>
        all.database.transaction(async (tx) => {
          tx.write(
            sql`update customer_agreements set edition = ${edition} where partner_id = ${organizationOf('saebyeok')}`,
          );
        });
      await to('2017-01');
      const refused = await raise(id, 21);
      await to('2020-02');
      expect([refused.status, refused.body.code]).toEqual([409, 'customer_agreement_missing']);
    });
    it('are not added while the reseller of record fails validation (CHN-033)', async () => {
      const id = await bought();
      await all.set('miru', 'reseller', 'suspended');
      const refused = await raise(id, 21);
      await all.set('miru', 'reseller', 'active');
      expect([refused.body.code, refused.body.details.failure]).toEqual(['reseller_validation_failed', 'suspended']);
    });
  });

  describe('The reseller of record', () => {
    it('is set by the partner, and charges carry it from the next billing period (CHN-034)', async () => {
      const id = await bought();
      const set = await name(id, String(partnerIds.oaktrail));
      expect(set.body).toMatchObject({
        reseller: { name: 'oaktrail' },
        resellerId: String(partnerIds.oaktrail),
        resellerIdBefore: String(partnerIds.miru),
        resellerIdSince: '2026-04-01T09:00:00.000Z',
        partner: { name: 'saebyeok' },
        supportContact: { name: 'saebyeok' },
      });
      await raise(id, 21);
      all.clock.now = new Date('2026-04-02T09:00:00Z');
      await raise(id, 22);
      all.clock.now = new Date('2026-03-01T09:00:00Z');
      expect((await charges(id)).map((one: any) => one.resellerId)).toEqual([
        String(partnerIds.miru),
        String(partnerIds.miru),
        String(partnerIds.oaktrail),
      ]);
      expect((await all.get('jiwoo', `/subscriptions/${id}`)).status).toBe(404);
      expect((await all.get('dohyeon', `/subscriptions/${id}`)).body.id).toBe(id);
    });
    it('is taken off, and bills then say -1 (CHN-031)', async () => {
      const id = await bought();
      expect((await name(id, null)).body).toMatchObject({ reseller: null, resellerId: '-1' });
    });
    it('is not set by the reseller itself or another partner (CHN-034, CHN-035)', async () => {
      const id = await bought();
      const refused = await name(id, null, 'jiwoo');
      expect([refused.status, refused.body.code]).toEqual([403, 'not_transacting_partner']);
      expect((await name(id, null, 'yuna')).status).toBe(404);
    });
    it('must be a partner of the provider (CHN-033)', async () => {
      const id = await bought();
      const refused = await name(id, String(partnerIds.lumenfold));
      expect(refused.body.code).toBe('reseller_validation_failed');
      const failures = [refused.body, ...refused.body.also].map((one: any) => one.details.failure);
      expect(failures).toEqual(['noPartnership', 'noAgreement']);
      expect((await name(id, '4999999')).body.code).toBe('location_unknown');
    });
  });

  describe('The resellers that may be named (CHN-030)', () => {
    const named = async (query = '', by: 'sena' | 'jiwoo' | 'yuna' | 'haneul' = 'sena') =>
      all.get(by, `/resellers${query}`);
    it('are listed by name, each with the id of the location it joined with', async () => {
      const { body } = await named();
      expect(body.items.map((one: any) => [one.reseller.name, one.partnerId, one.canBeNamed])).toEqual([
        ['miru', String(partnerIds.miru), true],
        ['oaktrail', String(partnerIds.oaktrail), true],
      ]);
      const first = (await named('?limit=1')).body;
      const rest = (await named(`?limit=1&after=${first.next}`)).body;
      expect([first.items[0].reseller.name, rest.items[0].reseller.name, rest.next]).toEqual([
        'miru',
        'oaktrail',
        null,
      ]);
      expect((await named('?search=oak')).body.items).toHaveLength(1);
      expect((await named('?after=x')).body.code).toBe('invalid_cursor');
    });
    it('say why one of them cannot be named now (CHN-033)', async () => {
      await all.set('miru', 'reseller', 'suspended');
      const { body } = await named('?search=miru');
      await all.set('miru', 'reseller', 'active');
      expect(body.items).toMatchObject([{ canBeNamed: false, because: [{ code: 'reseller_validation_failed' }] }]);
    });
    it('are for who transacts, and each sees its own', async () => {
      expect((await named('', 'yuna')).body.items).toEqual([]);
      for (const by of ['jiwoo', 'haneul'] as const) expect((await named('', by)).status).toBe(403);
    });
  });

  describe('STORY-08 Multi-partner keeps everything (CHN-035)', () => {
    it('leaves every subscription as it is when another partner comes', async () => {
      const id = await bought();
      const before = (await all.get('sena', `/subscriptions/${id}`)).body;
      await all.relate('yuna', { by: 'haneul', name: 'daram' }, { agreement: false });
      expect((await all.get('sena', `/subscriptions/${id}`)).body).toEqual(before);
      expect((await all.get('yuna', `/subscriptions/${id}`)).status).toBe(404);
      expect((await all.get('yuna', '/subscriptions')).body.items).toEqual([]);
    });
  });
});
