// STORY-17 CN: only the indirect partner makes invitations (REL-032, REL-033), without the delegated rights.
import { beforeAll, describe, expect, it } from 'vitest';
import { createInvitation, forwardInvitations, listInvitations } from '../../contract/relationships/invitations.ts';
import { listRelationships } from '../../contract/relationships/relationships.ts';
import { china } from '../../server/clouds/china.ts';
import { forEachEngine } from '../engines.ts';
import { named, type Stage, stageOf, type Voice } from './stage.ts';
import { accept, makePartners, order, partnerIdOf, tenantOf, tokenIn } from './steps.ts';

forEachEngine((engine) => {
  describe('STORY-17 In China only the indirect partner makes invitations', () => {
    let stage: Stage;
    let [peng, bai, qing, mei] = [] as unknown as Voice[];
    let token: string;
    beforeAll(async () => {
      const players = ['jiangling', 'yunpan', 'qinghe', 'tianmu'];
      stage = await stageOf({ database: await engine.fresh(), cloud: china, players, sells: true });
      [peng, bai] = [stage.person('peng@jiangling'), stage.person('bai@yunpan')];
      [qing, mei] = [stage.person('qing@qinghe'), stage.person('mei@tianmu')];
      await makePartners(peng, stage.person('yun@yunpan'));
    });
    const customersOf = async (by: Voice) =>
      (await by.call(listRelationships, {})).items.map((one) => one.customer.name);

    it('Yunpan looks for “create invitation” and is refused, for itself and with its partner', async () => {
      const jiangling = await stage.organization('jiangling');
      for (const body of [{}, { providerId: jiangling }]) {
        const refused = await bai!.refused(createInvitation, { body });
        expect(named(refused)).toEqual([422, 'provider_makes_invitations', 'REL-032']);
        expect(refused.mend).toContain('转发');
      }
    });
    it('Jiangling makes a link and shares it with its resellers', async () => {
      const [made] = [await peng!.call(createInvitation, { body: { forResellers: true } })];
      expect([made.kind, made.forResellers, made.provider]).toEqual(['direct', true, null]);
      token = tokenIn(made.link);
      await peng!.call(createInvitation, { body: {} }); // One that it keeps to itself.
    });
    it('Yunpan finds only this shared link, with a mail to forward it', async () => {
      const { items } = await bai!.call(forwardInvitations, { query: { language: 'zh-CN' } });
      expect(items.map(({ provider, link }) => [provider.name, tokenIn(link)])).toEqual([['Jiangling Channel', token]]);
      expect(items[0]?.text).toContain(items[0]?.link);
      expect((await bai!.call(listInvitations, {})).items).toEqual([]);
    });
    it('Qinghe, which is no partner of Jiangling, finds none', async () => {
      expect((await qing!.call(forwardInvitations, {})).items).toEqual([]);
    });
    it('Tianmu accepts it, no agreement asked (ORD-030): Jiangling owns the relationship (REL-033)', async () => {
      const made = await accept(mei!, { token, tenantId: await tenantOf(mei!) });
      expect(made.map(({ partner, isDirect }) => [partner.name, isDirect])).toEqual([['Jiangling Channel', true]]);
      expect(await stage.count('customer_agreements')).toEqual([0]);
    });
    it('only Jiangling has Tianmu as its customer; Yunpan, which forwarded the link, has not', async () => {
      expect([await customersOf(peng!), await customersOf(bai!), await customersOf(qing!)]).toEqual([
        ['Tianmu Textiles'],
        [],
        [],
      ]);
    });
    it('and the bill: it orders, and the charge is its own, in the currency of the place', async () => {
      const [own] = (await peng!.call(listRelationships, {})).items;
      const resellerPartnerId = await partnerIdOf(bai!);
      const placed = await order(peng!, {
        relationshipId: own!.id,
        title: 'Files Plan 2',
        quantity: 3,
        resellerPartnerId,
      });
      expect([placed.partner.name, placed.resellerId, placed.totals?.[0]?.currency]).toEqual([
        'Jiangling Channel',
        resellerPartnerId,
        'CNY',
      ]);
    });
  });
});
