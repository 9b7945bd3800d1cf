// The door to a change: every command passes the same gates in the same order, alone or together with others.
import assert from 'node:assert/strict';
import { type Refusal, refuse } from '../../kernel/decision.ts';
import type { Lifecycle } from '../../kernel/lifecycle.ts';
import { LockTimeout, retried, type Tx, Undo } from '../database/database.ts';
import { record } from '../record/events.ts';
import { enqueue, mailJob } from '../work/jobs.ts';
import { actorOf, systemActor, systemCaller } from '../world/caller-roles.ts';
import { doorOf } from '../world/entering.ts';
import { forgetRenamed } from '../world/party-names.ts';
import { no } from '../world/refusals.ts';
import type {
  AnyChange,
  Caller,
  Done,
  Door,
  Foreseen,
  Kept,
  Planning,
  Seen,
  Step,
  Taken,
  World,
} from '../world/world.ts';
import type { Act, Asked, Change, Performed } from './change.ts';
import { lockOfKey, type Remembered, type Request, remember, remembered } from './idempotency.ts';
import { lock } from './locks.ts';
import { outcomeOf, previewToken, readToken } from './preview.ts';
import { step } from './step.ts';

/** Several changes as one command: one transaction, one preview, one key. */
export const together = <Command>(declared: Act<Command>): Act<Command> => declared;
export const alone = <S extends Kept, L extends Lifecycle<S>, N extends keyof L & string, Command, Given, Besides>(
  declared: Change<S, L, N, Command, Given, Besides>,
): Act<Command> => ({ changes: [declared], plan: (_planning, key, command) => [step(declared, key, command)] });

const previewLockMs = 500;

/** Runs a command, or previews it. Refuses `busy`, `stale_version`, `idempotency_key_reused`, `preview_outdated`. */
export async function perform<Command>(
  world: World,
  caller: Caller,
  asked: Asked<Command>,
): Promise<Performed | Refusal> {
  try {
    const { secondsMax } = asked;
    const options = { ...(asked.preview && { lockTimeoutMs: previewLockMs }), ...(secondsMax && { secondsMax }) };
    let last: Tx | undefined;
    const performed = await retried(
      world.database,
      (tx) => {
        last = tx;
        return attempt({ world, tx, caller }, asked);
      },
      options,
    );
    if (performed.ok && !asked.preview && !performed.replayed) world.recorded();
    if (last) forgetRenamed(world, last);
    return performed;
  } catch (error) {
    if (error instanceof LockTimeout) return refuse(no('busy'));
    throw error;
  }
}

async function attempt<Command>(planning: Planning, asked: Asked<Command>): Promise<Performed | Refusal> {
  const { world, tx, caller } = planning;
  const once = asked.preview ? undefined : asked.once;
  const request: Request = { operation: asked.operation, key: asked.key, command: asked.said ?? asked.command };
  const steps = await planned(planning, asked);
  const [first] = steps;
  if (!first) return undo(refuse(no('not_found')));
  const locks = await Promise.all(steps.map((one) => one.locks(planning)));
  lock(tx, [...locks.flat(), ...(once ? [lockOfKey(caller, once)] : [])]);
  const [actor, kept, found] = await Promise.all([
    actorOf(world, tx, caller),
    once ? remembered(tx, caller, { once, request }) : undefined,
    first.fetch(planning),
  ]);
  // `now` is read under the locks.
  const preview = asked.preview === true;
  const foresees = preview || asked.previewToken !== undefined;
  const door = doorOf(world, tx, { actor, preview, foresees, language: caller.language });
  if (kept) return undo(await replay(door, { kept, first, found }));
  // Only now: what was done under a token that has grown too old since is answered again.
  const token = asked.previewToken === undefined ? undefined : readToken({ world, caller, asked }, asked.previewToken);
  if (token && !token.ok) return undo(token);

  const done = await ran(door, steps, { found, version: asked.version });
  if (!done.ok) return undo(done);
  const performed = await performedBy(done.steps, { actor, language: caller.language });
  if (token && token.outcome !== outcomeOf(performed, done.steps)) return undo(refuse(no('preview_outdated')));
  if (preview) {
    return undo({ ...performed, token: previewToken({ world, caller, asked }, outcomeOf(performed, done.steps)) });
  }
  keep(door, done.steps);
  const sides = done.steps[0]!.sides;
  if (once) remember(tx, caller, { once, request, kept: { answer: performed, sides }, at: world.clock.wall() });
  return performed;
}

