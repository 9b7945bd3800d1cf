// STORY-01 Provider and reseller become partners (REL-010 to REL-015, REL-017), worldwide and in China.
import { beforeAll, describe, expect, it } from 'vitest';
import { listActivity, listReceipts, seeReceipt } from '../../contract/events.ts';
import { seeSession } from '../../contract/identity.ts';
import { listMembers } from '../../contract/members.ts';
import {
  approvePartnership,
  createPartnershipInvitation,
  draftPartnershipMail,
  listPartnerships,
  openPartnershipInvitation,
  type PartnershipInvitation,
} from '../../contract/partnerships.ts';
import { listRelationships } from '../../contract/relationships/relationships.ts';
import { china } from '../../server/clouds/china.ts';
import { worldwide } from '../../server/clouds/worldwide.ts';
import { forEachEngine } from '../engines.ts';
import { type Name, named, type Stage, stageOf, type Voice } from './stage.ts';
import { tokenIn, win } from './steps.ts';

type Part = { seller: Name; agent: Name; admin: Name; earlier: Name; names: [provider: string, reseller: string] };
const parts: [string, typeof worldwide, Part][] = [
  [
    'worldwide',
    worldwide,
    {
      seller: 'sena@saebyeok',
      agent: 'jiwoo@miru',
      admin: 'hyun@miru',
      earlier: 'somi@pinegate',
      names: ['Saebyeok Distribution', 'Miru Systems'],
    },
  ],
  [
    'China',
    china,
    {
      seller: 'peng@jiangling',
      agent: 'bai@yunpan',
      admin: 'yun@yunpan',
      earlier: 'lin@yufeng',
      names: ['Jiangling Channel', 'Yunpan Tech'],
    },
  ],
];

forEachEngine((engine) => {
  describe.each(parts)('STORY-01 Provider and reseller become partners: %s', (_, ...[cloud, part]) => {
    let stage: Stage;
    let seller: Voice;
    let agent: Voice;
    let admin: Voice;
    let request: PartnershipInvitation;
    let before: string;
    beforeAll(async () => {
      const players = [part.seller, part.admin, part.earlier].map((name) => name.split('@')[1]!);
      stage = await stageOf({ database: await engine.fresh(), cloud, players });
      [seller, agent, admin] = [stage.person(part.seller), stage.person(part.agent), stage.person(part.admin)];
      await win(seller, stage.person(part.earlier));
      for (const one of [agent, admin]) await one.call(seeSession, {});
    });
    const path = () => ({ token: tokenIn(request.link) });
    const ticked = { confirmsPartnership: true };
    const otherSides = async (by: Voice, side: 'provider' | 'reseller') =>
      (await by.call(listPartnerships, {})).items.map((one) => one[side].name);

    it('a reseller cannot start it (REL-011)', async () => {
      const refused = await agent.refused(createPartnershipInvitation, { body: {} });
      expect(named(refused)).toEqual([422, 'not_a_provider', 'REL-011']);
    });
    it('the sales agent creates a partnership request and gets a draft to edit, with the link in it', async () => {
      const [mails] = await stage.count('jobs');
      request = await seller.call(createPartnershipInvitation, { body: {} });
      const draft = await seller.call(draftPartnershipMail, { path: { id: request.id }, query: { language: 'ko' } });
      expect(draft.text).toContain(request.link);
      expect([draft.link, request.status, request.reusable]).toEqual([request.link, 'open', false]);
      expect(await stage.count('jobs')).toEqual([mails]); // REL-004: the system sends nothing itself.
    });
    it('who opens the link sees whom it is from before signing in (REL-003)', async () => {
      const opened = await stage.nobody.call(openPartnershipInvitation, { path: path() });
      expect(opened.provider.name).toBe(part.names[0]);
      expect([opened.link, opened.createdBy, opened.uses]).toEqual([undefined, undefined, undefined]);
    });
    it('an agent of the reseller may not approve; its global admin may (REL-012, matrix row 21)', async () => {
      const refused = await agent.refused(approvePartnership, { path: path(), body: ticked });
      expect(named(refused).slice(0, 2)).toEqual([403, 'not_permitted']);
    });
    it('without the tick nothing happens', async () => {
      const tables = ['partnerships', 'events'];
      const were = await stage.count(...tables);
      const refused = await admin.refused(approvePartnership, { path: path(), body: { confirmsPartnership: false } });
      expect(named(refused)).toEqual([400, 'partnership_not_confirmed', 'REL-012']);
      expect(await stage.count(...tables)).toEqual(were);
    });
    it('a preview says what approving does and does not, and changes nothing', async () => {
      const { would } = await admin.preview(approvePartnership, { path: path(), body: ticked });
      expect(would.events.map(({ type }) => type)).toEqual(['partnershipInvitation.used', 'partnership.established']);
      expect([would.access.length, would.unchanged.length]).toEqual([1, 2]);
      expect(await otherSides(seller, 'reseller')).toEqual([]);
    });
    it('the global admin ticks the box and approves, and each finds the other in its list', async () => {
      before = new Date(stage.clock.now.getTime() - 1).toISOString();
      stage.clock.add(60);
      const approved = await admin.call(approvePartnership, { path: path(), body: ticked });
      expect([approved.status, approved.since]).toEqual(['active', stage.clock.now.toISOString()]);
      expect(await otherSides(seller, 'reseller')).toEqual([part.names[1]]);
      expect(await otherSides(agent, 'provider')).toEqual([part.names[0]]);
    });
    it('neither sees the other’s earlier customers (REL-015)', async () => {
      expect((await agent.call(listRelationships, {})).items).toEqual([]);
      const [own] = (await seller.call(listRelationships, {})).items;
      expect([own?.isDirect, own?.resellers]).toEqual([true, []]);
    });
    it('both logs have the entry, with who, when, before and after (REL-002)', async () => {
      for (const by of [seller, agent]) {
        const { items } = await by.call(listActivity, { query: { type: 'partnership.established' } });
        expect(items).toMatchObject([
          {
            at: stage.clock.now.toISOString(),
            before: null,
            after: { status: 'active' },
            by: { organization: { name: part.names[1] } },
          },
        ]);
      }
    });
    it('both hold the receipt of what was agreed to', async () => {
      for (const by of [seller, agent]) {
        const { items } = await by.call(listReceipts, {});
        const receipt = items.find(({ type }) => type === 'partnership.established')!;
        const { signed, shown } = await by.call(seeReceipt, { path: { event: receipt.event } });
        expect(signed.split('.')).toHaveLength(3);
        expect(shown.text.length).toBeGreaterThan(20);
      }
    });
    it('no admin rights to the reseller’s tenant were created (REL-014)', async () => {
      const { me } = await seller.call(seeSession, {});
      expect(me?.memberships).toHaveLength(1);
      const theirs = await agent.call(seeSession, {});
      const people = (await admin.call(listMembers, {})).items.map(({ user }) => user);
      expect(people).not.toContain(me?.id);
      expect(people).toContain(theirs.me?.id);
    });
    it('the link is used up for others, and the same pair is not made twice (REL-017, REL-018)', async () => {
      expect((await admin.refused(approvePartnership, { path: path(), body: ticked })).code).toBe('wrong_status');
      const { link } = await seller.call(createPartnershipInvitation, { body: {} });
      await admin.call(approvePartnership, { path: { token: tokenIn(link) }, body: ticked });
      expect(await otherSides(seller, 'reseller')).toEqual([part.names[1]]);
    });
    it('and before it they were no partners: the list can be asked as of then', async () => {
      expect((await seller.call(listPartnerships, { query: { asOf: before } })).items).toEqual([]);
    });
  });
});
