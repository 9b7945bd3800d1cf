// STORY-04 One invitation, two relationships (REL-043, REL-044, REL-039, REL-038), seen by each of its people.
import { beforeAll, describe, expect, it } from 'vitest';
import { listCustomerAgreements } from '../../contract/agreements.ts';
import { listActivity, listReceipts } from '../../contract/events.ts';
import { createCart } from '../../contract/orders.ts';
import { acceptInvitation, listConsents, passOnInvitation } from '../../contract/relationships/consents.ts';
import { createInvitation, draftInvitationMail, openInvitation } from '../../contract/relationships/invitations.ts';
import { listRelationships } from '../../contract/relationships/relationships.ts';
import { forEachEngine } from '../engines.ts';
import { named, type Stage, stageOf, type Voice } from './stage.ts';
import { makePartners, tenantOf, tokenIn } from './steps.ts';

forEachEngine((engine) => {
  describe('STORY-04 One invitation, two relationships', () => {
    let stage: Stage;
    let [jiwoo, sena, haneul, bora, yuna] = [] as unknown as Voice[];
    let token: string;
    let tenantId: string;
    let before: string;
    beforeAll(async () => {
      const players = ['saebyeok', 'miru', 'lumenfold', 'daram'];
      stage = await stageOf({ database: await engine.fresh(), players, sells: true });
      [jiwoo, sena, yuna] = [stage.person('jiwoo@miru'), stage.person('sena@saebyeok'), stage.person('yuna@lumenfold')];
      [haneul, bora] = [stage.person('haneul@daram'), stage.person('bora@daram')];
      await makePartners(sena!, stage.person('hyun@miru'));
      tenantId = await tenantOf(haneul!);
    });
    const tables = ['relationships', 'consents', 'customer_agreements', 'events', 'chain_links'];
    const path = () => ({ token });
    const both = () => ({ tenantId, acceptsRelationship: true, acceptsAgreement: '2020-02' });
    const customersOf = async (by: Voice) =>
      (await by.call(listRelationships, {})).items.map((one) => one.customerName);

    it('Jiwoo uses “invite new customer” beside Saebyeok and sends the link', async () => {
      const providerId = await stage.organization('saebyeok');
      const made = await jiwoo!.call(createInvitation, { body: { providerId } });
      expect([made.kind, made.provider?.name]).toEqual(['indirect', 'Saebyeok Distribution']);
      token = tokenIn(made.link);
      const draft = await jiwoo!.call(draftInvitationMail, { path: { id: made.id }, query: { language: 'ko' } });
      expect(draft.text).toContain(made.link);
    });
    it('the page it opens tells both inviters, what follows, what does not, and the agreement (REL-003)', async () => {
      const query = { language: 'ko' } as const;
      const opened = await stage.nobody.call(openInvitation, { path: path(), query });
      expect(opened.inviters.map(({ organization, part }) => [organization.name, part])).toEqual([
        ['Miru Systems', 'reseller'],
        ['Saebyeok Distribution', 'seller'],
      ]);
      expect(opened.inviters.every(({ partnerId, activeSince }) => partnerId && activeSince)).toBe(true);
      expect([opened.asks.length, opened.doesNot.length]).toEqual([2, 5]);
      expect(opened.agreement).toMatchObject({ edition: '2020-02', language: 'ko', country: 'KR' });
      expect(JSON.stringify(opened)).not.toMatch(/daram/i);
    });
    it('Bora opens it and is told that a global admin is needed (REL-038)', async () => {
      const refused = await bora!.refused(acceptInvitation, { path: path(), body: both() });
      expect(named(refused)).toEqual([403, 'global_admin_required', 'REL-038']);
      expect(refused.detail).toContain('전역 관리자');
    });
    it('she passes it on, and Haneul finds it waiting', async () => {
      await bora!.call(passOnInvitation, { path: path(), body: { tenantId } });
      const { items } = await haneul!.call(listConsents, { query: { status: 'pending' } });
      expect(items.map(({ partner, provider, link }) => [partner.name, provider?.name, tokenIn(link)])).toEqual([
        ['Miru Systems', 'Saebyeok Distribution', token],
      ]);
    });
    it('Haneul ticks only the relationship: nothing is saved (REL-039)', async () => {
      const were = await stage.count(...tables);
      const body = { tenantId, acceptsRelationship: true };
      const refused = await haneul!.refused(acceptInvitation, { path: path(), body });
      expect(named(refused)).toEqual([400, 'agreement_not_ticked', 'REL-039']);
      const none = await haneul!.refused(acceptInvitation, {
        path: path(),
        body: { tenantId, acceptsRelationship: false },
      });
      expect([none.code, ...none.also.map(({ code }) => code)]).toEqual([
        'relationship_not_ticked',
        'agreement_not_ticked',
      ]);
      expect(await stage.count(...tables)).toEqual(were);
    });
    it('she sees in a preview what both ticks would do, and then it is so', async () => {
      before = new Date(stage.clock.now.getTime() - 1).toISOString();
      stage.clock.add(60);
      const { would, token: previewToken } = await haneul!.preview(acceptInvitation, { path: path(), body: both() });
      const made = await haneul!.call(acceptInvitation, {
        path: path(),
        body: both(),
        ...(previewToken && { previewToken }),
      });
      const { items } = await haneul!.call(listActivity, { query: { from: stage.clock.now.toISOString() } });
      const types = items.map(({ type }) => type);
      expect(would.events.map(({ type }) => type).sort()).toEqual(
        expect.arrayContaining(types.filter((type) => !type.startsWith('session')).sort()),
      );
      expect(made.relationships.map(({ partner, status }) => [partner.name, status])).toEqual([
        ['Miru Systems', 'active'],
        ['Saebyeok Distribution', 'active'],
      ]);
      expect(made.agreement).toMatchObject({ partner: { name: 'Saebyeok Distribution' }, way: 'direct' });
    });
    it('Daram appears in the lists of both, and in nobody else’s', async () => {
      expect([await customersOf(jiwoo!), await customersOf(sena!), await customersOf(yuna!)]).toEqual([
        ['Daram Foods'],
        ['Daram Foods'],
        [],
      ]);
      const partners = (await haneul!.call(listRelationships, {})).items.map(({ partner }) => partner.name);
      expect(partners.sort()).toEqual(['Miru Systems', 'Saebyeok Distribution']);
    });
    it('each finds the shared customers of the other (REL-026)', async () => {
      const [miru, saebyeok] = [await stage.organization('miru'), await stage.organization('saebyeok')];
      const theirs = await sena!.call(listRelationships, { query: { resellerId: miru } });
      const ours = await jiwoo!.call(listRelationships, { query: { providerId: saebyeok } });
      expect([theirs.items.length, ours.items.length]).toEqual([1, 1]);
    });
    it('Saebyeok can order for Daram, and Miru cannot itself (ACT-003)', async () => {
      const own = async (by: Voice) => (await by.call(listRelationships, {})).items[0]!.id;
      const cart = await sena!.call(createCart, { body: { relationshipId: await own(sena!), lines: [] } });
      expect([cart.status, cart.customer.name]).toEqual(['draft', 'Daram Foods']);
      const refused = await jiwoo!.refused(createCart, { body: { relationshipId: await own(jiwoo!), lines: [] } });
      expect(named(refused)).toEqual([403, 'orders_via_provider', 'SUB-011']);
    });
    it('everybody holds receipts of what was agreed, Saebyeok also of the agreement (ORD-028)', async () => {
      const typesOf = async (by: Voice) => (await by.call(listReceipts, {})).items.map(({ type }) => type);
      expect(await typesOf(haneul!)).toEqual(
        expect.arrayContaining(['customerAgreement.accepted', 'relationship.established', 'relationship.established']),
      );
      expect(await typesOf(sena!)).toContain('customerAgreement.accepted');
      expect(await typesOf(jiwoo!)).not.toContain('customerAgreement.accepted');
      expect((await sena!.call(listCustomerAgreements, {})).items).toMatchObject([
        { edition: '2020-02', way: 'direct' },
      ]);
    });
    it('accepting once more shows what is there, and makes nothing new (REL-048)', async () => {
      const were = await stage.count(...tables);
      const again = await haneul!.call(acceptInvitation, { path: path(), body: both() });
      expect(again.relationships.map(({ version }) => version)).toEqual([1, 1]);
      expect(await stage.count(...tables)).toEqual(were);
    });
    it('and a minute earlier nobody had anybody', async () => {
      for (const by of [jiwoo!, sena!, haneul!]) {
        expect((await by.call(listRelationships, { query: { asOf: before } })).items).toEqual([]);
      }
    });
  });
});
