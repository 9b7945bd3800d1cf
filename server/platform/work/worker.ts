// Does the jobs: several at a time, several processes side by side, each job held by a lease while it runs.
import { randomUUID } from 'node:crypto';
import { retried, type Tx } from '../database/database.ts';
import { agreeOver } from '../settings/clock.ts';
import type { Settings } from '../settings/config.ts';
import type { World } from '../world/world.ts';
import { Hopeless, type JobKind, type Outcome, type Pump } from './jobs.ts';
import { type Claimed, claim, finish, keep, putOff, seedRecurring } from './queue.ts';
import type { Wake } from './worker-signal.ts';

export type Work = {
  world: World;
  settings: Settings;
  kinds: readonly JobKind[];
  pumps?: readonly Pump[];
  /** Writes down a job that gave up and takes it out of the queue; false when that did not work out. */
  bury(world: World, letter: { id: string; error: string }): Promise<boolean>;
  wake: Wake;
  faulted(error: unknown, what: string): void;
  log?(facts: Record<string, unknown>, message: string): void;
};
export type Worker = {
  /** Takes no more, waits for those that run, and after `graceMs` tells them to give up. */
  stop(graceMs?: number): Promise<void>;
};

const backoffSecondsFirst = 2;
const backoffSecondsMax = 3600;
/** Under load many commits ring; what they ask for is looked up together. */
const gatherMs = 20;
const graceMsUsual = 20_000;
const keptTriesMax = 5;
/** How long a job that was told to give up may still take; then its lease runs out and another try follows. */
const stubbornMs = 5_000;

/** Doubles with each try up to an hour; half of it is chance, so that a crowd does not come back at once. */
export const backoffMs = (attempt: number, chance: number): number =>
  Math.min(backoffSecondsFirst * 2 ** (attempt - 1), backoffSecondsMax) * 1000 * (0.5 + chance / 2);

export function startWorker(work: Work): Worker {
  const crew = new Crew(work);
  const over = crew.loop();
  return {
    stop: async (graceMs = graceMsUsual) => {
      crew.isStopping = true;
      work.wake.ring();
      const timer = setTimeout(() => crew.giveUp(), graceMs);
      const lost = work.wake.pause(graceMs + stubbornMs);
      await Promise.race([over, lost]);
      clearTimeout(timer);
    },
  };
}

/** Does what waits of one kind, one after the other, and comes back: for who has no worker beside it. */
export async function workOff({ world, settings, kinds }: Pick<Work, 'world' | 'settings' | 'kinds'>, kind: string) {
  const known = kinds.find((one) => one.kind === kind)!;
  const { signal } = new AbortController();
  for (;;) {
    const now = world.clock.wall();
    const lease = randomUUID();
    const until = new Date(now.getTime() + settings.jobLeaseSeconds * 1000);
    const [job] = await world.database.transaction((tx) => claim(tx, { kinds: [kind], lease, now, until, limit: 1 }));
    if (!job) return;
    const { id, payload, attempts: attempt, created_at: createdAt } = job;
    const log = () => undefined;
    await known.run({ id, payload, attempt, isLast: true, createdAt, world, settings, signal, log });
    await world.database.transaction((tx) => finish(tx, { id, lease }, world.clock.wall()));
  }
}

class Crew {
  readonly #work: Work;
  readonly #kinds: ReadonlyMap<string, JobKind>;
  readonly #running = new Map<Promise<void>, { control: AbortController; kind: string }>();
  isStopping = false;

  constructor(work: Work) {
    this.#work = work;
    this.#kinds = new Map(work.kinds.map((kind) => [kind.kind, kind]));
  }

