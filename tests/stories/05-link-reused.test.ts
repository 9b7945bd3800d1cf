// STORY-05 Link reused for another customer (REL-036), in each cloud that takes customers.
import { beforeAll, describe, expect, it } from 'vitest';
import { acceptInvitation } from '../../contract/relationships/consents.ts';
import {
  createInvitation,
  openInvitation,
  revokeInvitation,
  seeInvitation,
} from '../../contract/relationships/invitations.ts';
import { listRelationships } from '../../contract/relationships/relationships.ts';
import { china } from '../../server/clouds/china.ts';
import { usgov } from '../../server/clouds/usgov.ts';
import { worldwide } from '../../server/clouds/worldwide.ts';
import { forEachEngine } from '../engines.ts';
import { type Name, type Stage, stageOf, type Voice } from './stage.ts';
import { accept, tenantOf, tokenIn } from './steps.ts';

type Part = { seller: Name; first: Name; second: Name; names: string[] };
const parts: [string, typeof worldwide, Part][] = [
  [
    'worldwide, as Lumenfold, Daram and Pine Gate',
    worldwide,
    {
      seller: 'yuna@lumenfold',
      first: 'haneul@daram',
      second: 'somi@pinegate',
      names: ['Daram Foods', 'Pine Gate Clinic'],
    },
  ],
  [
    'for the US government',
    usgov,
    {
      seller: 'fay@fortline',
      first: 'helen@harborview',
      second: 'mason@millbrook',
      names: ['Harborview County', 'Millbrook Water District'],
    },
  ],
  [
    'in China',
    china,
    {
      seller: 'peng@jiangling',
      first: 'mei@tianmu',
      second: 'lin@yufeng',
      names: ['Tianmu Textiles', 'Yufeng Ceramics'],
    },
  ],
];

forEachEngine((engine) => {
  describe.each(parts)('STORY-05 Link reused for another customer, %s', (_, ...[cloud, part]) => {
    let stage: Stage;
    let seller: Voice;
    let first: Voice;
    let second: Voice;
    let link: { id: string; token: string };
    beforeAll(async () => {
      const players = [part.seller, part.first, part.second].map((name) => name.split('@')[1]!);
      stage = await stageOf({ database: await engine.fresh(), cloud, players });
      [seller, first, second] = [stage.person(part.seller), stage.person(part.first), stage.person(part.second)];
      const made = await seller.call(createInvitation, { body: {} });
      link = { id: made.id, token: tokenIn(made.link) };
      await accept(first, { token: link.token, tenantId: await tenantOf(first) });
    });
    const path = () => ({ token: link.token });

    it('the second global admin accepts the same link, too', async () => {
      const [made] = await accept(second, { token: link.token, tenantId: await tenantOf(second) });
      expect([made?.status, made?.isDirect, made?.customer.name]).toEqual(['active', true, part.names[1]]);
    });
    it('the partner has two customers from one link', async () => {
      const { items } = await seller.call(listRelationships, {});
      expect(items.map(({ customerName }) => customerName)).toEqual(part.names);
      expect(items.map(({ invitationId }) => invitationId)).toEqual([link.id, link.id]);
      expect((await seller.call(seeInvitation, { path: { id: link.id } })).acceptances).toBe(2);
    });
    it('the link shows no data of either, to nobody and to none of the two', async () => {
      const [one, two] = [await tenantOf(first), await tenantOf(second)];
      for (const by of [stage.nobody, first, second]) {
        const told = JSON.stringify(await by.call(openInvitation, { path: path() }));
        for (const secret of [...part.names, one, two, 'acceptances']) expect(told).not.toContain(secret);
      }
    });
    it('neither customer learns of the other', async () => {
      expect((await first.call(listRelationships, {})).items.map(({ customer }) => customer.name)).toEqual([
        part.names[0],
      ]);
    });
    it('revoked it is worth nothing, and both stay customers', async () => {
      await seller.call(revokeInvitation, { path: { id: link.id }, body: {} });
      const body = { tenantId: await tenantOf(first), acceptsRelationship: true };
      expect((await first.refused(acceptInvitation, { path: path(), body })).code).toBe('wrong_status');
      expect((await seller.call(listRelationships, {})).items).toHaveLength(2);
    });
  });
});
