// What higher rooms may use of long work: begin it with a command, look at it, and sweep old rows away.
import type { Sql } from 'sql-template-tag';
import { newId } from '../../kernel/id.ts';
import { daysAfter } from '../../kernel/term.ts';
import type { Tx } from '../../platform/database/database.ts';
import { change } from '../../platform/door/change.ts';
import { load } from '../../platform/record/history.ts';
import type { Attempt, JobKind } from '../../platform/work/jobs.ts';
import * as rules from './long-jobs/rules.ts';
import { jobs } from './long-jobs/thing.ts';
import { type LongJob, longKind } from './state.ts';

/** What the queue is told of long work that waits. */
export const queued = ({ id, kind }: LongJob, now: Date) => [
  { kind: longKind, payload: { job: id, kind }, runAt: now },
];
/** Begins long work for the caller's organization, as one step of a command of the room that knows the work. */
export const beginningJob = change({
  thing: jobs,
  command: 'create',
  find: 'new',
  given: ({ now, actor: by }): rules.CreateGiven => ({ now, by, newId: newId('job', by.organization) }),
  rule: rules.create,
  jobs: (job: LongJob, { now }) => queued(job, now),
});
export const jobOf = (tx: Tx, id: string): Promise<LongJob | undefined> => load(tx, jobs, { id });

export const batchRows = 5_000;

/** In batches, so that no sweep holds locks for long or outgrows the log of the database. */
export async function sweep({ world, signal }: Pick<Attempt, 'world' | 'signal'>, removing: Sql): Promise<number> {
  for (let count = 0; ; ) {
    signal.throwIfAborted();
    const rows = await world.database.transaction((tx) => tx.query<{ count: number }>(removing));
    count += rows.length;
    if (rows.length < batchRows) return count;
  }
}

/** A recurring sweep of whatever is older than finished jobs may get; it removes at most `batchRows` at a time. */
export const sweeping = (kind: string, removing: (before: Date) => Sql): JobKind => ({
  kind,
  everySeconds: 3600,
  run: async (attempt) => {
    const { world, settings } = attempt;
    const before = daysAfter(world.clock.wall(), -settings.jobKeptDays);
    await sweep(attempt, removing(before));
    return undefined;
  },
});