  async loop(): Promise<void> {
    const { wake, settings, faulted } = this.#work;
    let isSeeded = false;
    while (!this.isStopping) {
      const heard = wake.next(settings.jobPollMs);
      try {
        if (!isSeeded) await this.#told((tx) => seedRecurring(tx, this.#work.kinds, this.#now()));
        isSeeded = true;
        for (const pump of this.#work.pumps ?? []) await pump(this.#work.world);
        if (await this.#claimed()) continue;
      } catch (error) {
        faulted(error, 'the worker could not look for jobs');
      }
      await Promise.race([heard, ...(this.#free() > 0 ? [] : this.#running.keys())]);
      await wake.pause(gatherMs);
    }
    await Promise.all(this.#running.keys());
  }

  giveUp(): void {
    for (const { control } of this.#running.values()) control.abort();
  }

  #now = (): Date => this.#work.world.clock.wall();
  #leased = (): Date => new Date(this.#now().getTime() + this.#work.settings.jobLeaseSeconds * 1000);
  #free = (): number => this.#work.settings.jobsAtOnce - this.#running.size;
  #told = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => retried(this.#work.world.database, work);

  /** Whether as many were found as could be taken, so that there may be more. */
  async #claimed(): Promise<boolean> {
    let isMore = false;
    for (const { kinds, limit } of this.#wanted()) {
      const lease = randomUUID();
      const claiming = { kinds, lease, now: this.#now(), until: this.#leased(), limit };
      const found = await this.#told((tx) => this.#claimedAndTimed(tx, claiming));
      for (const job of found) this.#begin(job, lease);
      isMore ||= found.length === limit;
    }
    return isMore && this.#free() > 0;
  }

  /** The look for jobs brings the time of the database along, at no flight of its own. */
  async #claimedAndTimed(tx: Tx, claiming: Parameters<typeof claim>[1]): Promise<Claimed[]> {
    const [found] = await Promise.all([claim(tx, claiming), agreeOver(tx, this.#work.world.clock)]);
    return found;
  }

  /** Kinds that may take all hands together, then each of those that may take some. */
  *#wanted(): Generator<{ kinds: string[]; limit: number }> {
    const all = [...this.#kinds.values()];
    const kinds = all.filter(({ share }) => share === undefined).map(({ kind }) => kind);
    if (kinds.length > 0 && this.#free() > 0) yield { kinds, limit: this.#free() };
    for (const { kind, share } of all) {
      if (share === undefined) continue;
      const hands = Math.max(1, Math.floor(share * this.#work.settings.jobsAtOnce));
      const taken = [...this.#running.values()].filter((one) => one.kind === kind).length;
      const limit = Math.min(this.#free(), hands - taken);
      if (limit > 0) yield { kinds: [kind], limit };
    }
  }

  #begin(job: Claimed, lease: string): void {
    const control = new AbortController();
    const run = this.#attempted(job, { lease, control }).finally(() => {
      this.#running.delete(run);
      this.#work.wake.ring();
    });
    this.#running.set(run, { control, kind: job.kind });
  }

  async #attempted(job: Claimed, { lease, control }: { lease: string; control: AbortController }): Promise<void> {
    const { world, settings, faulted } = this.#work;
    const held = { id: job.id, lease };
    const beat = setInterval(
      () =>
        void this.#told((tx) => keep(tx, held, this.#leased())).then(
          (isMine) => isMine || control.abort(),
          (error) => faulted(error, `the lease of ${job.id} could not be kept`),
        ),
      (settings.jobLeaseSeconds * 1000) / 3,
    );
    try {
      const { id, payload, attempts: attempt, created_at: createdAt } = job;
      const isLast = attempt >= settings.jobTriesMax;
      // Whatever ended the processes that tried it never said so: it is not tried for ever.
      if (attempt > settings.jobTriesMax && job.every_seconds === null)
        throw new Hopeless('no try ever came to an end');
      const kind = this.#kinds.get(job.kind)!;
      const { signal } = control;
      const log = this.#work.log ?? (() => undefined);
      const outcome = await kind.run({ id, payload, attempt, isLast, createdAt, world, settings, signal, log });
      await this.#settled(job, held, outcome);
    } catch (error) {
      const failing = control.signal.aborted ? this.#givenUp(job, held) : this.#failed(job, held, error);
      await failing.catch((more) => faulted(more, `the end of ${job.id} could not be kept`));
    } finally {
      clearInterval(beat);
    }
  }

  /** What was done must be written down: a database that is away for a moment would make it happen twice. */
  async #settled(job: Claimed, held: { id: string; lease: string }, outcome: Outcome): Promise<void> {
    const next = outcome?.later ?? (job.every_seconds && new Date(this.#now().getTime() + job.every_seconds * 1000));
    const attempts = outcome ? job.attempts - 1 : 0;
    for (let tries = 1; ; tries += 1) {
      try {
        await this.#told((tx) =>
          next ? putOff(tx, held, { at: next, error: null, attempts }) : finish(tx, held, this.#now()),
        );
        return;
      } catch (error) {
        this.#work.faulted(error, `the end of ${job.id} could not be kept`);
        if (tries === keptTriesMax) return;
        await this.#work.wake.pause(200 * 2 ** tries);
      }
    }
  }

  /** The server stops: the next one begins at once, and this does not count as a try. */
  async #givenUp(job: Claimed, held: { id: string; lease: string }): Promise<void> {
    await this.#told((tx) => putOff(tx, held, { at: this.#now(), error: null, attempts: job.attempts - 1 }));
  }

  async #failed(job: Claimed, held: { id: string; lease: string }, error: unknown): Promise<void> {
    const { settings, world, faulted, bury } = this.#work;
    const said = String((error as Error)?.message ?? error).slice(0, 500);
    faulted(error, `the job ${job.id} (${job.kind}) failed at try ${job.attempts}`);
    const isRecurring = job.every_seconds !== null;
    const isDead = !isRecurring && (error instanceof Hopeless || job.attempts >= settings.jobTriesMax);
    if (isDead && (await this.#told((tx) => keep(tx, held, this.#leased())))) {
      if (await bury(world, { id: job.id, error: said })) return;
    }
    const waitMs = backoffMs(Math.min(job.attempts, 30), Math.random());
    const at = new Date(
      this.#now().getTime() + Math.min(waitMs, (job.every_seconds ?? Number.POSITIVE_INFINITY) * 1000),
    );
    await this.#told((tx) => putOff(tx, held, { at, error: said, attempts: job.attempts }));
  }
}
