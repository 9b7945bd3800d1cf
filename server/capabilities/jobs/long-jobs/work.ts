// Runs long work: says how far it is, goes on where it was interrupted, stops when somebody cancels it.

import { load } from '../../../platform/record/history.ts';
import { type Attempt, Hopeless, type JobKind } from '../../../platform/work/jobs.ts';
import type { LongKind, LongRun } from '../../../platform/work/long-work.ts';
import { longKind } from '../state.ts';
import { tell } from './commands.ts';
import * as store from './store.ts';
import { jobs } from './thing.ts';

class Unwanted extends Error {
  override readonly name = 'Unwanted';
}
const resultHours = 24;

/** The one kind of the queue behind all long work. */
export const longWork = (kinds: readonly LongKind[]): JobKind => ({
  kind: longKind,
  run: async (attempt) => {
    const id = String(attempt.payload.job);
    const { world } = attempt;
    const started = await tell(world, id, 'start');
    if (!started.ok) return undefined; // Cancelled meanwhile, or finished by a worker that could not say so.
    const kind = kinds.find((one) => one.kind === attempt.payload.kind);
    try {
      if (!kind) throw new Hopeless(`nobody does long work of the kind ${attempt.payload.kind}`);
      await kind.run(await runOf(attempt, id));
      await tell(world, id, 'finish');
    } catch (error) {
      if (error instanceof Unwanted) return undefined;
      if (!attempt.signal.aborted && (attempt.isLast || error instanceof Hopeless)) {
        await tell(world, id, 'fail');
        return undefined;
      }
      throw error;
    }
    return undefined;
  },
});

async function runOf({ world, settings, signal }: Attempt, id: string): Promise<LongRun> {
  const { database, clock } = world;
  const [job, reached] = await database.transaction((tx) =>
    Promise.all([load(tx, jobs, { id }), store.begin(tx, id, clock.wall())]),
  );
  return {
    ...{ world, settings, signal, reached, job: job! },
    progress: async (at) => {
      signal.throwIfAborted();
      const wanted = await database.transaction((tx) => store.keepProgress(tx, id, { ...at, now: clock.wall() }));
      if (!wanted) throw new Unwanted('the job was cancelled');
    },
    keepResult: async ({ type, name }, pieces) => {
      let part = 0;
      await database.transaction(async (tx) => store.clearResult(tx, id));
      for await (const bytes of pieces) {
        await database.transaction(async (tx) => store.addResult(tx, id, { part, bytes }));
        part += 1;
      }
      const until = new Date(clock.wall().getTime() + resultHours * 3_600_000);
      await database.transaction(async (tx) => store.nameResult(tx, id, { type, name, until }));
    },
  };
}
