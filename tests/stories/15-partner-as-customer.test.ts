// STORY-15 Partner as customer of another partner (ORD-003 to ORD-005).
import { beforeAll, describe, expect, it } from 'vitest';
import { addTenant } from '../../contract/organizations/tenants.ts';
import { acceptInvitation } from '../../contract/relationships/consents.ts';
import { createInvitation } from '../../contract/relationships/invitations.ts';
import { listRelationships, type Relationship } from '../../contract/relationships/relationships.ts';
import { listSubscriptions } from '../../contract/subscriptions.ts';
import { forEachEngine } from '../engines.ts';
import { named, type Stage, stageOf, type Voice } from './stage.ts';
import { accept, order, tenantOf, tokenIn } from './steps.ts';

forEachEngine((engine) => {
  describe('STORY-15 Partner as customer of another partner', () => {
    let stage: Stage;
    let [yuna, seojun, taeho] = [] as unknown as Voice[];
    let token: string;
    let made: Relationship;
    beforeAll(async () => {
      const players = ['lumenfold', 'brightmoor'];
      stage = await stageOf({ database: await engine.fresh(), players, sells: true });
      yuna = stage.person('yuna@lumenfold');
      [seojun, taeho] = [stage.person('seojun@brightmoor'), stage.person('taeho@brightmoor')];
      token = tokenIn((await yuna.call(createInvitation, { body: {} })).link);
    });
    const both = { acceptsRelationship: true, acceptsAgreement: '2020-02' };
    const acceptFrom = async (purpose: 'selling' | 'sharedServices') =>
      seojun!.refused(acceptInvitation, {
        path: { token },
        body: { ...both, tenantId: await tenantOf(seojun!, purpose) },
      });

    it('from the tenant that Brightmoor sells from Lumenfold’s invitation is refused as a selling tenant', async () => {
      const refused = await acceptFrom('selling');
      expect(named(refused)).toEqual([422, 'selling_tenant_not_allowed', 'ORD-005']);
      expect(refused.details).toMatchObject({ tenant: 'brightmoor-csp.example', purpose: 'selling' });
    });
    it('so it is from its shared services tenant (ORD-005, ACT-024)', async () => {
      const shared = { purpose: 'sharedServices', domain: 'brightmoor-own.example', country: 'KR' } as const;
      await seojun!.call(addTenant, { body: shared });
      expect(named(await acceptFrom('sharedServices'))).toEqual([422, 'selling_tenant_not_allowed', 'ORD-005']);
      expect(await stage.count('relationships', 'consents')).toEqual([0, 0]);
    });
    it('from the tenant it works in, the relationship succeeds (ORD-004)', async () => {
      made = (await accept(seojun!, { token, tenantId: await tenantOf(seojun!, 'corporate') }))[0]!;
      expect([made.status, made.customer.name, made.partner.name]).toEqual(['active', 'Brightmoor', 'Lumenfold']);
    });
    it('and an order of 40 seats', async () => {
      const placed = await order(yuna!, { relationshipId: made.id, title: 'Workplace Standard', quantity: 40 });
      expect([placed.lines[0]?.quantity, placed.customer.name]).toEqual([40, 'Brightmoor']);
    });
    it('Brightmoor is Lumenfold’s customer and stays a partner with customers of its own', async () => {
      const listed = await yuna!.call(listRelationships, {});
      expect(listed.items.map(({ customer }) => customer.name)).toEqual(['Brightmoor']);
      const held = await seojun!.call(listSubscriptions, {});
      expect(held.items.map(({ customer, quantity }) => [customer.name, quantity])).toEqual([['Brightmoor', 40]]);
      expect((await taeho!.call(createInvitation, { body: {} })).status).toBe('open');
    });
    it('as a customer it cannot place orders in it itself (SUB-012)', async () => {
      const [own] = (await seojun!.call(listRelationships, {})).items;
      await expect(
        order(taeho!, { relationshipId: own!.id, title: 'Workplace Standard', quantity: 1 }),
      ).rejects.toMatchObject({ problem: { code: 'relationship_required' } });
    });
  });
});
