// One transaction over one pipelined connection: begin leaves with the first statements, commit with the last.
import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { ClientBase, QueryResult } from 'pg';
import type { Tx } from './database.ts';
import {
  codeOf,
  LockTimeout,
  type Statement,
  script,
  type TransactionOptions,
  TransactionTooLong,
  Undo,
} from './database.ts';

const namesMax = 2000;
const names = new Map<string, string>();

/** Statements beyond the limit are made anew each time, it seems, and are better not kept by the server. */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= namesMax) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 16);
  names.set(text, name);
  return name;
}

const surfaced = (error: Error): Error =>
  codeOf(error) === '55P03' ? new LockTimeout('A lock was not free in time.', { cause: error }) : error;

/** The types of the driver leave it out; both engines' clients have it. */
const streamOf = (client: ClientBase): Duplex =>
  (client as unknown as { connection: { stream: Duplex } }).connection.stream;

type Answered = (error: Error | undefined, rows: unknown[]) => void;

export class Flight implements Tx {
  readonly #client: ClientBase;
  readonly #prefix: string;
  readonly #isShared: boolean;
  readonly #isNamed: boolean;
  #failure: { error: Error; wasAwaited: boolean } | undefined;
  isOver = false;
  /** The server has confirmed the end of the transaction. */
  isClean = true;
  #isSpoilt = false;
  #isGathering = false;

  /** The prefix keeps apart the prepared statements of schemas that share one connection. */
  constructor(client: ClientBase, { prefix = '', isShared = false, isNamed = true } = {}) {
    this.#client = client;
    this.#prefix = prefix;
    this.#isShared = isShared;
    this.#isNamed = isNamed;
  }

  query<Row>(statement: Statement): Promise<Row[]> {
    const rows = new Promise<Row[]>((resolve, reject) => {
      this.#send(statement, true, (error, found) => (error ? reject(error) : resolve(found as Row[])));
    });
    // A failure is kept and comes out of the transaction, so that nobody needs to await this promise.
    rows.catch(() => undefined);
    return rows;
  }

  write(statement: Statement): void {
    this.#send(statement, false, () => undefined);
  }

  /** Whether the connection may be used again. */
  get isReusable(): boolean {
    return this.isClean && !this.#isSpoilt;
  }
  /** What nobody was told of yet. */
  get untold(): Error | undefined {
    return this.#failure?.wasAwaited === false ? this.#failure.error : undefined;
  }
  get failure(): Error | undefined {
    return this.#failure?.error;
  }
  fail(error: Error): void {
    this.#failure ??= { error, wasAwaited: true };
  }

  /** Sends commit or rollback and resolves with its tag once everything before it has been answered. */
  close(text: 'commit' | 'rollback'): Promise<string> {
    this.isOver = true;
    this.isClean = false;
    this.#gather();
    return new Promise((resolve, reject) => {
      this.#client.query(text, (error: Error | null, result: QueryResult) => {
        this.isClean = !error;
        if (error) reject(error);
        else resolve(result.command);
      });
    });
  }

  /**
   * All statements of one turn leave in one packet: each packet costs a call of the system on both sides. Where others
   * use the connection, their requests have come in by the end of the turn.
   */
  #gather(): void {
    if (this.#isGathering) return;
    this.#isGathering = true;
    const stream = streamOf(this.#client);
    stream.cork();
    const leave = () => {
      this.#isGathering = false;
      stream.uncork();
    };
    if (this.#isShared) setImmediate(leave);
    else process.nextTick(leave);
  }

  #send({ text, values, script: isScript }: Statement, isAwaited: boolean, answered: Answered): void {
    assert(!this.isOver, 'a statement after the end of its transaction');
    this.#gather();
    const answer = (error: Error | null, result?: QueryResult) => {
      if (!error) return answered(undefined, result?.rows ?? []);
      this.#failure ??= { error: surfaced(error), wasAwaited: isAwaited };
      // A value that cannot be sent makes the driver drop the statement in the server but not in its own books.
      this.#isSpoilt ||= error instanceof TypeError;
      // 25P02 is only the aftermath: it says that an earlier statement failed.
      answered(codeOf(error) === '25P02' ? this.#failure.error : surfaced(error), []);
    };
    if (isScript && values.length === 0) return void this.#client.query(text, answer);
    const name = isScript || !this.#isNamed ? undefined : nameOf(text);
    const named = name === undefined ? {} : { name: this.#prefix + name };
    this.#client.query({ text, values: values as unknown[], ...named }, answer);
  }
}

const holding = new AsyncLocalStorage<Flight>();

/** No code may take a second connection while it holds one: that is how pools lock up for ever. */
export function assertHoldsNone(): void {
  const held = holding.getStore();
  assert(!held || held.isOver, 'a second connection was asked for inside a transaction or read');
}

/** `statementSecondsMax` where one transaction has another limit than its connection. */
export type Flying = { guarded: boolean; secondsMax: number; statementSecondsMax?: number | undefined };

async function within<T>(flight: Flight, work: (tx: Tx) => Promise<T>, { guarded, secondsMax }: Flying): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      timer = setTimeout(() => {
        const error = new TransactionTooLong(`A transaction took longer than ${secondsMax} seconds and was undone.`);
        flight.fail(error);
        flight.isClean = false;
        reject(error);
      }, secondsMax * 1000);
      (guarded ? holding.run(flight, () => work(flight)) : work(flight)).then(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
  }
}

/** Statements each on their own; a failed one does not harm the others, nobody waits for the unawaited. */
export async function readOver<T>(flight: Flight, work: (tx: Tx) => Promise<T>, flying: Flying): Promise<T> {
  try {
    return await within(flight, work, flying);
  } finally {
    flight.isOver = true;
  }
}

function opening({ readOnly, lockTimeoutMs, statementSecondsMax }: TransactionOptions & Partial<Flying>): Statement {
  const steps = [readOnly ? 'begin read only' : 'begin'];
  if (lockTimeoutMs) steps.push(`set local lock_timeout = ${Math.ceil(lockTimeoutMs)}`);
  if (statementSecondsMax) steps.push(`set local statement_timeout = ${statementSecondsMax * 1000}`);
  return script(steps.join('; '));
}

export async function transactOver<T>(
  flight: Flight,
  work: (tx: Tx) => Promise<T>,
  options: TransactionOptions & Flying,
): Promise<T> {
  flight.write(opening(options));
  let answer: T;
  try {
    answer = await within(flight, work, options);
  } catch (thrown) {
    await flight.close('rollback').catch((error: Error) => flight.fail(error));
    if (!(thrown instanceof Undo)) throw thrown;
    if (flight.untold) throw flight.untold;
    return thrown.answer as T;
  }
  // The writes still under way and the commit are one flight: a failure among them turns the commit into a rollback.
  const tag = await flight.close(flight.failure ? 'rollback' : 'commit').catch((error: Error) => {
    throw flight.failure ?? surfaced(error);
  });
  if (flight.failure) throw flight.failure;
  assert.equal(tag, 'COMMIT', 'the server answered a commit with a rollback');
  return answer;
}
