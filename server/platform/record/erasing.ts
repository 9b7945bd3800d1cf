// Forgets a person in the log: salt and value of the personal parts go, their commitments stay and still verify.
import sql from 'sql-template-tag';
import type { Database, Tx } from '../database/database.ts';
import { nameOf } from './events.ts';

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
  const names = [person, ...(name ? [name] : [])].map(nameOf);
  for (let count = 0; ; ) {
    const erased = await database.transaction((tx) =>
      tx.query(sql`update event_parts set parts = parts - 'personal', names = '{}' where event in (
          select p.event from event_parts p where p.names && ${names}::text[] union
          select e.seq from events e join event_parts p on p.event = e.seq
            where e.subject = any(${[person, ...subjects]}::text[]) and p.parts ? 'personal'
          limit ${batchEvents}) returning 1`),
    );
    count += erased.length;
    if (erased.length < batchEvents) return count;
  }
}
