// One change on its way through the gates: found, seen, permitted, decided, saved.
import assert from 'node:assert/strict';
import { may, sees, sidesHeld } from '../../access/may.ts';
import { type Action, type Grant, policy } from '../../access/policy.ts';
import { type EventName, type Refusal, refuse } from '../../kernel/decision.ts';
import { type In, type Lifecycle, type Nothing, nothing } from '../../kernel/lifecycle.ts';
import { load, saving } from '../record/history.ts';
import { systemActor, systemCaller } from '../world/caller-roles.ts';
import { placeOf } from '../world/entering.ts';
import { renamed, renamedIn } from '../world/party-names.ts';
import { no } from '../world/refusals.ts';
import type { AnyChange, Done, Door, Job, Kept, Mail, Naming, Planning, Step, Taken, Thing } from '../world/world.ts';
import type { Change } from './change.ts';
import { gate, notPermitted, sidesWithBearer } from './gate.ts';
import { lock } from './locks.ts';
import { classesFor, namingFor, present, sidesIn } from './present.ts';

/** A step of a plan. Its command may depend on what those before it decided; its locks are then taken in its turn. */
export function step<S extends Kept, L extends Lifecycle<S>, N extends keyof L & string, Command, Given, Besides>(
  declared: Change<S, L, N, Command, Given, Besides>,
  key: string,
  asked: Command | ((done: Done) => Command),
): Step {
  const action = `${declared.thing.name}.${declared.command}` as Action;
  const { own, fetched, locksOf } = searchOf(declared, key);
  const isLater = typeof asked === 'function';
  const fetch = (planning: Planning) => fetched(planning, asked as Command);
  return {
    action,
    change: declared,
    fetch,
    locks: async (planning) => {
      if (isLater) return own(undefined);
      return locksOf(planning, asked, declared.peeks ? await fetch(planning) : undefined);
    },
    run: async (door, { found, isFetched, last, version, done }) => {
      const command = isLater ? (asked as (done: Done) => Command)(done) : asked;
      const planning = { tx: door.tx, world: door.world, caller: door.actor };
      const first = (isFetched ? found : await fetched(planning, command)) as S | undefined;
      // Found by something else than its id, it may not be locked yet: then it is read again under its own lock.
      const isOurs = !lock(door.tx, locksOf(planning, command, first));
      const state = isOurs ? first : await fetched(planning, command);
      return passed(door, declared, { found: state, command, last, version });
    },
    mayReplay: async (door, found, sides) => {
      const now = found ? sidesOfFound(door, declared, found as S) : sides;
      return may(door.actor, action, await placeOf(door, now, [action])) ? undefined : refuse(notPermitted(action));
    },
  };
}

/** How a step finds its thing, and what it locks. */
function searchOf<S extends Kept, L extends Lifecycle<S>, N extends keyof L & string, Command>(
  declared: Pick<Change<S, L, N, Command, never>, 'thing' | 'find' | 'locks'>,
  key: string,
) {
  const { thing, find } = declared;
  const own = (state: S | undefined) => {
    const id = state?.id ?? (find ? undefined : key);
    return id ? [`${thing.name}:${id}`] : [];
  };
  return {
    own,
    fetched: async (planning: Planning, command: Command): Promise<S | undefined> => {
      if (find === 'new') return undefined;
      return find ? find(planning, key, command) : load(planning.tx, thing, { id: key });
    },
    locksOf: ({ world, caller }: Planning, command: Command, state: S | undefined) => [
      ...own(state),
      ...(declared.locks?.(state ?? nothing, command, { key, world, caller }) ?? []),
    ],
  };
}

/** A step that follows from those before it in a plan; who acts need not have the right to it alone. */
export const byHouse = (one: Step): Step => ({
  ...one,
  fetch: (planning) => one.fetch({ ...planning, caller: systemCaller }),
  locks: (planning) => one.locks({ ...planning, caller: systemCaller }),
  run: (door, from) => one.run({ ...door, actor: systemActor }, from),
});

