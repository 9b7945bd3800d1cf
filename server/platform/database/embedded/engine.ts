// The embedded engine: PostgreSQL in a worker thread, one transaction at a time, for demos and small offices.
// It survives the death of the process at any moment, but never asks the disk to flush: a power cut may damage it.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TransactionOptions } from '../database.ts';
import {
  type Database,
  DatabaseUnusable,
  type Engine,
  isStalePlan,
  type Statement,
  script,
  type Tx,
} from '../database.ts';
import { whyNot } from '../disk-full.ts';
import { assertHoldsNone, Flight, readOver, transactOver } from '../pipelined-transaction.ts';
import { channelOf, schemaName } from '../schema-name.ts';
import { type Connection, createCluster, openCluster } from './connection.ts';
import { Turns } from './connection-queue.ts';
import { lockFolder } from './folder-lock.ts';

export type EmbeddedOptions = {
  folder: string;
  transactionSecondsMax?: number;
  waitSecondsMax?: number;
  /** Notices a second connection inside a transaction; costs a third of its processor time on Node 20. */
  guarded?: boolean;
};

const clusterMajor = 18;
/** After its limit a transaction has this long to be undone before the worker is ended and opened anew. */
const undoSecondsMax = 2;
const pageRowsDefault = 1000;

async function prepare(folder: string): Promise<string> {
  const cluster = join(folder, 'postgres');
  if (!existsSync(cluster)) {
    // Made aside and renamed, so that a half-made database is never mistaken for one; under a name of its own, because
    // what an earlier process had begun may still be written to after that process was killed.
    for (const begun of readdirSync(folder).filter((name) => name.startsWith('new-'))) {
      rmSync(join(folder, begun), { recursive: true, force: true, maxRetries: 3 });
    }
    const aside = join(folder, `new-${randomUUID()}`);
    await createCluster(aside).catch((error: unknown) => {
      const why = whyNot(folder, error);
      rmSync(aside, { recursive: true, force: true, maxRetries: 3 });
      throw why;
    });
    renameSync(aside, cluster);
  }
  const versionFile = join(cluster, 'PG_VERSION');
  const major = existsSync(versionFile) ? Number.parseInt(readFileSync(versionFile, 'utf8'), 10) : Number.NaN;
  if (major === clusterMajor) return cluster;
  if (Number.isNaN(major)) {
    throw new DatabaseUnusable('broken', `The folder ${cluster} holds no complete database. Restore a backup.`);
  }
  const [reason, which] = major > clusterMajor ? (['newer', 'a newer'] as const) : (['older', 'an older'] as const);
  const message = `The database was written by PostgreSQL ${major}, ${which} one than ${clusterMajor} in this program.`;
  throw new DatabaseUnusable(reason, message);
}

class Embedded {
  readonly #cluster: string;
  readonly turns: Turns;
  readonly secondsMax: number;
  readonly guarded: boolean;
  #connection: Connection | undefined;
  #schema = '';
  #isClosed = false;
  readonly #listeners = new Map<string, Set<(payload: string) => void>>();

  constructor(cluster: string, { transactionSecondsMax = 30, waitSecondsMax = 30, guarded = true }: EmbeddedOptions) {
    this.#cluster = cluster;
    this.secondsMax = transactionSecondsMax;
    this.guarded = guarded;
    this.turns = new Turns(waitSecondsMax);
  }

