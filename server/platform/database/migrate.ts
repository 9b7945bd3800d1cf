// Brings a schema to the state this program needs: each migration once, whole or not at all, by one process at a time.
import { setTimeout as pause } from 'node:timers/promises';
import { type Database, LockTimeout, script, type Tx } from './database.ts';
import { type Migration, MigrationRefused } from './migration-files.ts';
import { schemaName } from './schema-name.ts';

type Progress = { schema: string; migration: Migration; tookMs: number; left: number };
export type Migrating = {
  database: Database;
  schema: string;
  migrations: readonly Migration[];
  progressed?: (progress: Progress) => void;
};

// Building an index on a big table takes its time.
const migrationSecondsMax = 3600;
/** Whoever waits for a table holds up all who come after it, so it lets go soon and comes again. */
const lockTimeoutMs = 3_000;
const againMs = 200;

const ground = (schema: string): string => `
  do $$ begin
    if to_regnamespace('"${schema}"') is null then create schema "${schema}"; end if;
    if to_regclass('"${schema}".migrations') is null then
      create table "${schema}".migrations (
        number int primary key, name text not null, checksum text not null,
        applied_at timestamptz not null default now());
    end if;
    if not exists (select from pg_attribute where attrelid = '"${schema}".migrations'::regclass and attname = 'release')
    then
      alter table "${schema}".migrations
        add column release int not null default 1, add column expands boolean not null default false;
    end if;
  end $$`;

type Applied = Pick<Migration, 'number' | 'name' | 'checksum' | 'release' | 'expands'>;

function checkBeyond(beyond: readonly Applied[], migrations: readonly Migration[]): void {
  const ours = Math.max(1, ...migrations.map(({ release }) => release));
  const strange = beyond.find(({ release, expands }) => !expands || release > ours + 1);
  if (!strange) return;
  const message = `The database was used by a newer version of Kontor (${strange.name}). Start that version instead.`;
  throw new MigrationRefused('newer_database', message);
}

/** The first migration that is still to be applied, or a refusal when schema and program do not fit. */
function nextAfter(applied: readonly Applied[], migrations: readonly Migration[]): Migration | undefined {
  for (const { number, name, checksum } of applied) {
    const known = migrations[number - 1];
    if (known && known.checksum !== checksum) {
      const message = `The migration ${known.name} was changed after it had been applied; it was ${name} then.`;
      throw new MigrationRefused('changed', message);
    }
  }
  checkBeyond(
    applied.filter(({ number }) => number > migrations.length),
    migrations,
  );
  const gap = applied.findIndex(({ number }, i) => number !== i + 1);
  if (gap >= 0) throw new MigrationRefused('out_of_order', `The migration number ${gap + 1} was never applied.`);
  return migrations[applied.length];
}

const applied = (tx: Tx): Promise<Applied[]> =>
  tx.query<Applied>({
    text: 'select number, name, checksum, release, expands from migrations order by number',
    values: [],
  });
const kept = ({ number, name, checksum, release, expands }: Migration) => ({
  text: 'insert into migrations (number, name, checksum, release, expands) values ($1, $2, $3, $4, $5)',
  values: [number, name, checksum, release, expands],
});

/**
 * Of several processes that start at once one migrates. The others ask again instead of waiting in a statement: an
 * index that is built beside everybody's work waits for all statements, hence for theirs.
 */
async function locked(tx: Tx, schema: string, until: 'transaction' | 'session'): Promise<boolean> {
  const lock = until === 'transaction' ? 'pg_try_advisory_xact_lock' : 'pg_try_advisory_lock';
  const text = `select ${lock}(hashtextextended('migrations ' || $1, 0)) as mine`;
  return (await tx.query<{ mine: boolean }>({ text, values: [schema] }))[0]!.mine;
}

type Found = 'busy' | { next: Migration | undefined; isApplied: boolean };

/** Applies the next one; leaves one that must run outside a transaction to `applyBeside`. */
async function applyWhole(tx: Tx, { database, schema, migrations }: Migrating): Promise<Found> {
  tx.write(script('set local statement_timeout = 0'));
  if (!(await locked(tx, schema, 'transaction'))) return 'busy';
  await tx.query(script(ground(schema)));
  const next = nextAfter(await applied(tx), migrations);
  const isBeside = next?.isConcurrent && database.engine === 'postgresql';
  if (!next || isBeside) return { next, isApplied: false };
  // The embedded database has one user, who would wait for himself.
  const text = next.isConcurrent ? next.text.replaceAll(/ concurrently\b/gi, '') : next.text;
  await failing(next, tx.query(script(text)));
  tx.write(kept(next));
  return { next, isApplied: true };
}

/** Statement by statement: what was begun before a failure stays, so each of them must bear being run again. */
async function applyBeside(tx: Tx, migration: Migration, { schema, migrations }: Migrating): Promise<'busy' | true> {
  if (!(await locked(tx, schema, 'session'))) return 'busy';
  try {
    if (nextAfter(await applied(tx), migrations) !== migration) return true;
    await tx.query(script('set statement_timeout = 0'));
    for (const statement of migration.text.split(/;[ ]*\n/).filter((one) => /^(?!--)\S/m.test(one))) {
      await failing(migration, tx.query(script(statement)));
    }
    await tx.query(kept(migration));
    return true;
  } finally {
    // Where this does not arrive, the connection is gone, and with it what it held.
    tx.write(script('reset statement_timeout'));
    tx.write({ text: `select pg_advisory_unlock(hashtextextended('migrations ' || $1, 0))`, values: [schema] });
  }
}

async function failing(migration: Migration, work: Promise<unknown>): Promise<void> {
  await work.catch((error: Error) => {
    if (error instanceof LockTimeout) throw error;
    const message = `The migration ${migration.name} failed and was undone: ${error.message}`;
    throw new MigrationRefused('failed', message, { cause: error });
  });
}

async function attempt(asked: Migrating): Promise<'busy' | { next: Migration | undefined }> {
  const { database } = asked;
  const options = { secondsMax: migrationSecondsMax, lockTimeoutMs };
  const found = await database
    .transaction((tx) => applyWhole(tx, asked), options)
    .catch((error: unknown) => {
      if (error instanceof LockTimeout) return 'busy' as const;
      throw error;
    });
  if (found === 'busy' || found.isApplied || !found.next) return found;
  const { next } = found;
  const done = await database.read((tx) => applyBeside(tx, next, asked), { secondsMax: migrationSecondsMax });
  return done === 'busy' ? done : { next };
}

async function applyNext(asked: Migrating): Promise<Migration | undefined> {
  const deadline = Date.now() + migrationSecondsMax * 1000;
  for (;;) {
    const found = await attempt(asked);
    if (found !== 'busy') return found.next;
    if (Date.now() > deadline) {
      throw new MigrationRefused('failed', 'Another process migrates, or holds a table, and does not come to an end.');
    }
    await pause(againMs * (1 + Math.random()));
  }
}

/** Applies what is missing and resolves with the names of what was applied. */
export async function migrate(asked: Migrating): Promise<string[]> {
  const { migrations, progressed } = asked;
  schemaName(asked.schema);
  const names: string[] = [];
  for (;;) {
    const started = Date.now();
    const migration = await applyNext(asked);
    if (!migration) return names;
    names.push(migration.name);
    const left = migrations.length - migration.number;
    progressed?.({ schema: asked.schema, migration, tookMs: Date.now() - started, left });
  }
}
