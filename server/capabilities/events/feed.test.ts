// A reader beside many writers on a real server: each event once, in order, none skipped, however late its commit.
import { setTimeout as pause } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines.ts';
import { makeOutbox, type Outbox, organizations } from '../../../tests/outbox-world.ts';
import type { Actor } from '../../access/may.ts';
import { cloudAt } from '../../clouds/cloud.ts';
import { retried } from '../../platform/database/database.ts';
import { record } from '../../platform/record/events.ts';
import type { Happened } from '../../platform/world/world.ts';

const writers = 12;
const each = 15;
const happened = (by: number, i: number): Happened => ({
  ...{
    type: 'order.placed',
    thing: 'order',
    id: `ord_${by}_${i}`,
    version: 1,
    before: null,
    after: { status: 'placed' },
  },
  sides: { partner: organizations.saebyeok, customer: by % 2 ? organizations.miru : organizations.haneul },
  classes: { status: 'public' },
});

forEachEngine((engine) => {
  let outbox: Outbox;
  beforeAll(async () => {
    outbox = await makeOutbox(await engine.fresh());
  });

  /** Some commit late, some are undone, some record several at once. */
  const write = async (by: number) => {
    const { world } = outbox;
    const actor: Actor = { kind: 'system', id: 'system', organization: 'system', roles: [], secondFactor: true };
    for (let i = 0; i < each; i += 1) {
      const now = world.clock.business();
      const work = retried(world.database, async (tx) => {
        const door = {
          ...{ world, tx, actor, now, preview: false, foresees: false },
          cloud: cloudAt(world.cloud, now),
        };
        await pause(Math.random() * 4);
        record(tx, door, i % 3 === 0 ? [happened(by, i), happened(by, i + 1000)] : [happened(by, i)]);
        await pause(Math.random() * 4);
        if (i % 5 === 4) throw new Error('undone');
      });
      await work.catch((error: Error) => expect(error.message).toBe('undone'));
    }
  };
  const follow = async (by: string, isOver: () => boolean) => {
    const subjects: string[] = [];
    const places: { lane: number; index: number }[] = [];
    for (let after = ''; ; ) {
      const wasOver = isOver();
      const { body } = await outbox.call(by, `GET /api/v1/events?limit=7${after && `&after=${after}`}`);
      for (const { subject, chains } of body.items) {
        subjects.push(subject);
        const own = organizations[by as keyof typeof organizations];
        places.push(chains.find(({ thread }: { thread: string }) => thread === own));
      }
      after = body.next;
      if (wasOver && !body.more) return { subjects, places };
    }
  };

  describe('A reader beside many writers', () => {
    it('sees each event exactly once and in order', async () => {
      let isOver = false;
      const reading = ['saebyeok', 'miru', 'haneul'].map((by) => follow(by, () => isOver));
      await Promise.all(Array.from({ length: writers }, (_, by) => write(by)));
      isOver = true;
      const [all, ...parts] = await Promise.all(reading);
      const kept = Array.from({ length: each }, (_, i): number => (i % 5 === 4 ? 0 : i % 3 === 0 ? 2 : 1)).reduce(
        (a, b) => a + b,
      );
      expect([all!.subjects.length, new Set(all!.subjects).size]).toEqual([writers * kept, writers * kept]);
      const lanes = new Set(all!.places.map(({ lane }) => lane));
      expect(lanes.size).toBe(2); // Of two customers, each in its own.
      for (const { places } of [all!, ...parts]) {
        for (const one of lanes) {
          const indices = places.filter(({ lane }) => lane === one).map(({ index }) => index);
          expect(indices).toEqual(indices.map((_, i) => i + 1));
        }
      }
      expect(parts.flatMap(({ subjects }) => subjects).toSorted()).toEqual(all!.subjects.toSorted());
    });
  });
});