const sidesOfFound = <S extends Kept, L extends Lifecycle<S>>(
  door: Door,
  { thing, byBearer }: { thing: Thing<S, L>; byBearer?: true },
  state: S,
) => sidesWithBearer(sidesIn(door, thing, state), door.actor, byBearer === true);

/** Links hold secrets, and what is recorded stays for ever (SEC-014). */
const withoutLinks = (naming: Naming): Naming => ({ ...naming, link: () => '' });

/** Nobody with these roles may ever make one: said before the rule is asked, which might tell too much. */
const couldNever = (door: Door, action: Action): boolean =>
  door.actor.kind !== 'system' &&
  !policy[action].some(
    (grant: string) =>
      grant === 'anyone' || grant === 'member' || door.actor.roles.some((role) => grant.startsWith(`${role}@`)),
  );

type Passing<S, Command> = { found: S | undefined; command: Command; last: boolean; version: number | undefined };

async function passed<S extends Kept, L extends Lifecycle<S>, N extends keyof L & string, Command, Given, Besides>(
  door: Door,
  declared: Change<S, L, N, Command, Given, Besides>,
  { found, command, last, version }: Passing<S, Command>,
): Promise<Taken | Refusal> {
  const { thing } = declared;
  const action = `${thing.name}.${declared.command}` as Action;
  const shut = await gateBefore(door, declared, { found, version });
  if (!shut.ok) return shut;

  const state = (found ?? nothing) as In<S | Nothing, L[N]['from'][number]>; // The gate has just made sure of it.
  const given = await declared.given(door, state, command);
  const decision = declared.rule(state, command, given);
  if (!decision.ok) return decision;
  const { next, events } = decision;
  keepsTo(declared, decision);
  const changed = events.length > 0;
  const after = changed ? { ...next, version: (found?.version ?? 0) + 1 } : next;
  const sides = sidesOfFound(door, declared, after);
  const why = shut.grant ?? may(door.actor, action, await placeOf(door, sides, [action]));
  if (!why) return refuse(notPermitted(action, sidesHeld(door.actor, sides)));
  const decided = { found, after, events, given };
  // Before anything is written, so that it is about the same world as what the rule was given.
  const beside = await besidesOf(door, declared, decided);
  if (changed && !(door.preview && last)) door.tx.write(saving(thing.table, { row: thing.toRow(after), at: door.now }));
  if (changed) declared.writes?.(door, after, given);
  if (changed && thing.isParty) {
    renamedIn(door.tx).add(after.id);
    door.tx.write(renamed(after.id));
  }
  return { ...(await taken(door, declared, { ...decided, beside })), why };
}

/** A table that does not say what its rule does would make the docs lie, and the proof about reactions. */
function keepsTo(
  { thing, command }: AnyChange,
  { next, events }: { next: { status: string }; events: readonly EventName[] },
) {
  const { to, emits } = thing.lifecycle[command]!;
  assert(to.includes(next.status), `${thing.name}.${command} broke its lifecycle: ${next.status}`);
  const others = events.filter((event) => !emits.includes(event));
  assert(others.length === 0, `${thing.name}.${command} is not said to record ${others}`);
}

type Decided<S, Given> = { found: S | undefined; after: S; events: readonly EventName[]; given: Given };
/** What mails, jobs and previews need beyond what the rule was given; undefined where none of them is made. */
async function besidesOf<S extends Kept, L extends Lifecycle<S>, N extends keyof L & string, Given, Besides>(
  door: Door,
  { besides, foresees, mails, jobs }: Change<S, L, N, never, Given, Besides>,
  { after, events, given }: Decided<S, Given>,
): Promise<(Given & Besides) | undefined> {
  const sends = events.length > 0 && !door.preview && (mails || jobs);
  if (!sends && !(door.foresees && foresees)) return undefined;
  return (besides ? { ...given, ...(await besides(door, after, given)) } : given) as Given & Besides;
}

