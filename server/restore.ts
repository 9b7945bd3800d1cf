// `kontor restore`: a backup into an empty installation, on either engine; a new epoch of signatures begins.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasSchema, type Progressed, quoted, secretCheckOf } from './backup.ts';
import {
  BackupUnusable,
  type CloudHeader,
  checkBackup,
  type Header,
  type Line,
  linesOf,
  type Table,
} from './backup-file.ts';
import { openEngine } from './open.ts';
import { type Engine, script, type Tx } from './platform/database/database.ts';
import { ownFolder } from './platform/database/embedded/data-folder.ts';
import { migrate } from './platform/database/migrate.ts';
import { type Migration, MigrationRefused, migrationsIn } from './platform/database/migration-files.ts';
import type { Settings } from './platform/settings/config.ts';

type Target = { settings: Settings; root: string; file: string; say: Progressed };
export type Restored = { rows: number; clouds: number; takenAt: string; mode: string };

const batchRows = 500;
const batchCharacters = 4_000_000;
const daySeconds = 86_400;

/** All of it or nothing: what was loaded before a failure is dropped again. */
export async function restore({ settings, root, file, say }: Target): Promise<Restored> {
  const header = await checkBackup(file);
  const migrations = migrationsIn(join(root, 'migrations'));
  for (const cloud of header.clouds) checkFits(cloud, migrations);
  checkSecret(settings, header);
  const engine = await openEngine(settings, { isDirect: true });
  const begun: string[] = [];
  try {
    for (const { id } of header.clouds) await checkEmpty(engine, id);
    const lines = linesOf(file);
    let rows = 0;
    for (const cloud of header.clouds) {
      say(cloud.id);
      begun.push(cloud.id);
      rows += await restoreCloud(engine, { cloud, migrations, lines, header });
    }
    keepSecret(settings, header);
    return { rows, clouds: header.clouds.length, takenAt: header.takenAt, mode: header.mode };
  } catch (error) {
    for (const id of begun) await drop(engine, id).catch(() => undefined);
    throw error;
  } finally {
    await engine.close();
  }
}

function checkFits({ id, migrations: applied }: CloudHeader, migrations: readonly Migration[]): void {
  for (const [i, { name, checksum }] of applied.entries()) {
    const known = migrations[i];
    if (!known) {
      const message = `The backup of ${id} is from a newer version of Kontor (${name}). Restore it with that version.`;
      throw new BackupUnusable('newer', message);
    }
    if (known.checksum !== checksum) {
      throw new MigrationRefused('changed', `The migration ${known.name} is not the one the backup was taken under.`);
    }
  }
}

const secretFileOf = ({ data }: Settings) => join(data, 'secret');
/** What is sealed can only be opened with the secret of then. */
function checkSecret(settings: Settings, { secretCheck, secret }: Header): void {
  const file = secretFileOf(settings);
  const here = settings.secret || (existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined);
  const known = here ?? secret;
  if (known !== undefined && secretCheckOf(known) === secretCheck) return;
  const message =
    'The backup was taken under another secret. Set KONTOR_SECRET to the one of then, or use an empty folder.';
  throw new BackupUnusable('other_secret', message);
}

function keepSecret(settings: Settings, { secret }: Header): void {
  const file = secretFileOf(settings);
  if (settings.secret || !secret || existsSync(file)) return;
  ownFolder(settings.data);
  writeFileSync(file, `${secret}\n`, { mode: 0o600, flag: 'wx' });
}

async function checkEmpty(engine: Engine, id: string): Promise<void> {
  if (!(await hasSchema(engine.schema(id), id))) return;
  const message = `There is something in ${id} already. Restore into an empty folder or database.`;
  throw new BackupUnusable('not_empty', message);
}

const drop = (engine: Engine, id: string): Promise<unknown> =>
  engine.schema(id).transaction((tx) => tx.query(script(`drop schema if exists ${quoted(id)} cascade`)));

type Restoring = {
  cloud: CloudHeader;
  migrations: readonly Migration[];
  lines: AsyncGenerator<Line>;
  header: Header;
};
/** Into the tables of then, which a newer program brings up to date afterwards. */
async function restoreCloud(engine: Engine, { cloud, migrations, lines, header }: Restoring): Promise<number> {
  const database = engine.schema(cloud.id);
  const schema = cloud.id;
  await migrate({ database, schema, migrations: migrations.slice(0, cloud.migrations.length) });
  const rows = await database.transaction(
    async (tx) => {
      tx.write(script('set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0'));
      const count = await load(tx, schema, lines);
      beginEpoch(tx, header);
      return count;
    },
    { secondsMax: daySeconds },
  );
  await migrate({ database, schema, migrations });
  return rows;
}

