// The only SQL about long work, its progress and results.
import sql from 'sql-template-tag';
import type { Tx } from '../../../platform/database/database.ts';
import { json, rowsOf } from '../../../platform/record/columns.ts';
import type { Reached, RowError } from '../../../platform/work/long-work.ts';
import type { LongJob } from '../state.ts';

export const rows = rowsOf<LongJob>({
  organization: 'organization_id',
  kind: 'kind',
  request: json('request'),
  createdBy: 'created_by',
  createdAt: 'created_at',
  finishedAt: 'finished_at',
});

/** What could not be done with one row, as a message key with its values. */
export type ProgressRow = {
  phase: string;
  done: number;
  total: number | null;
  started_at: Date;
  updated_at: Date;
  errors: RowError[];
  error_count: number;
  result_type: string | null;
  result_name: string | null;
  result_until: Date | null;
};

export async function progressOf(tx: Tx, job: string): Promise<ProgressRow | undefined> {
  const [row] = await tx.query<ProgressRow>(
    sql`select phase, done, total, started_at, updated_at, errors, error_count, result_type, result_name, result_until
      from job_progress where job_id = ${job}`,
  );
  return row;
}

/** Where the work was when it was last interrupted; a new start of the clock either way. */
export async function begin(tx: Tx, job: string, now: Date): Promise<unknown> {
  const [row] = await tx.query<{ reached: unknown }>(sql`
    insert into job_progress (job_id, phase, done, started_at, updated_at, errors, error_count)
    values (${job}, 'started', 0, ${now}, ${now}, '[]', 0)
    on conflict (job_id) do update set updated_at = excluded.updated_at returning reached`);
  return row!.reached ?? undefined;
}

const errorsKeptMax = 1000;

/** Writes how far the work is and says whether it is still wanted. */
export async function keepProgress(tx: Tx, job: string, { reached, ...at }: Reached & { now: Date }): Promise<boolean> {
  const errors = at.errors ?? [];
  const [row] = await tx.query<{ status: string }>(sql`with kept as (
      update job_progress set phase = ${at.phase}, done = ${at.done}, total = coalesce(${at.total ?? null}, total),
        reached = coalesce(${reached === undefined ? null : JSON.stringify(reached)}::jsonb, reached),
        error_count = error_count + ${errors.length},
        errors = case when jsonb_array_length(errors) < ${errorsKeptMax}
          then errors || ${JSON.stringify(errors.slice(0, errorsKeptMax))}::jsonb else errors end,
        updated_at = ${at.now}
      where job_id = ${job})
    select status from long_jobs where id = ${job}`);
  return row?.status === 'running';
}

/** A new result replaces what an interrupted attempt had begun to write. */
export function clearResult(tx: Tx, job: string): void {
  tx.write(sql`delete from job_results where job_id = ${job}`);
}
export function addResult(tx: Tx, job: string, { part, bytes }: { part: number; bytes: Uint8Array }): void {
  tx.write(sql`insert into job_results (job_id, part, bytes) values (${job}, ${part}, ${Buffer.from(bytes)})`);
}
export function nameResult(tx: Tx, job: string, result: { type: string; name: string; until: Date }): void {
  tx.write(sql`update job_progress set result_type = ${result.type}, result_name = ${result.name},
    result_until = ${result.until} where job_id = ${job}`);
}
export async function resultPart(tx: Tx, job: string, part: number): Promise<Buffer | undefined> {
  const [row] = await tx.query<{ bytes: Buffer }>(
    sql`select bytes from job_results where job_id = ${job} and part = ${part}`,
  );
  return row?.bytes;
}
