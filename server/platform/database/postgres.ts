// The PostgreSQL engine: one pool of pipelined connections for each cloud's schema.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { ConnectionPool } from './connection-pool.ts';
import type { ReadOptions, TransactionOptions, Tx } from './database.ts';
import {
  codeOf,
  type Database,
  DatabaseUnusable,
  type Engine,
  isReadOnly,
  isStalePlan,
  isUnreached,
  type Statement,
} from './database.ts';
import { Listener } from './listener.ts';
import { assertHoldsNone, Flight, readOver, transactOver } from './pipelined-transaction.ts';
import { channelOf, schemaName } from './schema-name.ts';
import { Sharing } from './shared-reads.ts';
import { sessionSettings, valueTypes } from './value-types.ts';

export type PostgresOptions = {
  url: string;
  /** Connections per cloud; 4 to 8 times the cores of the database server for all processes together. */
  poolSize?: number;
  transactionSecondsMax?: number;
  waitSecondsMax?: number;
  /** How often a connection that listens makes sure that it hears. */
  hearingSecondsMax?: number;
  /** How long to wait for a server that is just starting. */
  reachSecondsMax?: number;
  /** Notices a second connection inside a transaction; costs a third of its processor time on Node 20. */
  guarded?: boolean;
  /** Told of connections that broke while nobody used them. */
  faulted?: (error: Error) => void;
};
type Settled = Required<PostgresOptions>;

const versionMin = 150000;
// A pooler that drops startup options would mix up the clouds' schemas without a word.
const pathProbe = 'kontor_probe';
const pageRowsDefault = 1000;
const streamsMax = 2;

function connectionOptions({ url, transactionSecondsMax }: Settled, schema: string): pg.ClientConfig {
  const settings = { search_path: schema, ...sessionSettings };
  const escaped = (value: string) => value.replaceAll(' ', '\\ ');
  return {
    connectionString: url,
    types: valueTypes,
    application_name: `kontor ${schema}`,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${escaped(value)}`)
      .join(' '),
    statement_timeout: transactionSecondsMax * 1000,
    idle_in_transaction_session_timeout: transactionSecondsMax * 1000,
    keepAlive: true,
  };
}

class PostgresDatabase implements Database {
  readonly engine = 'postgresql';
  readonly #options: Settled;
  readonly #schema: string;
  readonly #pool: ConnectionPool;
  readonly #streams: ConnectionPool;
  readonly #listener: Listener;
  readonly #sharing = new Sharing(() => this.#pool.take());

  constructor(options: Settled, schema: string) {
    this.#options = options;
    this.#schema = schemaName(schema);
    const connection = connectionOptions(options, schema);
    const kept = { ...connection, waitSecondsMax: options.waitSecondsMax, faulted: options.faulted };
    this.#pool = new ConnectionPool({ ...kept, max: options.poolSize, pipeline: true } as typeof kept);
    this.#streams = new ConnectionPool({ ...kept, max: streamsMax, statement_timeout: 0 });
    this.#listener = new Listener(connection, options);
  }

  read<T>(work: (tx: Tx) => Promise<T>, { isBrief = false, ...given }: ReadOptions = {}): Promise<T> {
    const { guarded, transactionSecondsMax } = this.#options;
    const { secondsMax = transactionSecondsMax } = given;
    const reading = (flight: Flight) => readOver(flight, work, { guarded, secondsMax });
    if (!isBrief) return this.#held(reading);
    if (guarded) assertHoldsNone();
    return this.#sharing.hold(reading, isStalePlan);
  }

  transaction<T>(work: (tx: Tx) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    const { guarded, transactionSecondsMax } = this.#options;
    const limits = { secondsMax: options.secondsMax ?? transactionSecondsMax, statementSecondsMax: options.secondsMax };
    const flying = { ...options, guarded, ...limits };
    return this.#held((flight) => transactOver(flight, work, flying));
  }

  async #held<T>(work: (flight: Flight) => Promise<T>): Promise<T> {
    if (this.#options.guarded) assertHoldsNone();
    const client = await this.#pool.take();
    const flight = new Flight(client);
    let isSpoilt = false;
    try {
      return await work(flight);
    } catch (error) {
      isSpoilt = isStalePlan(error);
      if (isReadOnly(error)) this.#pool.distrust(client);
      throw error;
    } finally {
      client.release(isSpoilt || !flight.isReusable);
    }
  }

  async *stream<Row>({ text, values }: Statement, pageRows = pageRowsDefault): AsyncGenerator<Row[]> {
    if (this.#options.guarded) assertHoldsNone();
    const client = await this.#streams.take();
    let isDone = false;
    try {
      const cursor = `"${randomUUID()}"`;
      await client.query('begin read only; set local idle_in_transaction_session_timeout = 0');
      await client.query(`declare ${cursor} no scroll cursor for ${text}`, values as unknown[]);
      for (let rows = pageRows; rows === pageRows; ) {
        const page = (await client.query(`fetch ${pageRows} from ${cursor}`)).rows as Row[];
        rows = page.length;
        if (rows > 0) yield page;
      }
      await client.query('commit');
      isDone = true;
    } finally {
      // A reader that stops early leaves an open transaction behind: the connection goes with it.
      client.release(!isDone);
    }
  }

  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>> {
    return this.#listener.listen(channelOf(this.#schema, channel), heard);
  }

  async close(): Promise<void> {
    await Promise.all([this.#listener.close(), this.#pool.end(), this.#streams.end()]);
  }
}

type Met = { version: number; path: string; takes_writes: boolean };
async function meet(options: Settled): Promise<Met> {
  const client = new pg.Client({ ...connectionOptions(options, pathProbe), connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<Met>(
      `select current_setting('server_version_num')::int as version, current_setting('search_path') as path,
        current_setting('transaction_read_only') = 'off' as takes_writes`,
    );
    return rows[0]!;
  } finally {
    await client.end().catch(() => undefined);
  }
}

class TakesNoWrites extends Error {
  readonly code = '25006';
}

function checkMet({ version, path, takes_writes: takesWrites }: Met): void {
  if (version < versionMin) {
    throw new DatabaseUnusable('older', 'The PostgreSQL server is too old; Kontor needs version 15 or newer.');
  }
  if (path !== pathProbe) {
    const message = 'Something before the PostgreSQL server, a pooler perhaps, drops the option search_path.';
    throw new DatabaseUnusable('unreachable', `${message} Connect without it, or make it pass startup options on.`);
  }
  // What stands by becomes what writes when the server before it is gone; and what restarts may be read-only at first.
  if (!takesWrites) throw new TakesNoWrites('it takes no writes at the moment');
}

/** Server and program are often started together, so one that is not there yet is given some time. */
async function checkServer(options: Settled): Promise<void> {
  const deadline = Date.now() + options.reachSecondsMax * 1000;
  for (;;) {
    try {
      return checkMet(await meet(options));
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

const usual = {
  poolSize: 8,
  transactionSecondsMax: 30,
  waitSecondsMax: 30,
  reachSecondsMax: 15,
  hearingSecondsMax: 20,
  guarded: true,
  faulted: () => undefined,
};

export async function openPostgres(given: PostgresOptions): Promise<Engine> {
  const options: Settled = { ...usual, ...given };
  await checkServer(options);
  const databases = new Map<string, Database>();
  return {
    engine: 'postgresql',
    schema: (name) => {
      const database = databases.get(name) ?? new PostgresDatabase(options, name);
      databases.set(name, database);
      return database;
    },
    close: async () => {
      await Promise.all([...databases.values()].map((database) => database.close()));
    },
  };
}
