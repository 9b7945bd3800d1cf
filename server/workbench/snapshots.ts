// Snapshots of a cloud: its tables copied aside in the same database, and put back with the clock as it was.
import sql from 'sql-template-tag';
import { script, type Tx } from '../platform/database/database.ts';
import type { World } from '../platform/world/world.ts';
import { setAhead, type Turning } from './clock.ts';
import { keep, recall } from './facts.ts';

export type Snapshot = { id: string; name: string; takenAt: string; business: string };
type Kept = Snapshot & { aheadMs: number; migrations: number };

/** What stays as it is: the installation itself, and who is signed in just now. */
const staying = new Set([
  'installation',
  'migrations',
  'sessions',
  'oauth_artefacts',
  'signing_keys',
  'receipt_keys',
  'attempts',
  'known_devices',
]);
const secondsMax = 600;
const snapshotsMax = 20;

const kept = async (world: World): Promise<Kept[]> => (await recall<Kept[]>(world, 'snapshots')) ?? [];
const shown = ({ id, name, takenAt, business }: Kept): Snapshot => ({ id, name, takenAt, business });
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
const asideOf = async (tx: Tx, id: string): Promise<string> => {
  const [row] = await tx.query<{ name: string }>(sql`select current_schema() || '_' || ${id} as name`);
  return row!.name;
};
const tablesIn = async (tx: Tx, schema: string | undefined): Promise<string[]> => {
  const rows = await tx.query<{ name: string }>(sql`select tablename as name from pg_tables
    where schemaname = coalesce(${schema ?? null}, current_schema()) order by 1`);
  return rows.map(({ name }) => name).filter((name) => !staying.has(name));
};
const migrationsOf = async (tx: Tx): Promise<number> => {
  const [row] = await tx.query<{ count: number }>(sql`select count(*)::int as count from migrations`);
  return row!.count;
};

export const listSnapshots = async (world: World): Promise<Snapshot[]> => (await kept(world)).map(shown);

export async function takeSnapshot({ world, clock }: Turning, name: string): Promise<Snapshot> {
  const all = await kept(world);
  const id = `s${1 + Math.max(0, ...all.map((one) => Number(one.id.slice(1))))}`;
  const dropped = all.length >= snapshotsMax ? all.slice(0, 1) : [];
  const migrations = await world.database.transaction(
    async (tx) => {
      for (const old of dropped) await tx.query(script(`drop schema ${quoted(await asideOf(tx, old.id))} cascade`));
      const aside = await asideOf(tx, id);
      const copies = (await tablesIn(tx, undefined)).map(
        (table) => `create table ${quoted(aside)}.${quoted(table)} as table ${quoted(table)};`,
      );
      await tx.query(script(`create schema ${quoted(aside)}; ${copies.join('\n')}`));
      return migrationsOf(tx);
    },
    { secondsMax },
  );
  const facts = { id, name, takenAt: clock.wall().toISOString(), business: clock.business().toISOString() };
  const made: Kept = { ...facts, aheadMs: clock.aheadMs(), migrations };
  await keep(world, 'snapshots', [...all.slice(dropped.length), made]);
  return shown(made);
}

/** Undefined where there is none of this id, or where a newer program has changed the tables since. */
export async function restoreSnapshot(turning: Turning, id: string): Promise<Snapshot | undefined> {
  const { world } = turning;
  const found = (await kept(world)).find((one) => one.id === id);
  if (!found) return undefined;
  const isRestored = await world.database.transaction(
    async (tx) => {
      if ((await migrationsOf(tx)) !== found.migrations) return false;
      const aside = await asideOf(tx, id);
      const [now, then] = [await tablesIn(tx, undefined), new Set(await tablesIn(tx, aside))];
      await tx.query(script(`truncate ${now.map(quoted).join(', ')}`));
      for (const table of now.filter((one) => then.has(one))) {
        const columns = (await columnsOf(tx, table)).map(quoted).join(', ');
        await tx.query(
          script(`insert into ${quoted(table)} (${columns}) overriding system value
            select ${columns} from ${quoted(aside)}.${quoted(table)}`),
        );
      }
      return true;
    },
    { secondsMax },
  );
  if (!isRestored) return undefined;
  await setAhead(turning, found.aheadMs);
  return shown(found);
}

const columnsOf = async (tx: Tx, table: string): Promise<string[]> => {
  const rows = await tx.query<{ name: string }>(sql`select column_name as name from information_schema.columns
    where table_schema = current_schema() and table_name = ${table} and is_generated = 'NEVER'
    order by ordinal_position`);
  return rows.map(({ name }) => name);
};
