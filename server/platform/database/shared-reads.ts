// Brief reads of one turn share one connection: their statements leave in one packet, and each packet costs a call of
// the system on both sides (decision 0037).
import type { ClientBase } from 'pg';
import { Flight } from './pipelined-transaction.ts';

/** More in one packet save little more, and wait longer for one another. */
const sharersMax = 16;

type Lent = ClientBase & { release(destroy?: boolean): void };
type Shared = { client: Promise<Lent>; held: number; isClosed: boolean; isSpoilt: boolean };

/** Lends a connection to all who ask in one turn, or while the connection itself is waited for. */
export class Sharing {
  readonly #take: () => Promise<Lent>;
  readonly #isNamed: boolean;
  #open: Shared | undefined;

  constructor(take: () => Promise<Lent>, { isNamed }: { isNamed: boolean }) {
    this.#take = take;
    this.#isNamed = isNamed;
  }

  async hold<T>(work: (flight: Flight) => Promise<T>, spoils: (error: unknown) => boolean): Promise<T> {
    const shared = this.#joined();
    let flight: Flight | undefined;
    try {
      flight = new Flight(await shared.client, { isShared: true, isNamed: this.#isNamed });
      return await work(flight);
    } catch (error) {
      shared.isSpoilt ||= spoils(error);
      throw error;
    } finally {
      shared.isSpoilt ||= flight?.isReusable === false;
      shared.held -= 1;
      void this.#giveBack(shared);
    }
  }

  #joined(): Shared {
    if (this.#open && this.#open.held < sharersMax) {
      this.#open.held += 1;
      return this.#open;
    }
    const shared: Shared = { client: this.#take(), held: 1, isClosed: false, isSpoilt: false };
    this.#open = shared;
    const close = () => this.#close(shared);
    shared.client.then(() => setImmediate(close), close);
    return shared;
  }

  #close(shared: Shared): void {
    shared.isClosed = true;
    if (this.#open === shared) this.#open = undefined;
    void this.#giveBack(shared);
  }

  /** Only once nobody joins any more and the last one has its rows. */
  async #giveBack({ client, held, isClosed, isSpoilt }: Shared): Promise<void> {
    if (!isClosed || held > 0) return;
    const lent = await client.catch(() => undefined);
    lent?.release(isSpoilt);
  }
}
