// The door to a change: every command passes the same gates in the same order, alone or together with others.
import { type Refusal, refuse } from '../../kernel/decision.ts';
import type { Lifecycle } from '../../kernel/lifecycle.ts';
import { LockTimeout, retried, type Tx, Undo } from '../database/database.ts';
import { record } from '../record/events.ts';
import { enqueue, mailJob } from '../work/jobs.ts';
import { actorOf, systemActor } from '../world/caller-roles.ts';
import { doorOf } from '../world/entering.ts';
import { forgetRenamed } from '../world/party-names.ts';
import { no } from '../world/refusals.ts';
import type { Caller, Done, Door, Foreseen, Kept, Seen, Step, World } from '../world/world.ts';
import type { Act, Answer, Asked, Change } from './change.ts';
import { lockOfKey, type Remembered, type Request, remember, remembered } from './idempotency.ts';
import { lock } from './locks.ts';
import { outcomeOf, previewToken, readToken } from './preview.ts';
import { step } from './step.ts';

export const together = <Command>(plan: Act<Command>): Act<Command> => plan;
export const alone =
  <S extends Kept, L extends Lifecycle<S>, N extends keyof L & string, Command, Given>(
    declared: Change<S, L, N, Command, Given>,
  ): Act<Command> =>
  async (_planning, key, command) => [step(declared, key, command)];

const previewLockMs = 500;

/** Runs a command, or previews it. Refuses `busy`, `stale_version`, `idempotency_key_reused`, `preview_outdated`. */
export async function perform<Command>(world: World, caller: Caller, asked: Asked<Command>): Promise<Answer | Refusal> {
  try {
    const { secondsMax } = asked;
    const options = { ...(asked.preview && { lockTimeoutMs: previewLockMs }), ...(secondsMax && { secondsMax }) };
    let last: Tx | undefined;
    const answer = await retried(
      world.database,
      (tx) => {
        last = tx;
        return attempt(tx, { world, caller, asked });
      },
      options,
    );
    if (answer.ok && !asked.preview && !answer.replayed) world.recorded();
    if (last) forgetRenamed(world, last);
    return answer;
  } catch (error) {
    if (error instanceof LockTimeout) return refuse(no('busy'));
    throw error;
  }
}

type Attempt<Command> = { world: World; caller: Caller; asked: Asked<Command> };

async function attempt<Command>(tx: Tx, { world, caller, asked }: Attempt<Command>): Promise<Answer | Refusal> {
  const once = asked.preview ? undefined : asked.once;
  const request: Request = { operation: asked.operation, key: asked.key, command: asked.said ?? asked.command };
  const steps = await asked.act({ tx, world, caller }, asked.key, asked.command);
  const [first] = steps;
  if (!first) return undo(refuse(no('not_found')));
  const peeked = await Promise.all(steps.map((one) => one.locks(tx)));
  lock(tx, [...peeked.flat(), ...(once ? [lockOfKey(caller, once)] : [])]);
  const [actor, kept, found] = await Promise.all([
    actorOf(world, tx, caller),
    once ? remembered(tx, caller, { once, request }) : undefined,
    first.fetch(tx),
  ]);
  // `now` is read under the locks.
  const door = doorOf(world, tx, { actor, preview: asked.preview === true, language: caller.language });
  if (kept) return undo(await replay(door, { kept, first, found }));
  // Only now: what was done under a token that has grown too old since is answered again.
  const token = asked.previewToken === undefined ? undefined : readToken({ world, caller, asked }, asked.previewToken);
  if (token && !token.ok) return undo(token);

  const done = await ran(door, steps, { found, version: asked.version });
  if (!done.ok) return undo(done);
  const answer = await answered(done.steps, { actor, language: caller.language });
  if (token && token.outcome !== outcomeOf(answer, done.steps)) return undo(refuse(no('preview_outdated')));
  if (asked.preview) {
    return undo({ ...answer, token: previewToken({ world, caller, asked }, outcomeOf(answer, done.steps)) });
  }
  const mails = done.steps.flatMap((one) => one.mails).map((mail) => mailJob(mail, world.clock.wall()));
  for (const job of [...mails, ...done.steps.flatMap(({ jobs }) => jobs)]) enqueue(tx, job);
  record(
    tx,
    door,
    done.steps.flatMap(({ happened }) => happened),
  );
  if (once)
    remember(tx, caller, { once, request, kept: { answer, sides: done.steps[0]!.sides }, at: world.clock.wall() });
  return answer;
}

const undo = (answer: Answer | Refusal): never => {
  throw new Undo(answer);
};

async function replay(
  door: Door,
  { kept, first, found }: { kept: Remembered | 'reused'; first: Step; found: Kept | undefined },
) {
  if (kept === 'reused') return refuse(no('idempotency_key_reused'));
  return (await first.mayReplay(door, found, kept.sides)) ?? { ...(kept.answer as Answer), replayed: true as const };
}

type Ran = { ok: true; steps: Done[] } | Refusal;

async function ran(
  door: Door,
  steps: readonly Step[],
  first: { found: Kept | undefined; version: number | undefined },
): Promise<Ran> {
  const done: Done[] = [];
  for (const [i, one] of steps.entries()) {
    const start =
      i === 0
        ? { found: first.found, fetched: true, ...(first.version !== undefined && { version: first.version }) }
        : { fetched: false };
    const outcome = await one.run(door, {
      ...start,
      last: i === steps.length - 1 && door.world.reactions.length === 0,
    });
    if (!outcome.ok) return outcome;
    done.push(outcome);
  }
  return followed(door, done);
}

/** What higher rooms do because of this, in the same transaction; each may cause more. */
async function followed(door: Door, done: Done[]): Promise<Ran> {
  const bySystem: Door = { ...door, actor: systemActor };
  const { reactions, limits } = door.world;
  for (let i = 0, count = 0; i < done.length; i += 1) {
    for (const event of done[i]!.happened) {
      for (const reaction of reactions.filter(({ on }) => on === event.type)) {
        const steps = await reaction.steps(bySystem, event);
        count += steps.length;
        if (count > limits.reactionsMax) return refuse(no('too_many_consequences', { limit: limits.reactionsMax }));
        lock(door.tx, (await Promise.all(steps.map((one) => one.locks(door.tx)))).flat());
        for (const one of steps) {
          const outcome = await one.run(bySystem, { fetched: false, last: false });
          if (!outcome.ok) return outcome;
          const happened = outcome.happened.map((one) => ({ ...one, byReaction: true as const }));
          done.push({ ...outcome, happened });
        }
      }
    }
  }
  return { ok: true, steps: done };
}

async function answered(done: readonly Done[], viewer: Parameters<Done['seen']>[0]): Promise<Answer> {
  const states: Seen[] = [];
  for (const one of done) states.push(await one.seen(viewer));
  const lines = (kind: keyof Foreseen) => done.flatMap(({ foreseen }) => foreseen[kind] ?? []);
  return {
    ok: true,
    states,
    events: done.flatMap(({ happened }) => happened.map(({ type, thing, id }) => ({ type, thing, id }))),
    why: done[0]!.why,
    foreseen: {
      access: lines('access'),
      money: lines('money'),
      deadlines: lines('deadlines'),
      unchanged: lines('unchanged'),
    },
  };
}
