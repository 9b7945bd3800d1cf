// Wakes a worker before its next look: rung after commits of this process; jobs of others are seen at the next look.
import { setTimeout as after } from 'node:timers/promises';

export type Wake = {
  ring(): void;
  /** Resolves at the next ring, or when this much time has passed. */
  next(withinMs: number): Promise<void>;
  pause(forMs: number): Promise<void>;
};

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
