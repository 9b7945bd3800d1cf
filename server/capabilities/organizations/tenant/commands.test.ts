// Tenants through HTTP, on both engines: one domain each, a purpose, and who may link them.
import { beforeAll, describe, expect, it } from 'vitest';
import { joining, type Office, openOffice } from '../../../../tests/calls.ts';
import { address, cast, contact, now, support } from '../../../../tests/cast.ts';
import { forEachEngine } from '../../../../tests/engines.ts';

forEachEngine((engine) => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice(await engine.fresh(), { saebyeok: 'provider', miru: 'reseller' });
    for (const by of ['saebyeok', 'miru'] as const) {
      await office.call(by, `organizations/${cast[by].id}/change`, { address, contact, support });
      await office.call(by, 'global-account', {});
    }
  });

  describe('Tenants', () => {
    const link = (by: string, domain: string) => office.call(by, `tenants/by-domain/${domain}/link`, {});
    it('have a domain of their own in the cloud and a purpose (ACT-023)', async () => {
      const add = (by: string, purpose: string, domain: string) =>
        office.call(by, 'tenants', { purpose, domain, country: 'KR' });
      const first = await add('miru', 'selling', 'miru.example');
      expect(first.body).toMatchObject({ purpose: 'selling', isPrimary: true, currency: 'KRW' });
      expect((await add('oaktrail', 'corporate', 'miru.example')).body.code).toBe('tenant_linked_elsewhere');
      expect((await add('miru', 'corporate', 'miru.example')).body.code).toBe('domain_taken');
      expect((await add('oaktrail', 'selling', 'oaktrail.example')).body.code).toBe('partner_account_missing');
      expect((await add('miru', 'sandbox', 'box.example')).body.code).toBe('sandbox_for_transacting');
      expect((await add('miru', 'corporate', 'corp.miru.example')).status).toBe(201);
    });
    it('are linked by who is global admin on both sides, and the primary one stays (ACT-021)', async () => {
      const { body } = await office.call('miru', 'tenants?purpose=corporate');
      const [corporate] = body.items;
      const { id: selling } = (await office.call('miru', 'tenants?purpose=selling')).body.items[0];
      expect((await office.call('miru', `tenants/${selling}/unlink`, {})).body.code).toBe('primary_tenant_stays');
      expect((await link('oaktrail', 'corp.miru.example')).body.code).toBe('tenant_linked_elsewhere');
      expect((await office.call('miru', `tenants/${corporate.id}/unlink`, {})).body.status).toBe('unlinked');
      expect((await link('oaktrail', 'corp.miru.example')).body.code).toBe('tenant_not_proved');
      await office.database.transaction(async (tx) => {
        tx.write(joining({ user: 'oaktrail', organization: cast.miru.id, role: 'globalAdmin' }));
      });
      const linked = await link('oaktrail', 'corp.miru.example');
      expect([linked.status, linked.body.organization.id, linked.body.isPrimary]).toEqual([
        200,
        cast.oaktrail.id,
        true,
      ]);
      expect((await office.call('miru', `tenants/${corporate.id}`)).status).toBe(404);
    });
    it('stand for one location each (ACT-012)', async () => {
      const add = (domain: string) => office.call('saebyeok', 'tenants', { purpose: 'selling', domain, country: 'KR' });
      const [one, two] = [(await add('one.example')).body.id, (await add('two.example')).body.id];
      const { body } = await office.call('saebyeok', 'locations?kind=location');
      const [{ partnerId }] = body.items;
      const stand = (id: string) => office.call('saebyeok', `tenants/${id}/link-location`, { partnerId });
      expect((await stand(one)).body.partnerId).toBe(partnerId);
      expect((await stand(two)).body.code).toBe('location_has_tenant');
    });
    it('of a transacting partner may be one for shared services and a sandbox for each that sells', async () => {
      const add = async (purpose: string, domain: string) =>
        (await office.call('saebyeok', 'tenants', { purpose, domain, country: 'KR' })).body;
      expect((await add('sharedServices', 'own.example')).status).toBe('active');
      expect((await add('sharedServices', 'own2.example')).code).toBe('shared_services_exist');
      expect((await add('sandbox', 'box1.example')).status).toBe('active');
      expect((await add('sandbox', 'box2.example')).status).toBe('active');
      expect((await add('sandbox', 'box3.example')).code).toBe('sandbox_exists');
    });
    it('are known as they were (asOf)', async () => {
      const before = await office.call('saebyeok', `tenants?asOf=2026-03-01T00:00:00Z`);
      const since = await office.call('saebyeok', `tenants?asOf=${now.toISOString()}&purpose=sandbox`);
      expect([before.body.items.length, since.body.items.length]).toEqual([0, 2]);
    });
  });
});
