// The locks of one transaction: named, taken all at once and in one order, and known, so that none is missing.
import sql from 'sql-template-tag';
import type { Tx } from '../database/database.ts';

const heldBy = new WeakMap<Tx, Set<string>>();

const heldIn = (tx: Tx): Set<string> => {
  const known = heldBy.get(tx) ?? new Set<string>();
  heldBy.set(tx, known);
  return known;
};

/** Takes what is not held yet, sorted, so that two commands never wait for each other in a circle; says whether any. */
export function lock(tx: Tx, names: readonly string[]): boolean {
  const held = heldIn(tx);
  const sorted = [...new Set(names)].filter((name) => !held.has(name)).sort();
  if (sorted.length === 0) return false;
  for (const name of sorted) held.add(name);
  tx.write(sql`select pg_advisory_xact_lock(hashtextextended(current_schema() || ':' || name, 0))
    from unnest(${sorted}::text[]) as name`);
  return true;
}
