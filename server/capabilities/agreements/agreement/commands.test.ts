// Customer agreements through HTTP, on both engines: attested, accepted, listed, read, and bound to a relationship.
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Customers,
  customersIn,
  organizationOf,
  type Person,
  tenantOf,
  tokenOf,
} from '../../../../tests/customers.ts';
import { forEachEngine } from '../../../../tests/engines.ts';
import { answering } from '../../../platform/world/questions.ts';
import { purchasesThatBarAcceptance } from './state.ts';

const signer = { firstName: 'Haneul', lastName: 'Kim', email: 'haneul@daram.example', edition: '2020-02' };
const agreedAt = '2026-02-28T00:00:00Z';

forEachEngine((engine) => {
  let all: Customers;
  const daram = tenantOf('daram', 'customer');
  let hasBought = false;
  beforeAll(async () => {
    all = await customersIn(await engine.fresh());
    const others = all.world.answers.filter(({ name }) => name !== purchasesThatBarAcceptance.name);
    const bought = answering(purchasesThatBarAcceptance, async () =>
      hasBought ? [{ thing: 'order', id: 'ord_1' }] : [],
    );
    Object.assign(all.world, { answers: [...others, bought] });
    await all.partner('saebyeok', 'miru');
    const link = await all.post('jiwoo', '/invitations', { body: { providerId: organizationOf('saebyeok') } });
    hasBought = true; // So the agreement is left to the partner, and only the relationship is accepted.
    const done = await all.post('haneul', `/invitation-links/${tokenOf(link.body.link)}/accept`, {
      body: { tenantId: daram, acceptsRelationship: true },
    });
    expect([done.status, done.body.agreement]).toEqual([200, null]);
    hasBought = false;
  });
  const attest = (by: Person, more: object = {}) =>
    all.post(by, '/customer-agreements/attest', { body: { ...signer, agreedAt, tenantId: daram, ...more } });
  const accept = (by: Person, more: object = {}) =>
    all.post(by, '/customer-agreements/accept', {
      body: {
        partnerId: organizationOf('saebyeok'),
        tenantId: daram,
        edition: '2020-02',
        acceptsAgreement: true,
        ...more,
      },
    });
  const refusal = ({ status, body }: { status: number; body: any }) => [status, body.code];

  describe('A customer agreement', () => {
    it('is attested by the provider, not by its reseller (ORD-023), nor by a stranger', async () => {
      expect(refusal(await attest('jiwoo'))).toEqual([422, 'reseller_cannot_attest']);
      expect(refusal(await attest('yuna'))).toEqual([409, 'relationship_required']);
      expect(refusal(await attest('haneul'))).toEqual([403, 'not_permitted']);
      const done = await attest('sena', { phone: '021234567' });
      expect(done.body).toMatchObject({ way: 'attested', signer: { lastName: 'Kim', phone: '021234567' } });
    });
    it('is refused as a duplicate, and followed by one of another signer (ORD-029)', async () => {
      expect(refusal(await attest('minjun', { phone: '021234567' }))).toEqual([409, 'agreement_duplicate']);
      all.clock.now = new Date(all.clock.now.getTime() + 1000);
      expect((await attest('minjun', { lastName: 'Lee' })).status).toBe(200);
      const { body } = await all.get('sena', `/customer-agreements?tenantId=${daram}`);
      expect(body.items.map((one: any) => one.signer.lastName)).toEqual(['Lee', 'Kim']);
    });
    it('is accepted by the customer itself where nothing was bought yet (ORD-026, ORD-027)', async () => {
      const pinegate = tenantOf('pinegate', 'customer');
      const link = await all.post('yuna', '/invitations');
      hasBought = true;
      await all.post('somi', `/invitation-links/${tokenOf(link.body.link)}/accept`, {
        body: { tenantId: pinegate, acceptsRelationship: true },
      });
      const to = { partnerId: organizationOf('lumenfold'), tenantId: pinegate, language: 'ko' };
      expect(refusal(await accept('somi', to))).toEqual([409, 'direct_acceptance_impossible']);
      hasBought = false;
      expect(refusal(await accept('haneul', to))).toEqual([400, 'tenant_not_yours']);
      const done = await accept('somi', to);
      expect(done.body).toMatchObject({ way: 'direct', language: 'ko', signer: null, recordedBy: 'somi' });
      const before = await all.count('customer_agreements', 'events');
      expect((await accept('somi', to)).body.id).toBe(done.body.id);
      expect(await all.count('customer_agreements', 'events')).toEqual(before);
    });
    it('is each partner’s own, and the customer sees all of its own (ORD-028, REL-121)', async () => {
      const partnersOf = async (by: Person) =>
        (await all.get(by, '/customer-agreements')).body.items.map((one: any) => one.partner.name);
      expect(await partnersOf('yuna')).toEqual(['lumenfold']);
      expect(await partnersOf('haneul')).toEqual(['saebyeok', 'saebyeok']);
      expect(await partnersOf('jiwoo')).toEqual([]);
      const { body } = await all.get('yuna', '/customer-agreements');
      expect((await all.get('sena', `/customer-agreements/${body.items[0].id}`)).status).toBe(404);
    });
    it('can be read by anyone for a country, in a language (ORD-025)', async () => {
      const { body } = await all.get(undefined, '/customer-agreement-text?country=KR', { 'accept-language': 'zh-CN' });
      expect(body).toMatchObject({ edition: '2020-02', country: 'KR', language: 'zh-CN', title: '客户协议（韩国）' });
    });
    it('is recorded once when two people attest it at the same moment (ORD-029)', async () => {
      const both = await Promise.all([attest('sena', { lastName: 'Cho' }), attest('minjun', { lastName: 'Cho' })]);
      expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    });
  });
});
