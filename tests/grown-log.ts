// A log of any length as the door would have written it, for tests and benches of what reads it.
import sql from 'sql-template-tag';
import { cloudAt } from '../server/clouds/cloud.ts';
import { record } from '../server/platform/record/events.ts';
import type { Door, Happened, World } from '../server/platform/world/world.ts';
import { organizations } from './outbox-world.ts';

const names = Object.values(organizations);
const classes = { status: 'public', price: 'commercial', margin: 'cost', createdBy: 'personal' } as const;
const happened = (i: number): Happened => ({
  type: 'order.placed',
  ...{ thing: 'order', id: `ord_${String(i).padStart(8, '0')}`, version: 1 },
  sides: { partner: names[i % 2]!, customer: names[2 + (i % 2)]! },
  ...{ before: null, after: { status: 'placed', price: `${i}.00`, margin: '1.00', createdBy: `user_${i}` }, classes },
});

/** Records this many events, a batch to a transaction, by the door's own statement. */
export async function growLog(world: World, count: number, batch = 50): Promise<void> {
  const now = world.clock.business();
  const actor = { kind: 'person', id: 'gu', organization: names[0]!, roles: [], secondFactor: true } as const;
  for (let done = 0; done < count; done += batch) {
    await world.database.transaction(async (tx) => {
      const door: Door = {
        ...{ world, tx, actor, now, preview: false, foresees: false },
        cloud: cloudAt(world.cloud, now),
      };
      record(
        tx,
        door,
        Array.from({ length: Math.min(batch, count - done) }, (_, i) => happened(done + i)),
      );
    });
  }
  await world.database.transaction(async (tx) => tx.write(sql`analyze events, event_parts, chain_links, chain_heads`));
}
