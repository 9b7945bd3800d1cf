// Hears the notifications of a PostgreSQL server over a connection of its own, and comes back when that is lost.
import pg from 'pg';

const pauseMsMax = 10_000;
type Heard = (payload: string) => void;

export class Listener {
  readonly #options: pg.ClientConfig;
  readonly #faulted: (error: Error) => void;
  readonly #channels = new Map<string, Set<Heard>>();
  #client: Promise<pg.Client> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #pauseMs = 100;
  #isClosed = false;

  constructor(options: pg.ClientConfig, faulted: (error: Error) => void) {
    this.#options = options;
    this.#faulted = faulted;
  }

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
    client.on('error', this.#faulted);
    client.once('end', () => this.#lost());
    await client.connect();
    for (const channel of this.#channels.keys()) await client.query(`listen "${channel}"`);
    this.#pauseMs = 100;
    return client;
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
      this.#faulted(error as Error);
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
