// STORY-16 Self-resale and same-provider purchase (CHN-036, ORD-006).
import { beforeAll, describe, expect, it } from 'vitest';
import { addLocation } from '../../contract/organizations/locations.ts';
import { acceptInvitation } from '../../contract/relationships/consents.ts';
import { createInvitation } from '../../contract/relationships/invitations.ts';
import { createRelationship, listRelationships } from '../../contract/relationships/relationships.ts';
import { forEachEngine } from '../engines.ts';
import { named, type Stage, stageOf, type Voice } from './stage.ts';
import { accept, makePartners, tenantOf, tokenIn } from './steps.ts';

forEachEngine((engine) => {
  describe('STORY-16 Self-resale and same-provider purchase', () => {
    let stage: Stage;
    let [sena, hyun, yuna, aram] = [] as unknown as Voice[];
    beforeAll(async () => {
      const players = ['saebyeok', 'miru', 'lumenfold', 'pinegate'];
      stage = await stageOf({ database: await engine.fresh(), players });
      [sena, hyun] = [stage.person('sena@saebyeok'), stage.person('hyun@miru')];
      [yuna, aram] = [stage.person('yuna@lumenfold'), stage.person('aram@lumenfold')];
      await makePartners(sena, hyun);
    });
    const linkOf = async (by: Voice) => tokenIn((await by.call(createInvitation, { body: {} })).link);
    const both = { acceptsRelationship: true, acceptsAgreement: '2020-02' };
    type From = { token: string; tenantId: string };
    const refusedFrom = (by: Voice, { token, tenantId }: From) =>
      by.refused(acceptInvitation, { path: { token }, body: { ...both, tenantId } });

    it('Miru tries to become Saebyeok’s customer with its reseller tenant: refused with three options', async () => {
      const refused = await refusedFrom(hyun!, {
        token: await linkOf(sena!),
        tenantId: await tenantOf(hyun!, 'selling'),
      });
      expect(named(refused)).toEqual([422, 'same_provider_purchase', 'ORD-006']);
      const options = ['별도의 테넌트에서 구매', '파트너십을 종료', '이 공급자의 고객으로 남고'];
      for (const option of options) expect(refused.mend).toContain(option);
      expect(await stage.count('relationships')).toEqual([0]);
    });
    it('a reseller of nobody’s is only told that it is a selling tenant', async () => {
      const tenantId = await tenantOf(hyun!, 'selling');
      const refused = await refusedFrom(hyun!, { token: await linkOf(yuna!), tenantId });
      expect(named(refused)).toEqual([422, 'selling_tenant_not_allowed', 'ORD-005']);
    });
    it('the first option works: it buys on a separate tenant', async () => {
      const tenantId = await tenantOf(hyun!, 'corporate');
      const [made] = await accept(hyun!, { token: await linkOf(sena!), tenantId });
      expect([made?.status, made?.customer.name]).toEqual(['active', 'Miru Systems']);
    });
    it('Lumenfold tries to sell to its own corporate tenant: refused', async () => {
      const tenantId = await tenantOf(aram!, 'corporate');
      const refused = await refusedFrom(aram!, { token: await linkOf(yuna!), tenantId });
      expect(named(refused)).toEqual([422, 'self_resale', 'CHN-036']);
    });
    it('nor can it create itself as a new customer', async () => {
      const refused = await yuna!.refused(createRelationship, {
        body: {
          companyName: 'Lumenfold',
          confirmsLegalName: true,
          country: 'KR',
          address: { street: 'Teheran-ro 1', city: 'Seoul', province: '11', postalCode: '06133' },
          contact: { firstName: 'Ah-ram', lastName: 'Kim', mail: 'office@lumenfold.example' },
          domainPrefix: 'lumenfold',
          admin: { name: 'office@lumenfold.example', displayName: 'Office' },
        },
      });
      expect(named(refused)).toEqual([422, 'self_resale', 'CHN-036']);
    });
    it('nor sell to a company that one of its locations stands for', async () => {
      await aram!.call(addLocation, {
        body: {
          name: 'Lumenfold East',
          legalEntity: 'Pine Gate Clinic',
          country: 'KR',
          address: { street: 'Haeun-daero 1', city: 'Busan', province: '26', postalCode: '48058' },
          contact: { firstName: 'Ah-ram', lastName: 'Kim', mail: 'east@lumenfold.example', phone: '0517000100' },
        },
      });
      const somi = stage.person('somi@pinegate');
      const refused = await refusedFrom(somi, { token: await linkOf(yuna!), tenantId: await tenantOf(somi) });
      expect(named(refused)).toEqual([422, 'self_resale', 'CHN-036']);
      expect((await yuna!.call(listRelationships, {})).items).toEqual([]);
    });
  });
});