/** The steps of a command. One that it did not declare would be missing in the docs and in the proofs. */
async function planned<Command>(planning: Planning, { act, key, command }: Asked<Command>): Promise<readonly Step[]> {
  const steps = await act.plan(planning, key, command);
  declaredIn(act.changes, steps);
  return steps;
}
function declaredIn(changes: readonly AnyChange[], steps: readonly Step[]): void {
  const others = steps.filter(({ change }) => !changes.includes(change)).map(({ action }) => action);
  assert(others.length === 0, `not among the declared changes: ${others}`);
}

function keep(door: Door, steps: readonly Taken[]): void {
  const { tx, world } = door;
  const mails = steps.flatMap((one) => one.mails).map((mail) => mailJob(mail, world.clock.wall()));
  for (const job of [...mails, ...steps.flatMap(({ jobs }) => jobs)]) enqueue(tx, job);
  record(
    tx,
    door,
    steps.flatMap(({ happened }) => happened),
  );
}

const undo = (performed: Performed | Refusal): never => {
  throw new Undo(performed);
};

async function replay(
  door: Door,
  { kept, first, found }: { kept: Remembered | 'reused'; first: Step; found: Kept | undefined },
): Promise<Performed | Refusal> {
  if (kept === 'reused') return refuse(no('idempotency_key_reused'));
  const refused = await first.mayReplay(door, found, kept.sides);
  return refused ?? { ...(kept.answer as Performed), replayed: true };
}

type Ran = { ok: true; steps: Taken[] } | Refusal;

/** What the steps so far decided, for those behind them. */
function doneBy(steps: readonly Taken[]): Done {
  const all = (change: AnyChange) => steps.filter((one) => one.change === change).map(({ after }) => after);
  const of = (change: AnyChange) => {
    const [first] = all(change);
    assert(first, `${change.thing.name}.${change.command} is not done yet`);
    return first;
  };
  return { of, all } as unknown as Done;
}

async function ran(
  door: Door,
  steps: readonly Step[],
  first: { found: Kept | undefined; version: number | undefined },
): Promise<Ran> {
  const done: Taken[] = [];
  for (const [i, one] of steps.entries()) {
    const start =
      i === 0
        ? { found: first.found, isFetched: true, ...(first.version !== undefined && { version: first.version }) }
        : { isFetched: false };
    const last = i === steps.length - 1 && door.world.reactions.length === 0;
    const taken = await one.run(door, { ...start, last, done: doneBy(done) });
    if (!taken.ok) return taken;
    done.push(taken);
  }
  return followed(door, done);
}

/** What higher rooms do because of this, in the same transaction; each may cause more. */
async function followed(door: Door, done: Taken[]): Promise<Ran> {
  const bySystem: Door = { ...door, actor: systemActor };
  const planning = { tx: door.tx, world: door.world, caller: systemCaller };
  const { reactions, limits } = door.world;
  for (let i = 0, count = 0; i < done.length; i += 1) {
    for (const event of done[i]!.happened) {
      for (const reaction of reactions.filter(({ on }) => on === event.type)) {
        const steps = await reaction.steps(bySystem, event);
        declaredIn(reaction.does, steps);
        count += steps.length;
        if (count > limits.reactionsMax) return refuse(no('too_many_consequences', { limit: limits.reactionsMax }));
        lock(door.tx, (await Promise.all(steps.map((one) => one.locks(planning)))).flat());
        for (const one of steps) {
          const taken = await one.run(bySystem, { isFetched: false, last: false, done: doneBy(done) });
          if (!taken.ok) return taken;
          const happened = taken.happened.map((one) => ({ ...one, byReaction: true as const }));
          done.push({ ...taken, happened });
        }
      }
    }
  }
  return { ok: true, steps: done };
}

async function performedBy(done: readonly Taken[], viewer: Parameters<Taken['seen']>[0]): Promise<Performed> {
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
