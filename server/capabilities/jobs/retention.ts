// Sweeps away what was kept long enough: answers to idempotency keys, finished jobs, results.
import sql from 'sql-template-tag';
import { daysAfter } from '../../kernel/term.ts';
import type { JobKind } from '../../platform/work/jobs.ts';
import { batchRows, sweep } from './offers.ts';

export const retention: JobKind = {
  kind: 'retention',
  everySeconds: 3600,
  run: async (attempt) => {
    const { world, settings } = attempt;
    const now = world.clock.wall();
    const keys = new Date(now.getTime() - world.limits.idempotencyHours * 3_600_000);
    const jobs = daysAfter(now, -settings.jobKeptDays);
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
      where p.result_until < ${now} limit ${batchRows}) returning 1`,
    );
    return undefined;
  },
};