type Known<S, Given, Besides> = Decided<S, Given> & { beside: (Given & Besides) | undefined };

/** What is recorded, mailed, foreseen and shown of a decision. */
async function taken<S extends Kept, L extends Lifecycle<S>, N extends keyof L & string, Command, Given, Besides>(
  door: Door,
  declared: Change<S, L, N, Command, Given, Besides>,
  { found, after, events, given, beside }: Known<S, Given, Besides>,
): Promise<Omit<Taken, 'why'>> {
  const { thing } = declared;
  const { id, version } = after;
  const sides = sidesOfFound(door, declared, after);
  const naming = await namingFor(door, thing, [after]);
  const recorded = withoutLinks(naming);
  const before = found ? thing.show(found, recorded) : null;
  const shown = { thing: thing.name, id, version, sides, before, after: thing.show(after, recorded) };
  return {
    ok: true,
    change: declared,
    after,
    sides,
    created: [...(found ? [] : [id]), ...(declared.makes?.(given) ?? [])],
    ...sentBy(door, declared, { after, events, naming, beside }),
    foreseen: (door.foresees && beside && declared.foresees?.(found ?? nothing, after, beside)) || {},
    happened: events.map((type) => ({ type, ...shown, classes: classesFor(thing) })),
    seen: async ({ actor, language }) => {
      const presented = await present({ ...door, actor }, thing, { state: after, sides, language });
      const revealed = door.preview || events.length === 0 ? undefined : declared.reveals?.(door, after, given);
      const isTheirs = sees(actor, sides);
      return { thing: thing.name, id, version, isTheirs, shown: revealed ? { ...presented, revealed } : presented };
    },
  };
}

type Sending<S, Known> = { after: S; events: readonly EventName[]; naming: Naming; beside: Known | undefined };
function sentBy<S extends Kept, L extends Lifecycle<S>, N extends keyof L & string, Given, Besides>(
  { world, preview }: Door,
  { mails, jobs }: Pick<Change<S, L, N, never, Given, Besides>, 'mails' | 'jobs'>,
  { after, events, naming, beside: given }: Sending<S, Given & Besides>,
): { mails: readonly Mail[]; jobs: readonly Job[] } {
  if (given === undefined || preview || events.length === 0) return { mails: [], jobs: [] };
  return {
    mails: mails?.(after, { naming, given }) ?? [],
    jobs: jobs?.(after, { now: world.clock.wall(), given }) ?? [],
  };
}

async function gateBefore<S extends Kept, L extends Lifecycle<S>, N extends keyof L & string, Command, Given, Besides>(
  door: Door,
  declared: Change<S, L, N, Command, Given, Besides>,
  { found, version }: Pick<Passing<S, Command>, 'found' | 'version'>,
): Promise<{ ok: true; grant?: Grant } | Refusal> {
  const { thing, command } = declared;
  const action = `${thing.name}.${command}` as Action;
  if (!found) {
    if (!(thing.lifecycle[command]!.from as readonly string[]).includes('nothing')) return refuse(no('not_found'));
    return couldNever(door, action) ? refuse(notPermitted(action)) : { ok: true };
  }
  const sides = sidesOfFound(door, declared, found);
  if (!sees(door.actor, sides)) return refuse(no('not_found'));
  const place = await placeOf(door, sides, [action]);
  const open = gate({ actor: door.actor, place }, thing, { status: found.status, command });
  const isRole = 'because' in open && open.because.code === 'not_permitted';
  if (isRole) return refuse(declared.notPermitted ?? open.because);
  // Only now: whoever may not act on it is not told at which version it is.
  if (version !== undefined && found.version !== version) {
    return refuse(no('stale_version', { current: found.version, given: version }));
  }
  return 'grant' in open ? { ok: true, grant: open.grant } : refuse(open.because);
}