  async connection(): Promise<Connection> {
    assert(!this.#isClosed, 'the database is closed');
    if (this.#connection?.isOpen()) return this.#connection;
    const connection = await openCluster(this.#cluster);
    this.#schema = '';
    this.#connection = connection;
    connection.client.on('notification', ({ channel, payload = '' }) => this.#tell(channel, payload));
    for (const channel of this.#listeners.keys()) {
      await connection.client.query(`listen "${channel}"`);
      this.#tell(channel, '');
    }
    return connection;
  }

  #tell(channel: string, payload: string): void {
    for (const heard of this.#listeners.get(channel) ?? []) heard(payload);
  }

  /** One turn on the one connection, with the schema entered; a turn that does not end costs the worker its life. */
  async turn<T>(schema: string, work: (flight: Flight) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    if (this.guarded) assertHoldsNone();
    const end = await this.turns.take(schema, options.ahead);
    let watch: NodeJS.Timeout | undefined;
    try {
      const connection = await this.connection();
      const limit = options.secondsMax ?? this.secondsMax;
      watch = setTimeout(() => void connection.terminate(), (limit + undoSecondsMax) * 1000);
      const flight = new Flight(connection.client, { prefix: `${schema}.` });
      if (this.#schema !== schema) flight.write(script(`set search_path to "${schema}"`));
      this.#schema = schema;
      return await work(flight).catch(async (error: unknown) => {
        if (!flight.isReusable || isStalePlan(error)) await this.#renew(connection);
        throw error;
      });
    } finally {
      clearTimeout(watch);
      end();
    }
  }

  async #renew(connection: Connection): Promise<void> {
    if (this.#connection === connection) this.#connection = undefined;
    await connection.terminate();
  }

  async listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>> {
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners.add(heard));
    const ask = (word: string) => this.turn('public', (flight) => flight.query(script(`${word} "${channel}"`)));
    if (listeners.size === 1) await ask('listen');
    return async () => {
      listeners.delete(heard);
      if (listeners.size > 0 || !this.#listeners.delete(channel) || this.#isClosed) return;
      await ask('unlisten');
    };
  }

  async close(): Promise<void> {
    if (this.#isClosed) return;
    const end = await this.turns.take('', true);
    this.#isClosed = true;
    await this.#connection?.close();
    end();
  }
}

class EmbeddedDatabase implements Database {
  readonly engine = 'embedded';
  readonly #embedded: Embedded;
  readonly #schema: string;

  constructor(embedded: Embedded, schema: string) {
    this.#embedded = embedded;
    this.#schema = schemaName(schema);
  }

  read<T>(work: (tx: Tx) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    return this.#embedded.turn(this.#schema, (flight) => readOver(flight, work, this.#embedded), options);
  }

  transaction<T>(work: (tx: Tx) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    const { guarded, secondsMax } = this.#embedded;
    const flying = { ...options, guarded, secondsMax: options.secondsMax ?? secondsMax };
    return this.#embedded.turn(this.#schema, (flight) => transactOver(flight, work, flying), options);
  }

  async *stream<Row>({ text, values }: Statement, pageRows = pageRowsDefault): AsyncGenerator<Row[]> {
    // A held cursor outlives its transaction, so that the pages are separate turns and others come in between.
    const cursor = `"${randomUUID()}"`;
    const asked = (one: Statement) => this.read((tx) => tx.query<Row>(one));
    const declared = { text: `declare ${cursor} cursor with hold for ${text}`, values, script: true } as const;
    await this.transaction((tx) => tx.query(declared));
    try {
      for (;;) {
        const page = await asked(script(`fetch ${pageRows} from ${cursor}`));
        if (page.length > 0) yield page;
        if (page.length < pageRows) return;
      }
    } finally {
      await asked(script(`close ${cursor}`));
    }
  }

  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>> {
    return this.#embedded.listen(channelOf(this.#schema, channel), heard);
  }

  /** The worker belongs to all schemas; the engine closes it. */
  async close(): Promise<void> {}
}

export async function openEmbedded(options: EmbeddedOptions): Promise<Engine> {
  const unlock = await lockFolder(options.folder);
  try {
    const embedded = new Embedded(await prepare(options.folder), options);
    await embedded.connection();
    return {
      engine: 'embedded',
      schema: (name) => new EmbeddedDatabase(embedded, name),
      close: async () => {
        await embedded.close();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw whyNot(options.folder, error);
  }
}
