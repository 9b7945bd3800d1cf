// Wakes a worker before its next look: rung after commits of this process, and by notifications of others.
import { setTimeout as after } from 'node:timers/promises';
import type { Database } from './database.ts';

export type Wake = {
  ring(): void;
  /** Resolves at the next ring, or when this much time has passed. */
  next(withinMs: number): Promise<void>;
  pause(forMs: number): Promise<void>;
};

export const jobsChannel = 'jobs';

export function makeWake(): Wake {
  let waiting = new Set<() => void>();
  return {
    ring: () => {
      const all = waiting;
      waiting = new Set();
      for (const heard of all) heard();
    },
    next: (withinMs) =>
      new Promise((resolve) => {
        const heard = () => {
          clearTimeout(timer);
          waiting.delete(heard);
          resolve();
        };
        const timer = setTimeout(heard, withinMs);
        waiting.add(heard);
      }),
    pause: (forMs) => after(forMs, undefined, { ref: false }),
  };
}

/** Rings for what other processes announce by `notify(jobsChannel)`; resolves with the way to stop listening. */
export const hearOthers = (database: Database, wake: Wake): Promise<() => Promise<void>> =>
  database.listen(jobsChannel, () => wake.ring());
