// `kontor audit verify` on the database itself, without a server: each cloud that is there, one after the other.
import type { JSONWebKeySet } from 'jose';
import sql from 'sql-template-tag';
import { chosenClouds, openEngine } from '../../server/open.ts';
import { type Database, DatabaseUnusable } from '../../server/platform/database/database.ts';
import { keysIn } from '../../server/platform/record/signing-keys.ts';
import { exitCodes, Stopped } from '../exit-codes.ts';
import type { Speaking } from '../terminal.ts';
import { headFor, type Verified, verifyAll } from './audit.ts';
import { hasDatabase, settingsFrom } from './installation.ts';

export type Kept = { head?: string; keys?: JSONWebKeySet };
type Wanted = Kept & { cloud?: string };
type Found = { id: string; database: Database; keys: JSONWebKeySet };
type Of = { cloud: string; verified: Verified };

const isSetUp = async (database: Database): Promise<boolean> => {
  const [row] = await database.read((tx) =>
    tx.query<{ found: string | null }>(sql`select to_regclass('chain_links')::text as found`),
  );
  return row!.found !== null;
};

/** Where the data lies, as a person named it; never an address that may hold a password. */
export const placeOf = ({ terminal }: Speaking): string => {
  const { databaseUrl, data } = settingsFrom(terminal);
  return databaseUrl ? new URL(databaseUrl).host : data;
};

/** True when a running server holds the embedded database, which only one process can open. */
export const isInUse = (error: unknown): boolean => error instanceof DatabaseUnusable && error.reason === 'in_use';

/** Makes nothing where nothing is. */
export async function verifiedHere(
  here: Speaking,
  { cloud: only, ...kept }: Wanted,
  tell: (one: Of) => void,
): Promise<void> {
  const { terminal, say } = here;
  const settings = settingsFrom(terminal);
  const nothing = () => new Stopped(say('audit.nothing_there', { place: placeOf(here) }), exitCodes.damaged);
  const clouds = chosenClouds(settings).filter(({ id }) => (only ?? id) === id);
  if (clouds.length === 0) throw new Stopped(say('no_such_cloud', { cloud: only ?? '' }), exitCodes.usage);
  if (!hasDatabase(settings)) throw nothing();
  const engine = await openEngine(settings);
  try {
    const found: Found[] = [];
    for (const { id } of clouds) {
      const database = engine.schema(id);
      if (await isSetUp(database)) found.push({ id, database, keys: await keysIn(database) });
    }
    if (found.length === 0) throw nothing();
    for (const one of found) {
      const others = found.filter(({ id }) => id !== one.id).map(({ keys }) => keys);
      const head = kept.head === undefined ? undefined : await headFor(kept.head, others);
      const asked = {
        database: one.database,
        ...(kept.keys && { keys: kept.keys }),
        ...(head !== undefined && { head }),
      };
      tell({ cloud: one.id, verified: await verifyAll(asked) });
    }
  } finally {
    await engine.close();
  }
}
