// How long the log keeps what its entries say (AUD-003): commercial acts longer than others. The entries themselves,
// their commitments and chains are never removed, so that a log whose old contents are forgotten still verifies.
import sql from 'sql-template-tag';
import { cloudAt } from '../../clouds/cloud.ts';
import { clouds } from '../../clouds/list.ts';
import type { JobKind } from '../work/jobs.ts';

/** Acts around people, programs and the machinery; all else concerns business between organizations. */
const others = [
  ...['person', 'member', 'apiClient', 'supportView', 'reading'],
  ...['webhook', 'job', 'deadLetter', 'signup', 'priceImport'],
];
const isOther = new Set(others);

type Years = { commercialLogYears: number; otherLogYears: number };
const yearsBefore = (now: Date, years: number): Date => {
  const then = new Date(now);
  then.setUTCFullYear(then.getUTCFullYear() - years);
  return then;
};
type Edges = { commercial: Date; other: Date };
const edgesAt = (now: Date, { commercialLogYears, otherLogYears }: Years): Edges => ({
  commercial: yearsBefore(now, commercialLogYears),
  other: yearsBefore(now, otherLogYears),
});

/** Whether an entry is so old that nobody must keep what it says; by the shortest time of any cloud. */
export function mayBeForgotten(now: Date): (entry: { thing: string; at: string }) => boolean {
  const windows = clouds.map((cloud) => cloudAt(cloud, now).windows);
  const least = (kind: keyof Years) => Math.min(...windows.map((one) => one[kind]));
  const edges = edgesAt(now, {
    commercialLogYears: least('commercialLogYears'),
    otherLogYears: least('otherLogYears'),
  });
  return ({ thing, at }) => new Date(at) < (isOther.has(thing) ? edges.other : edges.commercial);
}

const batchEvents = 5_000;

/** Once a day, by the clock on the wall: a clock that was turned must not make anybody forget. */
export const forgetOldEntries: JobKind = {
  kind: 'log.forget',
  everySeconds: 86_400,
  run: async ({ world, signal }) => {
    const now = world.clock.wall();
    const { commercial, other } = edgesAt(now, cloudAt(world.cloud, now).windows);
    for (;;) {
      signal.throwIfAborted();
      const forgotten = await world.database.transaction((tx) =>
        tx.query(sql`delete from event_parts where event = any(array(
          select p.event from event_parts p join events e on e.seq = p.event where e.at < ${other}
            and (e.at < ${commercial} or e.thing = any(${others}::text[])) limit ${batchEvents})) returning 1`),
      );
      if (forgotten.length < batchEvents) return undefined;
    }
  },
};
