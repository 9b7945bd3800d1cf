// Fills empty tables in one stroke: without their indexes where there are many rows.
import pg from 'pg';

export type Filling = {
  table: string;
  /** Column to SQL expression over the number `i`. */
  columns: Readonly<Record<string, string>>;
  from: number;
  to: number;
  /** The column that says since when a row is true, where its table asks. */
  since?: string;
};

const indexesDroppedFrom = 50_000;

/** One connection with the settings of somebody who loads much. */
export async function loader(url: string, schema: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`set search_path to "${schema}"; set maintenance_work_mem = '1GB'; set work_mem = '256MB'`);
  return client;
}

const selected = (filling: Filling, extra = ''): string => `select ${Object.values(filling.columns).join(', ')}${extra}
  from generate_series(${filling.from}::bigint, ${filling.to}::bigint) as i`;

async function indexesOf(client: pg.Client, tables: readonly string[]) {
  const { rows } = await client.query<{ name: string; text: string }>(
    `select indexname as name, indexdef as text from pg_indexes where schemaname = current_schema()
       and tablename = any($1) and not exists (select from pg_constraint where conname = indexname)`,
    [tables],
  );
  return rows;
}

export function inserting(filling: Filling): string {
  const { table, columns, since } = filling;
  const names = Object.keys(columns).join(', ');
  return since
    ? `insert into ${table} (${names}, valid_from) ${selected(filling, `, ${columns[since]!}`)}`
    : `insert into ${table} (${names}) ${selected(filling)}`;
}
async function inserted(client: pg.Client, filling: Filling): Promise<void> {
  await client.query(inserting(filling));
}

/** A commit each for table and indexes: rows written into a table emptied by the same transaction need no log. */
async function inBulk(client: pg.Client, filling: Filling): Promise<void> {
  const { table } = filling;
  const indexes = await indexesOf(client, [table]);
  await client.query('begin');
  await client.query(`truncate ${table}`);
  for (const { name } of indexes) await client.query(`drop index "${name}"`);
  await inserted(client, filling);
  for (const { text } of indexes) await client.query(text);
  await client.query('commit');
}

/** Loads these, as many side by side as there are connections. */
export async function fill(clients: readonly pg.Client[], fillings: readonly Filling[]): Promise<void> {
  const waiting = [...fillings];
  await Promise.all(
    clients.map(async (client) => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        if (next.to - next.from >= indexesDroppedFrom) await inBulk(client, next);
        else await inserted(client, next);
      }
    }),
  );
}
