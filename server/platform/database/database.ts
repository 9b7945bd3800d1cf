// What the rest of the house may ask of a database; the two engines behind it look the same from here.
import { setTimeout as pause } from 'node:timers/promises';

/**
 * A statement; the `sql` of sql-template-tag makes one. Its text names the prepared statement.
 * A JavaScript array becomes a PostgreSQL array, so a value for jsonb is passed as JSON text.
 * A `script` is not prepared; without values it may hold several statements.
 */
export type Statement = { readonly text: string; readonly values: readonly unknown[]; readonly script?: true };
export const script = (text: string): Statement => ({ text, values: [], script: true });

export type Tx = {
  /** The rows of one statement. Statements asked for without awaiting one another travel in one flight. */
  query<Row>(statement: Statement): Promise<Row[]>;
  /** A statement nobody waits for: sent at once, in order; its failure comes out of later queries or at the commit. */
  write(statement: Statement): void;
};

/** Of a transaction only what writes. */
export type Writer = Pick<Tx, 'write'>;

export type TransactionOptions = {
  readOnly?: boolean;
  /** How long one statement waits for a lock before `LockTimeout`. */
  lockTimeoutMs?: number;
  /** Overrides the engine's limit for one transaction, as migrations need. */
  secondsMax?: number;
  /** Goes before others in the queue of the embedded engine; for sign-in and health. */
  ahead?: boolean;
};

export type ReadOptions = Pick<TransactionOptions, 'ahead' | 'secondsMax'> & {
  /** Finds few rows by an index, so that others of this turn may stand behind it on one connection. */
  isBrief?: boolean;
};

export type Database = {
  engine: 'embedded' | 'postgresql';
  /** Statements outside a transaction, each on its own. */
  read<T>(work: (tx: Tx) => Promise<T>, options?: ReadOptions): Promise<T>;
  transaction<T>(work: (tx: Tx) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /** Rows of a big result, page by page, from one snapshot, without holding up transactions. */
  stream<Row>(statement: Statement, pageRows?: number): AsyncIterable<Row[]>;
  /**
   * Hears what `notify` sends, from any process, once its transaction is committed. An empty payload may also mean
   * "something may have been missed": look into the tables. Resolves with the way to stop listening.
   */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
};

/** One server or one embedded database, with a schema for each cloud. */
export type Engine = {
  engine: Database['engine'];
  schema(name: string): Database;
  close(): Promise<void>;
};

/** Wakes the listeners of this schema; sent only if the transaction commits. */
export const notify = (channel: string, payload = ''): Statement => ({
  text: `select pg_notify(current_schema() || '.' || $1, $2)`,
  values: [channel, payload],
});

/** Thrown inside a transaction to leave it without a trace; the transaction resolves with the answer. */
export class Undo<T> {
  readonly answer: T;
  constructor(answer: T) {
    this.answer = answer;
  }
}

/** Somebody else held a lock for longer than `lockTimeoutMs`. */
export class LockTimeout extends Error {
  readonly code = '55P03';
  override readonly name = 'LockTimeout';
}

/** The work of one transaction outlived its limit; nothing of it was kept. */
export class TransactionTooLong extends Error {
  override readonly name = 'TransactionTooLong';
}

/** No connection became free in time; the caller may try again later. */
export class DatabaseBusy extends Error {
  override readonly name = 'DatabaseBusy';
}

type Unusable = 'in_use' | 'folder' | 'newer' | 'older' | 'broken' | 'unreachable' | 'open';
/** The database cannot be opened; the message is a sentence for the operator. */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable';
  readonly reason: Unusable;
  constructor(reason: Unusable, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

export const codeOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : '';
};

/** A table changed under a prepared statement; a fresh connection plans it anew. */
export const isStalePlan = (error: unknown): boolean =>
  codeOf(error) === '0A000' && (error as { routine?: string }).routine === 'RevalidateCachedQuery';

/** Nobody is reached under the address, or not at the moment. */
const unreachedCodes = ['ECONNREFUSED', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'];
const endedCodes = ['57P01', '57P02', '57P05', '25P03', 'ECONNRESET', 'EPIPE'];
const fullCodes = ['57014', '53300'];
const readOnlyCode = '25006';
const lostWords = /^(Connection terminated|Client has encountered a connection error|Connection ended)/;

/** A missing file is not a missing server: the socket of one that starts again is missing for a moment. */
export const isUnreached = (error: unknown): boolean => {
  const code = codeOf(error);
  if (code === 'ENOENT') return (error as NodeJS.ErrnoException).syscall === 'connect';
  return code === '57P03' || unreachedCodes.includes(code);
};

/** It answers and takes no writes: it was demoted, or an operator said so. Its other connections are no better. */
export const isReadOnly = (error: unknown): boolean => codeOf(error) === readOnlyCode;

/** The database is away, full or too slow at the moment: nothing half is left, and the same request may come again. */
export const isAway = (error: unknown): boolean =>
  error instanceof DatabaseBusy ||
  error instanceof TransactionTooLong ||
  isUnreached(error) ||
  [...endedCodes, ...fullCodes, readOnlyCode].includes(codeOf(error)) ||
  codeOf(error).startsWith('08') ||
  lostWords.test((error as Error | undefined)?.message ?? '');

const retriesMax = 3;
/** A unique violation is a twin that was faster: seen from its state the same command has another answer. */
const isPassing = (error: unknown): boolean =>
  ['40001', '40P01', '23505'].includes(codeOf(error)) || isStalePlan(error);

/** A value that the column it is compared with cannot hold: what somebody sent, never a fault of ours. */
export const isUnfit = (error: unknown): boolean => codeOf(error).startsWith('22');

/** A transaction that is tried again when the database asks for it: serialization failures, deadlocks, twins. */
export async function retried<T>(
  database: Database,
  work: (tx: Tx) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> {
  for (let tries = 0; ; tries++) {
    try {
      return await database.transaction(work, options);
    } catch (error) {
      if (tries === retriesMax || !isPassing(error)) throw error;
      await pause(Math.random() * 10 * 2 ** tries);
    }
  }
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * Many rows of one table in one statement: one array per column instead of one parameter per value.
 * `columns` gives each column its PostgreSQL type; a jsonb value is passed as JSON text.
 */
export function insertRows<Row extends Record<string, unknown>>(
  table: string,
  columns: Record<keyof Row & string, string>,
  rows: readonly Row[],
): Statement {
  const names = Object.keys(columns) as (keyof Row & string)[];
  const arrays = names.map((name, i) => `$${i + 1}::${columns[name]}[]`).join(', ');
  const text = `insert into ${quoted(table)} (${names.map(quoted).join(', ')}) select * from unnest(${arrays})`;
  return { text, values: names.map((name) => rows.map((row) => row[name])) };
}
