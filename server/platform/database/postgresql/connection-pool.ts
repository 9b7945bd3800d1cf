// Connections of one kind to a PostgreSQL server: lent one at a time, and not lent again once their server is no good.
import pg from 'pg';
import { DatabaseBusy } from '../database.ts';

type Kept = pg.PoolConfig & { waitSecondsMax: number; faulted: (error: Error) => void };

export class ConnectionPool {
  readonly #pool: pg.Pool;
  readonly #waitSecondsMax: number;
  /** Counts how often the server was found to be no good; a connection is as old as the count when it was made. */
  #age = 0;
  readonly #ages = new WeakMap<pg.PoolClient, number>();

  constructor({ waitSecondsMax, faulted, ...options }: Kept) {
    this.#waitSecondsMax = waitSecondsMax;
    this.#pool = new pg.Pool({ ...options, connectionTimeoutMillis: waitSecondsMax * 1000 });
    this.#pool.on('error', faulted);
    this.#pool.on('connect', (client) => {
      this.#ages.set(client, this.#age);
      // A connection in use reports its loss through its statements; without a listener Node would end the process.
      client.on('error', () => undefined);
    });
  }

  async take(): Promise<pg.PoolClient> {
    for (;;) {
      const client = await this.#pool.connect().catch((error: Error) => {
        if (!error.message.startsWith('timeout exceeded')) throw error;
        throw new DatabaseBusy(`No connection became free in ${this.#waitSecondsMax} seconds.`, { cause: error });
      });
      if (this.#ages.get(client) === this.#age) return client;
      client.release(true);
    }
  }

  /** What this connection was told of its server is true of all that are as old: none of them is lent again. */
  distrust(client: pg.PoolClient): void {
    if (this.#ages.get(client) === this.#age) this.#age += 1;
  }

  end(): Promise<void> {
    return this.#pool.end();
  }
}
