// Hears the notifications of a PostgreSQL server over a connection of its own, and comes back when that is lost.
import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import pg from 'pg';

const pauseMsMin = 100;
const pauseMsMax = 10_000;
type Heard = (payload: string) => void;
type Told = { faulted: (error: Error) => void; hearingSecondsMax: number };

/** What is sent to oneself comes back, or nothing does: a pooler in between, a firewall that forgot the connection. */
class NothingHeard extends Error {
  override readonly name = 'NothingHeard';
  constructor() {
    super('Notifications do not arrive; behind a pooler KONTOR_DATABASE_DIRECT_URL names the server itself.');
  }
}

export class Listener {
  readonly #options: pg.ClientConfig;
  readonly #told: Told;
  readonly #channels = new Map<string, Set<Heard>>();
  /** Where it hears itself, and nobody else. */
  readonly #own = `kontor.${randomUUID()}`;
  #client: Promise<pg.Client> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #pauseMs = pauseMsMin;
  #isClosed = false;

  constructor(options: pg.ClientConfig, told: Told) {
    this.#options = options;
    this.#told = told;
  }

  /** Resolves only once it hears. */
  async listen(channel: string, heard: Heard): Promise<() => Promise<void>> {
    const listeners = this.#channels.get(channel) ?? new Set();
    this.#channels.set(channel, listeners.add(heard));
    const client = await this.#connection();
    await client.query(`listen "${channel}"`);
    return async () => {
      listeners.delete(heard);
      if (listeners.size > 0 || !this.#channels.delete(channel) || this.#isClosed) return;
      await (await this.#client)?.query(`unlisten "${channel}"`);
    };
  }

  #connection(): Promise<pg.Client> {
    this.#client ??= this.#connected().catch((error: unknown) => {
      this.#client = undefined;
      throw error;
    });
    return this.#client;
  }

  async #connected(): Promise<pg.Client> {
    const client = new pg.Client({ ...this.#options, pipeline: true } as pg.ClientConfig);
    client.on('notification', ({ channel, payload = '' }) => this.#tell(channel, payload));
    client.on('error', this.#told.faulted);
    await client.connect();
    try {
      for (const channel of [this.#own, ...this.#channels.keys()]) await client.query(`listen "${channel}"`);
      await this.#hearsItself(client);
    } catch (error) {
      ended(client);
      throw error;
    }
    this.#pauseMs = pauseMsMin;
    const checking = this.#checking(client);
    client.once('end', () => {
      clearInterval(checking);
      this.#lost();
    });
    return client;
  }

  #checking(client: pg.Client): NodeJS.Timeout {
    const check = () =>
      this.#hearsItself(client).catch((error: Error) => {
        this.#told.faulted(error);
        ended(client);
      });
    return setInterval(check, this.#told.hearingSecondsMax * 1000).unref();
  }

  /** Rejects where nothing has come back by the time of the next check. */
  #hearsItself(client: pg.Client): Promise<void> {
    return new Promise((resolve, reject) => {
      const done = (error?: Error) => {
        clearTimeout(timer);
        client.off('notification', heard);
        client.off('end', lost);
        if (error) reject(error);
        else resolve();
      };
      const heard = ({ channel }: pg.Notification) => channel === this.#own && done();
      const lost = () => done(new Error('Connection ended'));
      const timer = setTimeout(() => done(new NothingHeard()), this.#told.hearingSecondsMax * 900);
      client.on('notification', heard);
      client.once('end', lost);
      client.query('select pg_notify($1, $2)', [this.#own, '']).catch(done);
    });
  }

  #lost(): void {
    this.#client = undefined;
    if (this.#isClosed || this.#channels.size === 0) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#again(), this.#pauseMs).unref();
    this.#pauseMs = Math.min(this.#pauseMs * 2, pauseMsMax);
  }

  async #again(): Promise<void> {
    try {
      await this.#connection();
      // Whatever was sent meanwhile is lost, so everybody looks for themselves.
      for (const channel of this.#channels.keys()) this.#tell(channel, '');
    } catch (error) {
      this.#told.faulted(error as Error);
      this.#lost();
    }
  }

  #tell(channel: string, payload: string): void {
    for (const heard of this.#channels.get(channel) ?? []) heard(payload);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    const client = await this.#client?.catch(() => undefined);
    await client?.end();
  }
}

/** At once and without a word: a server that does not answer would not answer a farewell either. */
const ended = (client: pg.Client): void =>
  void (client as unknown as { connection: { stream: Duplex } }).connection.stream.destroy();
