// The queue before the one connection of the embedded database: in turn between the lanes, urgent ones first.
import { DatabaseBusy } from '../database.ts';

type Waiting = { start(): void; lane: string };

export class Turns {
  readonly #waitSecondsMax: number;
  #isTaken = false;
  #ahead: Waiting[] = [];
  /** The lanes in the order in which they are served next; a lane is a cloud. */
  readonly #lanes = new Map<string, Waiting[]>();

  constructor(waitSecondsMax: number) {
    this.#waitSecondsMax = waitSecondsMax;
  }

  /** Resolves when it is this caller's turn, with the way to end the turn. */
  async take(lane: string, isAhead = false): Promise<() => void> {
    if (this.#isTaken) await this.#wait(lane, isAhead);
    this.#isTaken = true;
    return () => this.#next();
  }

  #wait(lane: string, isAhead: boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      const queue = isAhead ? this.#ahead : (this.#lanes.get(lane) ?? []);
      const waiting = {
        lane,
        start: () => {
          clearTimeout(timer);
          resolve();
        },
      };
      const timer = setTimeout(() => {
        queue.splice(queue.indexOf(waiting), 1);
        reject(new DatabaseBusy(`The database was busy for ${this.#waitSecondsMax} seconds.`));
      }, this.#waitSecondsMax * 1000);
      queue.push(waiting);
      if (!isAhead) this.#lanes.set(lane, queue);
    });
  }

  #next(): void {
    const next = this.#ahead.shift() ?? this.#fromLanes();
    // The turn is handed on without becoming free in between, or a newcomer would overtake those who wait.
    if (next) next.start();
    else this.#isTaken = false;
  }

  #fromLanes(): Waiting | undefined {
    for (const [lane, queue] of this.#lanes) {
      this.#lanes.delete(lane);
      const next = queue.shift();
      if (queue.length > 0) this.#lanes.set(lane, queue);
      if (next) return next;
    }
    return undefined;
  }
}
