// What happens when time passes: each room says what is due, and it is done by an ordinary command as `system`.
import sql, { raw } from 'sql-template-tag';
import type { Lifecycle } from '../../kernel/lifecycle.ts';
import { isAway, type Tx } from '../database/database.ts';
import type { JobKind } from '../work/jobs.ts';
import { systemCaller } from '../world/caller-roles.ts';
import type { Kept, World } from '../world/world.ts';
import type { Act, Change } from './change.ts';
import { alone, perform } from './perform.ts';

export type Schedule = {
  /** The command's name, as in the policy. */
  operation: string;
  act: Act<object>;
  /** The ids of at most `limit` things whose time has come, oldest first, by an index. */
  due(tx: Tx, now: Date, limit: number): Promise<readonly { id: string }[]>;
  /** When the next one is due, for the workbench's clock. */
  next(tx: Tx): Promise<readonly { at: Date | null }[]>;
};

/** A command of the house for every thing from whose status it may follow, once the instant in the column has come. */
export function whenPast<S extends Kept, L extends Lifecycle<S>, N extends keyof L & string, Given>(
  declared: Change<S, L, N, object, Given>,
  column: string,
): Schedule {
  const { thing, command } = declared;
  const statuses = thing.lifecycle[command]!.from.map((status) => `'${status}'`).join(', ');
  const [table, at, live] = [raw(thing.table), raw(column), raw(`status in (${statuses})`)];
  return {
    operation: `${thing.name}.${command}`,
    act: alone(declared),
    due: (tx, now, limit) =>
      tx.query(sql`select id from ${table} where ${live} and ${at} <= ${now} order by ${at} limit ${limit}`),
    next: (tx) => tx.query(sql`select min(${at}) as at from ${table} where ${live}`),
  };
}

const batch = 100;
const roundsMax = 1_000;

/** What comes due is done in one process at a time, whoever has the lease of this job. */
export const doingWhatIsDue = (schedules: readonly Schedule[]): JobKind => ({
  kind: 'due',
  everySeconds: 15,
  run: async ({ world, signal }) => {
    await runDue(world, schedules, signal);
    return undefined;
  },
});

/** Does all that is due now and says how many; a refused one is left to the next run, and so is one that fails. */
export async function runDue(world: World, schedules: readonly Schedule[], signal?: AbortSignal): Promise<number> {
  let count = 0;
  const failures: unknown[] = [];
  for (const { operation, act, due } of schedules) {
    const refused = new Set<string>();
    for (let round = 0; round < roundsMax; round += 1) {
      const found = await world.database.read((tx) => due(tx, world.clock.business(), batch + refused.size));
      const ready = found.filter(({ id }) => !refused.has(id));
      if (ready.length === 0) break;
      for (const { id } of ready) {
        signal?.throwIfAborted();
        const done = await perform(world, systemCaller, { operation, act, key: id, command: {} }).catch((error) => {
          if (isAway(error)) throw error;
          failures.push(error);
        });
        if (done?.ok) count += 1;
        else refused.add(id);
      }
    }
  }
  // Told only now: what one thing suffers must not keep all others from their time.
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} due things failed`);
  return count;
}

/** The next instant at which anything becomes due, if anything ever does. */
export async function nextDue(world: World, schedules: readonly Schedule[]): Promise<Date | undefined> {
  const rows = await world.database.read((tx) => Promise.all(schedules.map(({ next }) => next(tx))));
  const instants = rows.flat().flatMap(({ at }) => (at ? [at] : []));
  return instants.sort((a, b) => a.getTime() - b.getTime())[0];
}
