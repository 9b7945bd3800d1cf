// What a process does beside answering: what time brings, what the outbox holds, what has grown old.
import { bury } from './capabilities/jobs/dead-letters/commands.ts';
import { tidyIdentity } from './identity/housekeeping.ts';
import { runDue } from './platform/door/schedule.ts';
import type { Settings } from './platform/settings/config.ts';
import { startWorker, type Work } from './platform/work/worker.ts';
import { hearRenames } from './platform/world/party-names.ts';
import { jobKinds, pumps, schedules } from './rooms.ts';
import type { Place } from './worlds.ts';

/** Where is told what went wrong, and what is to leave the house in the log: signed heads. */
export type Telling = Pick<Work, 'faulted'> & Required<Pick<Work, 'log'>>;
const dueEveryMs = 15_000;
const tidyEveryMs = 600_000;

/** Begins everything; the answer stops it and waits for what is running. */
export function workBeside(settings: Settings, places: readonly Place[], telling: Telling): () => Promise<void> {
  const { faulted } = telling;
  const worlds = places.map(({ world }) => world);
  const stopDue = repeating(
    dueEveryMs,
    () => Promise.all(worlds.map((world) => runDue(world, schedules))),
    (error) => faulted(error, 'what was due could not be done'),
  );
  const stopTidying = repeating(
    tidyEveryMs,
    () => Promise.all(worlds.map(tidyIdentity)),
    (error) => faulted(error, 'old sessions could not be taken away'),
  );
  const workers = places.map(({ world, wake }) =>
    startWorker({ world, settings, kinds: jobKinds, pumps, bury, wake, ...telling }),
  );
  const hearing = worlds.map((world) =>
    hearRenames(world).catch((error) => faulted(error, 'renames elsewhere could not be heard')),
  );
  return async () => {
    await Promise.all([stopDue(), stopTidying(), ...workers.map((worker) => worker.stop())]);
    for (const stopHearing of await Promise.all(hearing)) await stopHearing?.();
  };
}

/** Does work again and again, never twice at once; the answer stops it and waits for what is running. */
function repeating(
  everyMs: number,
  work: () => Promise<unknown>,
  failed: (error: unknown) => void,
): () => Promise<void> {
  let isEnding = false;
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(async () => {
      if (!isEnding) await work().catch(failed);
    });
  }, everyMs);
  timer.unref();
  return async () => {
    isEnding = true;
    clearInterval(timer);
    await running;
  };
}
