// The wire between a pg client and the embedded PostgreSQL in its worker: what one tick writes is one message.
import { execFile } from 'node:child_process';
import { Duplex } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { DatabaseUnusable } from '../database.ts';
import { sessionSettings, valueTypes } from '../value-types.ts';

// Both as a source and in dist/ the worker's file lies beside this code; it needs no loader of the main thread.
const workerFile = new URL('./embedded-worker.mjs', import.meta.url);

const broken = (cause: unknown): DatabaseUnusable =>
  new DatabaseUnusable(
    'broken',
    'The embedded database could not be opened; its folder is damaged or cannot be written. Restore a backup.',
    { cause },
  );

class WorkerStream extends Duplex {
  readonly #worker: Worker;
  #waiting: Buffer[] = [];
  isClosing = false;

  constructor(worker: Worker) {
    super();
    this.#worker = worker;
    worker.on('message', (message: Uint8Array | 'closed') => {
      if (message !== 'closed') this.push(Buffer.from(message.buffer, message.byteOffset, message.byteLength));
    });
    worker.on('error', (error) => this.destroy(error));
    worker.on('exit', () => this.destroy());
  }

  connect(): this {
    process.nextTick(() => this.emit('connect'));
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  ref(): void {
    this.#worker.ref();
  }
  unref(): void {
    this.#worker.unref();
  }

  override _read(): void {}
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#keep([chunk]);
    done();
  }
  override _writev(chunks: { chunk: Buffer }[], done: () => void): void {
    this.#keep(chunks.map(({ chunk }) => chunk));
    done();
  }
  override _final(done: () => void): void {
    this.push(null);
    done();
  }

  #keep(chunks: Buffer[]): void {
    if (this.#waiting.length === 0) process.nextTick(() => this.#send());
    this.#waiting.push(...chunks);
  }
  #send(): void {
    const bytes = new Uint8Array(Buffer.concat(this.#waiting));
    this.#waiting = [];
    if (!this.destroyed) this.#worker.postMessage(bytes, [bytes.buffer]);
  }
}

const ended = (worker: Worker): Promise<number> =>
  new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', resolve);
  });

/** Makes a new database in a process of its own, because a thread would leave 140 MB behind in this one. */
export async function createCluster(folder: string): Promise<void> {
  await promisify(execFile)(process.execPath, [fileURLToPath(workerFile), folder]).catch((error: unknown) => {
    throw broken(error);
  });
}

export type Connection = { client: pg.Client; close(): Promise<void>; terminate(): Promise<void>; isOpen(): boolean };

export async function openCluster(folder: string): Promise<Connection> {
  const worker = new Worker(workerFile, { workerData: { folder }, execArgv: [] });
  await new Promise<unknown>((resolve, reject) => {
    worker.once('message', resolve);
    ended(worker).then((code) => reject(new Error(`the worker ended with ${code}`)), reject);
  }).catch((error: unknown) => Promise.reject(broken(error)));
  const stream = new WorkerStream(worker);
  const client = new pg.Client({
    stream: () => stream as never,
    pipeline: true,
    types: valueTypes,
    user: 'postgres',
    database: 'postgres',
    host: 'localhost',
    password: '',
    ssl: false,
  } as pg.ClientConfig);
  let isOpen = true;
  const close = () => {
    isOpen = false;
  };
  client.on('error', close);
  worker.on('exit', close);
  await client.connect();
  const settings = Object.entries(sessionSettings).map(([name, value]) => `set ${name} = '${value}'`);
  await client.query(settings.join('; '));
  return {
    client,
    isOpen: () => isOpen,
    close: async () => {
      const gone = ended(worker);
      worker.postMessage('close');
      await gone;
    },
    terminate: async () => {
      isOpen = false;
      await worker.terminate();
    },
  };
}
