// The PostgreSQL engine: one pool of pipelined connections for each cloud's schema.
import { randomUUID } from 'node:crypto';
import type { ReadOptions, TransactionOptions, Tx } from './database.ts';
import { type Database, type Engine, isReadOnly, isStalePlan, type Statement } from './database.ts';
import { assertHoldsNone, Flight, readOver, transactOver } from './pipelined-transaction.ts';
import { connectionOptions, type Server } from './postgresql/connection-options.ts';
import { ConnectionPool } from './postgresql/connection-pool.ts';
import { Listener } from './postgresql/listener.ts';
import { checkServer } from './postgresql/server-check.ts';
import { channelOf, schemaName } from './schema-name.ts';
import { Sharing } from './shared-reads.ts';

export type PostgresOptions = Pick<Server, 'url'> & {
  directUrl?: string;
  /** The clouds that have a role of their own, where the URL says so. */
  schemas?: readonly string[];
  /** Connections per cloud; 4 to 8 times the cores of the database server for all processes together. */
  poolSize?: number;
  transactionSecondsMax?: number;
  waitSecondsMax?: number;
  /** Whether the server keeps statements under names; not every pooler can carry them. */
  isPrepared?: boolean;
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

const pageRowsDefault = 1000;
const streamsMax = 2;

class PostgresDatabase implements Database {
  readonly engine = 'postgresql';
  readonly #options: Settled;
  readonly #schema: string;
  readonly #pool: ConnectionPool;
  readonly #streams: ConnectionPool;
  readonly #listener: Listener;
  readonly #sharing: Sharing;

  constructor(options: Settled, schema: string) {
    this.#options = options;
    this.#schema = schemaName(schema);
    const connection = connectionOptions(options, schema);
    const kept = { ...connection, waitSecondsMax: options.waitSecondsMax, faulted: options.faulted };
    this.#pool = new ConnectionPool({ ...kept, max: options.poolSize, pipeline: true } as typeof kept);
    this.#streams = new ConnectionPool({ ...kept, max: streamsMax });
    this.#sharing = new Sharing(() => this.#pool.take(), { isNamed: options.isPrepared });
    this.#listener = new Listener(connectionOptions(options, schema, { isDirect: true }), options);
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
    const flight = new Flight(client, { isNamed: this.#options.isPrepared });
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
      await client.query(
        'begin read only; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0',
      );
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

const usual = {
  directUrl: '',
  schemas: [],
  poolSize: 8,
  isPrepared: true,
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
