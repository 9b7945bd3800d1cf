// What a process does beside answering: what time brings, what the outbox holds, what has grown old.
import { bury } from './capabilities/jobs/dead-letters/commands.ts';
import { doingWhatIsDue } from './platform/door/schedule.ts';
import type { Settings } from './platform/settings/config.ts';
import { startWorker, type Work } from './platform/work/worker.ts';
import { hearRenames } from './platform/world/party-names.ts';
import { jobKinds, pumps, schedules } from './rooms.ts';
import type { Place } from './worlds.ts';

/** Where is told what went wrong, and what is to leave the house in the log: signed heads. */
export type Telling = Pick<Work, 'faulted'> & Required<Pick<Work, 'log'>>;
/** Begins everything; the answer stops it and waits for what is running. */
export function workBeside(settings: Settings, places: readonly Place[], telling: Telling): () => Promise<void> {
  const { faulted } = telling;
  const worlds = places.map(({ world }) => world);
  const kinds = [...jobKinds, doingWhatIsDue(schedules)];
  const workers = places.map(({ world, wake }) =>
    startWorker({ world, settings, kinds, pumps, bury, wake, ...telling }),
  );
  const hearing = worlds.map((world) =>
    hearRenames(world).catch((error) => faulted(error, 'renames elsewhere could not be heard')),
  );
  return async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    for (const stopHearing of await Promise.all(hearing)) await stopHearing?.();
  };
}
