// Takes away what has had its time: sessions, codes and tokens, links, devices, counted failures, keys.
import sql, { raw, type Sql } from 'sql-template-tag';
import { daysAfter } from '../kernel/term.ts';
import { identityLimits } from '../platform/settings/identity-limits.ts';
import type { JobKind } from '../platform/work/jobs.ts';
import type { World } from '../platform/world/world.ts';

const batchRows = 5_000;
const batchesMax = 200;

type Old = { table: string; condition: Sql };
const oldIn = (world: World): readonly Old[] => {
  const now = world.clock.wall();
  const before = (days: number) => daysAfter(now, -days);
  return [
    { table: 'sessions', condition: sql`ends_at < ${now} or idle_ends_at < ${now}` },
    { table: 'oauth_artefacts', condition: sql`expires_at < ${now}` },
    { table: 'password_resets', condition: sql`expires_at < ${now}` },
    { table: 'known_devices', condition: sql`seen_at < ${before(identityLimits(world).knownDeviceDays)}` },
    { table: 'operator_looks', condition: sql`at < ${before(1)}` },
    { table: 'attempts', condition: sql`last_at < ${before(1)}` },
    { table: 'signing_keys', condition: sql`published_until < ${before(1)}` },
  ];
};

/** In small batches, so that nobody waits for it; says how many rows went. */
export async function tidyIdentity(world: World): Promise<number> {
  let count = 0;
  for (const { table, condition } of oldIn(world)) {
    for (let batch = 0; batch < batchesMax; batch += 1) {
      const gone = await world.database.transaction((tx) =>
        tx.query(sql`delete from ${raw(table)} where ctid = any(array(
          select ctid from ${raw(table)} where ${condition} limit ${batchRows})) returning 1`),
      );
      count += gone.length;
      if (gone.length < batchRows) break;
    }
  }
  return count;
}

export const tidying: JobKind = {
  kind: 'identity.tidy',
  everySeconds: 600,
  run: async ({ world }) => {
    await tidyIdentity(world);
    return undefined;
  },
};
