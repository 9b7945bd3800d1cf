// The rows behind the worker: claiming with a lease, keeping it, and the four ways in which an attempt ends.
import sql from 'sql-template-tag';
import type { Tx } from '../database/database.ts';
import type { JobKind } from './jobs.ts';

export type Claimed = {
  id: string;
  kind: string;
  payload: Record<string, unknown>;
  attempts: number;
  created_at: Date;
  every_seconds: number | null;
};
type Claiming = { kinds: readonly string[]; lease: string; now: Date; until: Date; limit: number };

/** Due ones and those whose lease ran out, oldest first; of several workers none gets the same one. */
export const claim = (tx: Tx, { kinds, lease, now, until, limit }: Claiming): Promise<Claimed[]> =>
  tx.query<Claimed>(sql`with due as materialized (
      select id from jobs where finished_at is null and run_at <= ${now} and kind = any(${[...kinds]}::text[])
      order by run_at limit ${limit} for update skip locked)
    update jobs set status = 'running', attempts = attempts + 1, lease = ${lease}, run_at = ${until}
    from due where jobs.id = due.id
    returning jobs.id, kind, payload, attempts, created_at, every_seconds`);

type Held = { id: string; lease: string };
const isMine = async (tx: Tx, statement: ReturnType<typeof sql>): Promise<boolean> =>
  (await tx.query<{ id: string }>(statement)).length > 0;

/** False when the lease ran out and somebody else has the job. */
export const keep = (tx: Tx, { id, lease }: Held, until: Date): Promise<boolean> =>
  isMine(tx, sql`update jobs set run_at = ${until} where id = ${id} and lease = ${lease} returning id`);

/** The payload goes with the work: it may hold links with their tokens. */
export const finish = (tx: Tx, { id, lease }: Held, now: Date): Promise<boolean> =>
  isMine(
    tx,
    sql`update jobs set status = 'done', finished_at = ${now}, payload = '{}', lease = null, last_error = null
      where id = ${id} and lease = ${lease} returning id`,
  );

type Again = { at: Date; error: string | null; attempts: number };
export const putOff = (tx: Tx, { id, lease }: Held, { at, error, attempts }: Again): Promise<boolean> =>
  isMine(
    tx,
    sql`update jobs set status = 'waiting', run_at = ${at}, lease = null, last_error = ${error}, attempts = ${attempts}
      where id = ${id} and lease = ${lease} returning id`,
  );

/** Takes a job out of the queue for good, together with what is written about it in the same transaction. */
export const takeOut = async (tx: Tx, id: string): Promise<Claimed | undefined> => {
  const [row] = await tx.query<Claimed>(sql`delete from jobs where id = ${id}
    returning id, kind, payload, attempts, created_at, every_seconds`);
  return row;
};

/** Recurring jobs have one row each, whatever the number of processes. */
export async function seedRecurring(tx: Tx, kinds: readonly JobKind[], now: Date): Promise<void> {
  for (const { kind, everySeconds } of kinds) {
    if (everySeconds === undefined) continue;
    await tx.query(sql`insert into jobs (id, kind, payload, status, run_at, created_at, attempts, every_seconds)
      values (${`wrk_${kind}`}, ${kind}, '{}', 'waiting', ${now}, ${now}, 0, ${everySeconds})
      on conflict (id) do update set every_seconds = excluded.every_seconds`);
  }
}
