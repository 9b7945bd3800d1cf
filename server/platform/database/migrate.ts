// Brings a schema to the state this program needs: numbered SQL files, each once, each in its own transaction.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Database, script, type Tx } from './database.ts';
import { schemaName } from './schema-name.ts';

export type Migration = { number: number; name: string; text: string; checksum: string };
type Progress = { schema: string; migration: Migration; tookMs: number; left: number };
export type Migrating = {
  database: Database;
  schema: string;
  migrations: readonly Migration[];
  progressed?: (progress: Progress) => void;
};

type Reason = 'newer_database' | 'changed' | 'out_of_order' | 'bad_files' | 'failed';
/** The schema was left as it was before the migration in question; the message is a sentence for the operator. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused';
  readonly reason: Reason;
  constructor(reason: Reason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

// Building an index on a big table takes its time.
const migrationSecondsMax = 3600;

/** The files `NNNN_name.sql` of a folder, in order; numbers start at 1 and leave no gap. */
export function migrationsIn(folder: string): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  return files.map((file, i) => {
    const number = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(file)?.[1]);
    if (number !== i + 1) {
      throw new MigrationRefused('bad_files', `The migration ${file} should be number ${i + 1}, as in 0001_first.sql.`);
    }
    const text = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
    return { number, name: file.slice(0, -'.sql'.length), text, checksum: checksumOf(text) };
  });
}

const checksumOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const ground = (schema: string): string => `
  create schema if not exists "${schema}";
  create table if not exists migrations (
    number int primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`;

type Applied = { number: number; name: string; checksum: string };

/** The first migration that is still to be applied, or a refusal when schema and program do not fit. */
function nextAfter(applied: readonly Applied[], migrations: readonly Migration[]): Migration | undefined {
  for (const { number, name, checksum } of applied) {
    const known = migrations[number - 1];
    if (!known) {
      const message = `The database was used by a newer version of Kontor (${name}). Start that version instead.`;
      throw new MigrationRefused('newer_database', message);
    }
    if (known.checksum !== checksum) {
      const message = `The migration ${known.name} was changed after it had been applied; it was ${name} then.`;
      throw new MigrationRefused('changed', message);
    }
  }
  const gap = applied.findIndex(({ number }, i) => number !== i + 1);
  if (gap >= 0) throw new MigrationRefused('out_of_order', `The migration number ${gap + 1} was never applied.`);
  return migrations[applied.length];
}

/** Held until the transaction ends, so that of several processes starting at once only one migrates. */
async function appliedUnderLock(tx: Tx, schema: string): Promise<Applied[]> {
  tx.write(script('set local statement_timeout = 0'));
  await tx.query({ text: `select pg_advisory_xact_lock(hashtextextended('migrations ' || $1, 0))`, values: [schema] });
  await tx.query(script(ground(schema)));
  return tx.query<Applied>({ text: 'select number, name, checksum from migrations order by number', values: [] });
}

async function applyNext({ database, schema, migrations }: Migrating): Promise<Migration | undefined> {
  let attempted: Migration | undefined;
  const apply = async (tx: Tx) => {
    attempted = undefined;
    const next = nextAfter(await appliedUnderLock(tx, schema), migrations);
    if (!next) return undefined;
    attempted = next;
    await tx.query(script(next.text));
    const { number, name, checksum } = next;
    tx.write({
      text: 'insert into migrations (number, name, checksum) values ($1, $2, $3)',
      values: [number, name, checksum],
    });
    return next;
  };
  try {
    return await database.transaction(apply, { secondsMax: migrationSecondsMax });
  } catch (error) {
    if (!attempted) throw error;
    const why = (error as Error).message;
    const message = `The migration ${attempted.name} failed and was undone: ${why}`;
    throw new MigrationRefused('failed', message, { cause: error });
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
