// Sweeps away what was kept long enough: answers to idempotency keys, finished jobs, results.
import sql, { type Sql } from 'sql-template-tag';
import type { Attempt, JobKind } from '../../platform/work/jobs.ts';

export const batchRows = 5_000;

/** In batches, so that no sweep holds locks for long or outgrows the log of the database. */
async function sweep({ world, signal }: Pick<Attempt, 'world' | 'signal'>, removing: Sql): Promise<number> {
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
    const before = new Date(world.clock.wall().getTime() - settings.jobKeptDays * 86_400_000);
    await sweep(attempt, removing(before));
    return undefined;
  },
});

export const retention: JobKind = {
  kind: 'retention',
  everySeconds: 3600,
  run: async (attempt) => {
    const { world, settings } = attempt;
    const now = world.clock.wall().getTime();
    const keys = new Date(now - world.limits.idempotencyHours * 3_600_000);
    const jobs = new Date(now - settings.jobKeptDays * 86_400_000);
    await sweep(
      attempt,
      sql`delete from idempotency_keys where ctid = any(array(
      select ctid from idempotency_keys where created_at < ${keys} limit ${batchRows})) returning 1`,
    );
    await sweep(
      attempt,
      sql`delete from jobs where id = any(array(
      select id from jobs where finished_at < ${jobs} limit ${batchRows})) returning 1`,
    );
    await sweep(
      attempt,
      sql`delete from job_results where (job_id, part) in (
      select r.job_id, r.part from job_results r join job_progress p using (job_id)
      where p.result_until < ${new Date(now)} limit ${batchRows}) returning 1`,
    );
    return undefined;
  },
};
