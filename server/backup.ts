// `kontor backup`: every cloud of an installation into one file, each from one snapshot; the server may go on working.
import { createHmac } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { BackupUnusable, BackupWriter, type CloudHeader, type Column, format, type Header } from './backup-file.ts';
import { chosenClouds, installationSecret, openEngine } from './open.ts';
import { type Database, type Engine, script, type Tx } from './platform/database/database.ts';
import { MigrationRefused, migrationsIn } from './platform/database/migration-files.ts';
import type { Settings } from './platform/settings/config.ts';

export type Progressed = (line: string) => void;
export type Taken = { rows: number; clouds: number };
type Source = { settings: Settings; root: string; file: string; say: Progressed };

const rowsAtOnce = 500;
const daySeconds = 86_400;
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const secretCheckOf = (secret: string): string =>
  createHmac('sha256', secret).update('kontor backup').digest('hex');

export async function backUp({ settings, root, file, say }: Source): Promise<Taken> {
  // Opening an embedded database makes one where there is none.
  if (!settings.databaseUrl && !existsSync(join(settings.data, 'postgres'))) throw nothingThere(settings.data);
  checkPlace(dirname(resolve(file)));
  const engine = await openEngine(settings, { isDirect: true });
  const writer = new BackupWriter(file);
  try {
    const header = await headerOf(engine, settings, root);
    await writer.line('H', header);
    for (const { id } of header.clouds) {
      say(id);
      await copyCloud(engine.schema(id), id, writer);
    }
    await writer.end();
    return { rows: writer.rows, clouds: header.clouds.length };
  } catch (error) {
    await writer.giveUp();
    throw error;
  } finally {
    await engine.close();
  }
}

/** Said before a database is opened, and with the name of the folder instead of that of a file nobody asked for. */
function checkPlace(folder: string): void {
  const mend = 'Name a file in a folder that this account may write to; nothing was backed up.';
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new BackupUnusable('folder', `There is no folder ${folder} for the backup. ${mend}`);
  }
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new BackupUnusable('folder', `This account may not write to ${folder}. ${mend}`, { cause });
  }
}

const nothingThere = (where: string) =>
  new BackupUnusable(
    'nothing_there',
    `There is nothing to back up in ${where}. Look at KONTOR_DATA and KONTOR_DATABASE_URL.`,
  );

async function headerOf(engine: Engine, settings: Settings, root: string): Promise<Header> {
  const clouds: CloudHeader[] = [];
  let mode = '';
  for (const { id } of chosenClouds(settings)) {
    const found = await stateOf(engine.schema(id), id);
    if (!found) continue;
    checkKnown(found.migrations, root);
    clouds.push({ id, migrations: found.migrations });
    mode = found.mode;
  }
  if (clouds.length === 0) throw nothingThere(settings.databaseUrl ? 'this database' : settings.data);
  const secret = installationSecret(settings);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const own = settings.secret ? {} : { secret };
  const takenAt = new Date().toISOString();
  return { kontor: 'backup', format, version, takenAt, mode, clouds, secretCheck: secretCheckOf(secret), ...own };
}

/** What this program does not know it might copy wrongly. */
function checkKnown(migrations: CloudHeader['migrations'], root: string): void {
  const known = new Map(migrationsIn(join(root, 'migrations')).map(({ name, checksum }) => [name, checksum]));
  const strange = migrations.find(({ name, checksum }) => known.get(name) !== checksum);
  if (!strange) return;
  const message = `The database was used by another version of Kontor (${strange.name}). Back it up with that version.`;
  throw new MigrationRefused('newer_database', message);
}

export async function hasSchema(database: Database, schema: string): Promise<boolean> {
  const text = 'select 1 from pg_tables where schemaname = $1 limit 1';
  return (await database.read((tx) => tx.query({ text, values: [schema] }))).length > 0;
}

async function stateOf(database: Database, schema: string) {
  if (!(await hasSchema(database, schema))) return undefined;
  return database.read(async (tx) => {
    const migrations = await tx.query<CloudHeader['migrations'][number]>({
      text: 'select name, checksum from migrations order by number',
      values: [],
    });
    const [mode] = await tx.query<{ value: string }>({
      text: `select value from installation where key = 'mode'`,
      values: [],
    });
    return mode && { migrations, mode: mode.value };
  });
}

async function copyCloud(database: Database, cloud: string, writer: BackupWriter): Promise<void> {
  await writer.line('C', { cloud });
  await database.transaction(
    async (tx) => {
      tx.write(script('set transaction isolation level repeatable read'));
      tx.write(script('set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0'));
      const tables = await tx.query<{ name: string }>({
        text: `select tablename as name from pg_tables where schemaname = $1 and tablename <> 'migrations' order by 1`,
        values: [cloud],
      });
      for (const { name } of tables) await copyTable(tx, name, writer);
      const sequences = await tx.query<{ name: string; value: string | null }>({
        text: 'select sequencename as name, last_value::text as value from pg_sequences where schemaname = $1',
        values: [cloud],
      });
      for (const { name, value } of sequences) if (value !== null) await writer.line('S', { name, value });
    },
    { readOnly: true, secondsMax: daySeconds },
  );
  await writer.line('D', { cloud });
}

/** Rows as PostgreSQL writes them: no number or instant passes through a JavaScript value. */
async function copyTable(tx: Tx, table: string, writer: BackupWriter): Promise<void> {
  const columns = await tx.query<Column>({
    text: `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    values: [quoted(table)],
  });
  await writer.line('T', { table, columns });
  const rows = `select row_to_json(t)::text as row from ${quoted(table)} t`;
  tx.write(script(`declare backup no scroll cursor for ${rows}`));
  for (;;) {
    const page = await tx.query<{ row: string }>(script(`fetch ${rowsAtOnce} from backup`));
    for (const { row } of page) await writer.line('R', row);
    if (page.length < rowsAtOnce) break;
  }
  tx.write(script('close backup'));
}
