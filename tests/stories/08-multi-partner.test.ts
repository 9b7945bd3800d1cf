// STORY-08 Multi-partner keeps everything (REL-110 to REL-117, CHN-035), without the delegated rights.
import { beforeAll, describe, expect, it } from 'vitest';
import { attestCustomerAgreement } from '../../contract/agreements.ts';
import { listEvents } from '../../contract/events.ts';
import { listOrders } from '../../contract/orders.ts';
import { acceptInvitation, listConsents } from '../../contract/relationships/consents.ts';
import { createInvitation } from '../../contract/relationships/invitations.ts';
import { listRelationships } from '../../contract/relationships/relationships.ts';
import { listSubscriptions, seeCharges, seeSubscription } from '../../contract/subscriptions.ts';
import { forEachEngine } from '../engines.ts';
import { named, type Stage, stageOf, type Voice } from './stage.ts';
import { accept, daramWonByMiru, order, partnerIdOf, tenantOf, tokenIn } from './steps.ts';

forEachEngine((engine) => {
  describe('STORY-08 Multi-partner keeps everything', () => {
    let stage: Stage;
    let [jiwoo, sena, minjun, haneul, yuna] = [] as unknown as Voice[];
    let told: string[];
    let mails: number;
    const cursors = new Map<Voice, string>();
    /** All that each of the three sees of the subscriptions, as it goes over the wire. */
    const everything = async () => {
      const seen: string[] = [];
      for (const by of [haneul!, sena!, jiwoo!]) {
        const { items } = await by.call(listSubscriptions, {});
        const each = await Promise.all(items.map(({ id }) => by.call(seeSubscription, { path: { id } })));
        seen.push(JSON.stringify([items, each, (await by.call(listOrders, {})).items]));
      }
      const { items } = await sena!.call(listSubscriptions, {});
      const charges = await Promise.all(items.map(({ id }) => minjun!.call(seeCharges, { path: { id } })));
      return [...seen, JSON.stringify(charges)];
    };
    const newsFor = async (by: Voice) => {
      const after = cursors.get(by);
      const { items, next } = await by.call(listEvents, { query: { limit: 500, ...(after && { after }) } });
      cursors.set(by, next);
      return items;
    };
    beforeAll(async () => {
      const players = ['saebyeok', 'miru', 'lumenfold', 'daram'];
      stage = await stageOf({ database: await engine.fresh(), players, sells: true });
      const relationshipId = (await daramWonByMiru(stage)).id;
      [jiwoo, yuna] = [stage.person('jiwoo@miru'), stage.person('yuna@lumenfold')];
      [sena, minjun] = [stage.person('sena@saebyeok'), stage.person('minjun@saebyeok')];
      haneul = stage.person('haneul@daram');
      const resellerPartnerId = await partnerIdOf(jiwoo);
      await order(sena, { relationshipId, title: 'Workplace Standard', quantity: 20, resellerPartnerId });
      await order(sena, { relationshipId, title: 'Mail Plan 1', quantity: 5 });
      await yuna.call(listSubscriptions, {});
      told = await everything();
      mails = (await stage.mails()).length;
      for (const by of [sena, jiwoo]) await newsFor(by);
    });

    it('Daram has productivity seats by Saebyeok and Miru', () => expect(told[0]).toContain('Workplace Standard'));
    it('Yuna of Lumenfold invites Daram and Haneul accepts', async () => {
      stage.clock.add(3_600);
      const token = tokenIn((await yuna!.call(createInvitation, { body: {} })).link);
      const tenantId = await tenantOf(haneul!);
      // ORD-027: who buys through a partner already leaves the agreement to the new partner to attest.
      const both = { tenantId, acceptsRelationship: true, acceptsAgreement: '2020-02' };
      const refused = await haneul!.refused(acceptInvitation, { path: { token }, body: both });
      expect(named(refused)).toEqual([409, 'direct_acceptance_impossible', 'ORD-027']);
      const [made] = await accept(haneul!, { token, tenantId, withAgreement: false });
      expect([made?.partner.name, made?.status]).toEqual(['Lumenfold', 'active']);
    });
    it('every subscription, order and charge is byte for byte as it was, for all who see them', async () => {
      expect(await everything()).toEqual(told);
    });
    it('Saebyeok and Miru get no notice: no event, no mail', async () => {
      expect([await newsFor(sena!), await newsFor(jiwoo!)]).toEqual([[], []]);
      expect((await stage.mails()).length).toBe(mails);
    });
    it('Lumenfold appears among Daram’s partners, beside the two', async () => {
      const { items } = await haneul!.call(listRelationships, {});
      expect(items.map(({ partner }) => partner.name).sort()).toEqual([
        'Lumenfold',
        'Miru Systems',
        'Saebyeok Distribution',
      ]);
    });
    it('no partner learns of the other (REL-121)', async () => {
      for (const by of [sena!, jiwoo!, yuna!]) {
        const seen = JSON.stringify([
          (await by.call(listRelationships, {})).items,
          (await by.call(listConsents, {})).items,
        ]);
        expect(seen).not.toMatch(by === yuna ? /Saebyeok|Miru/ : /Lumenfold/);
      }
    });
    it('Lumenfold sees none of the others’ subscriptions, orders and charges (REL-121)', async () => {
      expect((await yuna!.call(listSubscriptions, {})).items).toEqual([]);
      expect((await yuna!.call(listOrders, {})).items).toEqual([]);
      const [one] = (await haneul!.call(listSubscriptions, {})).items;
      expect((await yuna!.refused(seeSubscription, { path: { id: one!.id } })).status).toBe(404);
    });
    it('it may sell to Daram as well, once it attested the agreement, each billed for its own (REL-112)', async () => {
      const [own] = (await yuna!.call(listRelationships, {})).items;
      const wanted = { relationshipId: own!.id, title: 'Charts Pro', quantity: 3 };
      await expect(order(yuna!, wanted)).rejects.toMatchObject({ problem: { code: 'customer_agreement_missing' } });
      const signer = { firstName: 'Haneul', lastName: 'Lee', email: 'haneul@daram.example' };
      const agreedAt = stage.clock.now.toISOString();
      const body = { tenantId: own!.tenantId, edition: '2020-02', agreedAt, ...signer };
      await yuna!.call(attestCustomerAgreement, { body });
      const placed = await order(yuna!, wanted);
      expect([placed.partner.name, placed.reseller]).toEqual(['Lumenfold', null]);
      expect((await sena!.call(listSubscriptions, {})).items).toHaveLength(2);
      expect((await haneul!.call(listSubscriptions, {})).items).toHaveLength(3);
    });
  });
});
