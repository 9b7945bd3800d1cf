// Forgets a person in the log: salt and value of the personal parts go, their commitments stay and still verify.
import sql from 'sql-template-tag';
import type { Database, Tx } from '../database/database.ts';

type Gone = { person: string; name: string };
/** What a room forgets of somebody, in tables and twins alike; it bears being done twice. */
export type Eraser = (tx: Tx, gone: Gone) => void;

const batchEvents = 5_000;

/**
 * Every event that this person caused, that is about one of `subjects`, or whose personal fields name it, loses its
 * personal part, and with it what the same part says of others. In batches: begun again it only does what is left.
 */
export async function erasePerson(
  database: Database,
  { person, name, subjects = [] }: { person: string; name?: string; subjects?: readonly string[] },
): Promise<number> {
  const quoted = [person, ...(name ? [name] : [])].map((one) => JSON.stringify(one));
  let count = 0;
  for (let after = ''; ; ) {
    const [batch] = await database.transaction((tx) =>
      tx.query<{ last: string | null; looked: number; erased: number }>(sql`
        with batch as materialized (select id from events where id > ${after} order by id limit ${batchEvents}),
          erased as (update events set parts = parts - 'personal' from batch
            where events.id = batch.id and parts ? 'personal' and (
              exists (select 1 from unnest(${quoted}::text[]) as one
                where position(one in parts -> 'personal' ->> 'value') > 0)
              or subject = any(${[person, ...subjects]}::text[]))
            returning 1)
        select (select max(id) from batch) as last, (select count(*) from batch) as looked,
          (select count(*) from erased) as erased`),
    );
    count += batch!.erased;
    if (batch!.looked < batchEvents) return count;
    after = batch!.last!;
  }
}