async function load(tx: Tx, schema: string, lines: AsyncGenerator<Line>): Promise<number> {
  const loader = new Loader(tx, await columnsOf(tx, schema));
  for (;;) {
    const { value: line, done } = await lines.next();
    if (done) throw new BackupUnusable('damaged', `The backup ends within ${schema}.`);
    if (line.mark === 'D') break;
    if (line.mark === 'T') await loader.table(JSON.parse(line.text) as Table);
    else if (line.mark === 'R') await loader.row(line.text);
    else if (line.mark === 'S') setSequence(tx, schema, JSON.parse(line.text) as { name: string; value: string });
  }
  await loader.flush();
  return loader.rows;
}

const setSequence = (tx: Tx, schema: string, { name, value }: { name: string; value: string }): void =>
  tx.write({
    text: `select setval(known, $3::bigint) from (select to_regclass(format('%I.%I', $1::text, $2::text)) as known) s
      where known is not null`,
    values: [schema, name, value],
  });

async function columnsOf(tx: Tx, schema: string): Promise<Map<string, string>> {
  const rows = await tx.query<{ table: string; columns: string }>({
    text: `select table_name as table, string_agg(quote_ident(column_name), ', ' order by ordinal_position) as columns
      from information_schema.columns where table_schema = $1 and is_generated = 'NEVER' group by table_name`,
    values: [schema],
  });
  return new Map(rows.map(({ table, columns }) => [table, columns]));
}

class Loader {
  rows = 0;
  private readonly tx: Tx;
  private readonly columns: Map<string, string>;
  private name = '';
  private held: string[] = [];
  private characters = 0;

  constructor(tx: Tx, columns: Map<string, string>) {
    this.tx = tx;
    this.columns = columns;
  }

  /** Tables that no migration makes belong to one import each; they are read again, not written to. */
  async table({ table, columns }: Table): Promise<void> {
    await this.flush();
    this.name = table;
    if (this.columns.has(table)) return;
    this.columns.set(table, columns.map(({ name }) => quoted(name)).join(', '));
    const declared = columns.map(({ name, type }) => `${quoted(name)} ${type}`).join(', ');
    await this.tx.query(script(`create table ${quoted(table)} (${declared})`));
  }

  async row(text: string): Promise<void> {
    this.held.push(text);
    this.characters += text.length;
    this.rows += 1;
    if (this.held.length >= batchRows || this.characters >= batchCharacters) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.held.length === 0) return;
    const columns = this.columns.get(this.name)!;
    const table = quoted(this.name);
    const rows = `[${this.held.join(',')}]`;
    this.held = [];
    this.characters = 0;
    await this.tx.query({
      text: `insert into ${table} (${columns}) overriding system value
        select ${columns} from json_populate_recordset(null::${table}, $1::json)`,
      values: [rows],
    });
  }
}

/** Before every transaction of this server, so that readers by transaction find their place. */
const [readBefore, unread] = ['3', '4'];

/**
 * What was signed after the backup was taken is not in this log any more: the key that signed ends here, and a new one
 * begins with the next signature, so that both epochs can be told apart.
 */
function beginEpoch(tx: Tx, { takenAt }: Header): void {
  tx.write({
    text: `with place as (select max(c.idx) as idx from webhook_cursors c join webhooks w on w.id = c.webhook_id
        join organizations o on o.id = w.organization_id where o.kind = 'operator')
      update events e set xid = case when place.idx is not null and e.xid::text::bigint > place.idx
        then $2::text::xid8 else $1::text::xid8 end from place`,
    values: [readBefore, unread],
  });
  tx.write({
    text: `update webhook_cursors c set idx = $1::bigint
      from webhooks w join organizations o on o.id = w.organization_id
      where w.id = c.webhook_id and o.kind = 'operator'`,
    values: [readBefore],
  });
  tx.write(script('update receipt_keys set retired_at = now(), sealed = null where retired_at is null'));
  tx.write(script('delete from signed_heads'));
  const epoch = { restoredAt: new Date().toISOString(), takenAt };
  tx.write({
    text: `insert into installation as i (key, value) values ('epochs', jsonb_build_array($1::jsonb)::text)
      on conflict (key) do update set value = (i.value::jsonb || $1::jsonb)::text`,
    values: [JSON.stringify(epoch)],
  });
}
