// STORY-08 in each cloud (REL-110 to REL-117, REL-119): a second partner changes nothing of what the first one sold.
import { beforeAll, describe, expect, it } from 'vitest';
import { listOrders } from '../../contract/orders.ts';
import { listRelationships } from '../../contract/relationships/relationships.ts';
import { listSubscriptions, seeCharges, seeSubscription } from '../../contract/subscriptions.ts';
import { china } from '../../server/clouds/china.ts';
import { usgov } from '../../server/clouds/usgov.ts';
import { worldwide } from '../../server/clouds/worldwide.ts';
import type { Player } from '../../server/workbench/cast.ts';
import { forEachEngine } from '../engines.ts';
import { type Name, type Stage, stageOf, type Voice } from './stage.ts';
import { attest, order, orderPlan, win } from './steps.ts';

const newcomer = (country: string, language: 'en' | 'zh-CN'): Player => ({
  slug: 'newcomer',
  name: 'Newcomer Cloud',
  country,
  part: 'directBill',
  people: [
    { name: 'nora@newcomer.example', shown: 'Nora', language, roles: ['globalAdmin'] },
    { name: 'nico@newcomer.example', shown: 'Nico', language, roles: ['adminAgent'] },
  ],
});
type Part = { first: Name; second: Name; customer: Name; title: string; more: Player[]; isAttested?: true };
const parts: [string, typeof worldwide, Part][] = [
  [
    'worldwide',
    worldwide,
    {
      ...{ first: 'sena@saebyeok', second: 'yuna@lumenfold', customer: 'haneul@daram' },
      ...{ title: 'Workplace Standard', more: [], isAttested: true },
    },
  ],
  [
    'for the US government',
    usgov,
    {
      ...{ first: 'fay@fortline', second: 'nico@newcomer', customer: 'helen@harborview' },
      ...{ title: 'Workplace Standard', more: [newcomer('US', 'en')] },
    },
  ],
  [
    'in China',
    china,
    {
      ...{ first: 'peng@jiangling', second: 'nico@newcomer', customer: 'mei@tianmu' },
      ...{ title: 'Files Plan 2', more: [newcomer('CN', 'zh-CN')] },
    },
  ],
];

forEachEngine((engine) => {
  describe.each(parts)('STORY-08 Multi-partner keeps everything, %s', (_, ...[cloud, part]) => {
    let stage: Stage;
    let [first, second, customer] = [] as unknown as Voice[];
    let told: string;
    let sold: string;
    const everything = async () => {
      const seen: unknown[] = [];
      for (const by of [customer!, first!]) {
        const path = { id: sold };
        seen.push(await by.call(seeSubscription, { path }), (await by.call(listOrders, {})).items);
      }
      return JSON.stringify(seen);
    };
    const skusOf = async (by: Voice) =>
      (await by.call(listSubscriptions, {})).items.map(({ kind, partner }) => [kind, partner.name]);
    beforeAll(async () => {
      const players = [part.first, part.second, part.customer].map((name) => name.split('@')[1]!);
      stage = await stageOf({ database: await engine.fresh(), cloud, players, more: part.more, sells: true });
      [first, second] = [stage.person(part.first), stage.person(part.second)];
      customer = stage.person(part.customer);
      const { id: relationshipId } = await win(first, customer);
      sold = (await order(first, { relationshipId, title: part.title, quantity: 20 })).lines[0]!.subscriptionId;
      told = await everything();
    });

    it('the customer accepts a second partner, whom the first need not allow (REL-110, REL-112, REL-119)', async () => {
      const made = await win(second!, customer!, { withAgreement: false });
      const { items } = await customer!.call(listRelationships, {});
      expect([made.status, items.length]).toEqual(['active', 2]);
    });
    it('what the first sold is byte for byte as it was (REL-113, REL-114, REL-115, REL-116)', async () =>
      expect(await everything()).toBe(told));
    it('neither partner learns of the other (REL-121)', async () => {
      for (const by of [first!, second!]) {
        expect((await by.call(listRelationships, {})).items).toHaveLength(1);
      }
      expect((await second!.refused(seeSubscription, { path: { id: sold } })).status).toBe(404);
    });
    it('both run a usage plan in one tenant, each sees and is billed for its own (REL-111, REL-117)', async () => {
      const [mine] = (await second!.call(listRelationships, {})).items;
      const [theirs] = (await first!.call(listRelationships, {})).items;
      if (part.isAttested) await attest(stage, second!, mine!.tenantId);
      const own = await orderPlan(second!, mine!.id);
      await orderPlan(first!, theirs!.id);
      expect(new Set((await skusOf(second!)).map(([kind]) => kind))).toEqual(new Set(['usage']));
      expect(await skusOf(first!)).toHaveLength(2);
      const held = await skusOf(customer!);
      expect(held.map(([kind]) => kind).sort()).toEqual(['licence', 'usage', 'usage']);
      const path = { id: own.lines[0]!.subscriptionId };
      expect((await first!.refused(seeCharges, { path })).status).toBe(404);
    });
  });
});
