// Whether a PostgreSQL server will do, before anything is asked of it; and the defaults of the roles of its clouds.
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { codeOf, DatabaseUnusable, isReadOnly, isUnreached } from '../database.ts';
import { connectionOptions, hasRoles, type Server, settingsOf } from './connection-options.ts';

export type Checked = Server & { schemas: readonly string[]; reachSecondsMax: number };

const versionMin = 150000;
// A pooler that drops startup options would mix up the clouds' schemas without a word.
const pathProbe = 'kontor_probe';

type Met = { version: number; path: string; takes_writes: boolean; open: string[] };
type At = { schema: string; isDirect?: boolean };

async function connected<T>(server: Server, { schema, isDirect = false }: At, work: (client: pg.Client) => Promise<T>) {
  const options = connectionOptions(server, schema, { isDirect });
  const client = new pg.Client({ ...options, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function meet(client: pg.Client, schemas: readonly string[]): Promise<Met> {
  const { rows } = await client.query<Met>(
    `select current_setting('server_version_num')::int as version, current_setting('search_path') as path,
      current_setting('transaction_read_only') = 'off' as takes_writes,
      array(select nspname::text from pg_namespace
        where nspname = any($1) and has_schema_privilege(oid, 'usage')) as open`,
    [schemas],
  );
  return rows[0]!;
}

class TakesNoWrites extends Error {
  readonly code = '25006';
}

function checkServerItself({ version, takes_writes: takesWrites }: Met): void {
  if (version < versionMin) {
    throw new DatabaseUnusable('older', 'The PostgreSQL server is too old; Kontor needs version 15 or newer.');
  }
  // What stands by becomes what writes when the server before it is gone; and what restarts may be read-only at first.
  if (!takesWrites) throw new TakesNoWrites('it takes no writes at the moment');
}

async function checkShared(server: Checked): Promise<void> {
  const met = await connected(server, { schema: pathProbe }, (client) => meet(client, []));
  checkServerItself(met);
  if (met.path === pathProbe) return;
  const message = 'Something before the PostgreSQL server, a pooler perhaps, drops the option search_path.';
  const mend = 'Connect without it, or give each cloud a role of its own by {cloud} in KONTOR_DATABASE_URL.';
  throw new DatabaseUnusable('unreachable', `${message} ${mend}`);
}

/** A role may set defaults for itself; kept per database, they hold for every session, whoever pools it. */
async function keepDefaults(client: pg.Client, settings: Record<string, string>): Promise<void> {
  const { rows } = await client.query<{ kept: string[] }>(
    `select array(select unnest(setconfig) from pg_db_role_setting
      where setrole = current_user::regrole and setdatabase = d.oid) as kept, d.datname
      from pg_database d where d.datname = current_database()`,
  );
  const missing = Object.entries(settings).filter(([name, value]) => !rows[0]!.kept.includes(`${name}=${value}`));
  if (missing.length === 0) return;
  await client.query('begin');
  // Of several processes that start together one sets them.
  await client.query(`select pg_advisory_xact_lock(hashtextextended('defaults ' || current_user, 0))`);
  const { rows: names } = await client.query<{ here: string }>('select quote_ident(current_database()) as here');
  for (const [name, value] of missing) {
    await client.query(`alter role current_user in database ${names[0]!.here} set ${name} = '${value}'`);
  }
  await client.query('commit');
}

async function checkRole(server: Checked, schema: string): Promise<void> {
  await connected(server, { schema, isDirect: true }, async (client) => {
    const met = await meet(client, server.schemas);
    checkServerItself(met);
    const others = met.open.filter((one) => one !== schema);
    if (others.length > 0) {
      const message = `The role of ${schema} may use what belongs to ${others.join(', ')}.`;
      throw new DatabaseUnusable('open', `${message} Give each cloud a role that owns its own schema and no other.`);
    }
    await keepDefaults(client, settingsOf(server, schema));
  });
  const { path } = await connected(server, { schema }, (client) => meet(client, []));
  if (path === schema) return;
  const message = `The pooler lends connections of ${schema} that were made before its role was set up.`;
  throw new DatabaseUnusable('unreachable', `${message} Let it make new ones (RECONNECT) and start again.`);
}

const checked = async (server: Checked): Promise<void> => {
  if (!hasRoles(server)) return checkShared(server);
  for (const schema of server.schemas) await checkRole(server, schema);
};

/** Server and program are often started together, so one that is not there yet is given some time. */
export async function checkServer(server: Checked): Promise<void> {
  const deadline = Date.now() + server.reachSecondsMax * 1000;
  for (;;) {
    try {
      return await checked(server);
    } catch (error) {
      if (error instanceof DatabaseUnusable) throw error;
      if (!(isUnreached(error) || isReadOnly(error)) || Date.now() > deadline) {
        const why = (error as Error).message || codeOf(error);
        throw new DatabaseUnusable('unreachable', `The PostgreSQL server cannot be reached: ${why}`, { cause: error });
      }
      await pause(200);
    }
  }
}
