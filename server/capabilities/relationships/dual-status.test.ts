// A direct-bill partner that is a reseller, too, through HTTP: whom it won as a reseller it never sells to directly.
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Answer,
  type Customers,
  customersIn,
  organizationOf,
  type Person,
  tenantOf,
  tokenOf,
} from '../../../tests/customers.ts';
import { forEachEngine } from '../../../tests/engines.ts';

const refusal = ({ status, body }: Answer) => [status, body.code, body.rule];

forEachEngine((engine) => {
  describe('STORY-32 A direct-bill partner that is a reseller, too (ACT-039)', () => {
    let all: Customers;
    beforeAll(async () => {
      all = await customersIn(await engine.fresh());
      await all.partner('saebyeok', 'brightmoor');
    });
    const answered = async (by: Person, { tenantId, ...body }: { tenantId: string; providerId?: string }) => {
      const { link } = (await all.post('taeho', '/invitations', { body: body })).body;
      const answer = { acceptsRelationship: true, acceptsAgreement: '2020-02', tenantId };
      return all.post(by, `/invitation-links/${tokenOf(link)}/accept`, { body: answer });
    };
    const cartFor = async (tenantId: string) => {
      const [own] = (await all.get('taeho', `/relationships?tenantId=${tenantId}`)).body.items;
      return all.post('taeho', '/carts', { body: { relationshipId: own.id, lines: [] } });
    };
    const daram = tenantOf('daram', 'customer');
    const pinegate = tenantOf('pinegate', 'customer');
    const providerId = organizationOf('saebyeok');

    it('buys nothing directly for whom it won together with its provider', async () => {
      const { status, body } = await answered('haneul', { tenantId: daram, providerId });
      expect([status, body.relationships[0].isDirect]).toEqual([200, false]);
      expect(refusal(await cartFor(daram))).toEqual([403, 'orders_via_provider', 'SUB-011']);
    });
    it('cannot win the same customer directly afterwards, and nothing of it is kept', async () => {
      const were = await all.count('relationships', 'consents', 'customer_agreements');
      expect(refusal(await answered('haneul', { tenantId: daram }))).toEqual([422, 'sold_through_provider', 'ACT-039']);
      expect(await all.count('relationships', 'consents', 'customer_agreements')).toEqual(were);
    });
    it('goes on buying directly for whom it won directly, also once its provider has joined', async () => {
      expect((await answered('somi', { tenantId: pinegate })).status).toBe(200);
      expect((await cartFor(pinegate)).status).toBe(201);
      expect((await answered('somi', { tenantId: pinegate, providerId })).status).toBe(200);
      expect((await cartFor(pinegate)).status).toBe(201);
    });
    it('may win it directly once it is no reseller any more', async () => {
      await all.set('brightmoor', 'reseller', 'replaced');
      expect((await answered('haneul', { tenantId: daram })).status).toBe(200);
      expect((await cartFor(daram)).status).toBe(201);
    });
  });
});
