// One change on its way through the gates: found, seen, permitted, decided, saved.
import assert from 'node:assert/strict';
import { may, sees, sidesHeld } from '../../access/may.ts';
import { type Action, type Grant, policy } from '../../access/policy.ts';
import { type EventName, type Refusal, refuse } from '../../kernel/decision.ts';
import { type In, type Lifecycle, type Nothing, nothing } from '../../kernel/lifecycle.ts';
import type { Tx } from '../database/database.ts';
import { load, saving } from '../record/history.ts';
import { systemActor } from '../world/caller-roles.ts';
import { placeOf } from '../world/entering.ts';
import { renamed, renamedIn } from '../world/party-names.ts';
import { no } from '../world/refusals.ts';
import type { Done, Door, Kept, Naming, Step } from '../world/world.ts';
import type { Change } from './change.ts';
import { gate, notPermitted, sidesWithBearer } from './gate.ts';
import { lock } from './locks.ts';
import { classesFor, namingFor, present, sidesIn } from './present.ts';

export function step<S extends Kept, L extends Lifecycle<S>, N extends keyof L & string, Command, Given>(
  declared: Change<S, L, N, Command, Given>,
  key: string,
  command: Command,
): Step {
  const { thing, find } = declared;
  const action = `${thing.name}.${declared.command}` as Action;
  const fetch = async (tx: Tx): Promise<S | undefined> => {
    if (find === 'new') return undefined;
    return find ? find(tx, key, command) : load<S>(tx, thing as never, { id: key });
  };
  const own = (state: S | undefined) => {
    const id = state?.id ?? (find ? undefined : key);
    return id ? [`${thing.name}:${id}`] : [];
  };
  const locksOf = (state: S | undefined) => [
    ...own(state),
    ...(declared.locks?.(state ?? nothing, command, key) ?? []),
  ];
  return {
    action,
    fetch,
    locks: async (tx) => locksOf(declared.peeks ? await fetch(tx) : undefined),
    run: async (door, { found, fetched, last, version }) => {
      const first = (fetched ? found : await fetch(door.tx)) as S | undefined;
      // Found by something else than its id, it may not be locked yet: then it is read again under its own lock.
      const state = lock(door.tx, locksOf(first)) ? await fetch(door.tx) : first;
      return passed(door, declared, { found: state, command, last, version });
    },
    mayReplay: async (door, found, sides) => {
      const now = found ? sidesOfFound(door, declared, found as S) : sides;
      return may(door.actor, action, await placeOf(door, now, [action])) ? undefined : refuse(notPermitted(action));
    },
  };
}

/** A step that follows from those before it in a plan; who acts need not have the right to it alone. */
export const byHouse = (one: Step): Step => ({
  ...one,
  run: (door, from) => one.run({ ...door, actor: systemActor }, from),
});

const sidesOfFound = <S extends Kept, L extends Lifecycle<S>>(
  door: Door,
  { thing, byBearer }: { thing: Change<S, L, keyof L & string, never, never>['thing']; byBearer?: true },
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

async function passed<S extends Kept, L extends Lifecycle<S>, N extends keyof L & string, Command, Given>(
  door: Door,
  declared: Change<S, L, N, Command, Given>,
  { found, command, last, version }: Passing<S, Command>,
): Promise<Done | Refusal> {
  const { thing } = declared;
  const action = `${thing.name}.${declared.command}` as Action;
  const shut = await gateBefore(door, declared, { found, version });
  if (!shut.ok) return shut;

  const state = (found ?? nothing) as In<S | Nothing, L[N]['from'][number]>; // The gate has just made sure of it.
  const given = await declared.given(door, state, command);
  const decision = declared.rule(state, command, given);
  if (!decision.ok) return decision;
  const { next, events } = decision;
  const { to }: { to: readonly string[] } = thing.lifecycle[declared.command]!;
  assert(to.includes(next.status), `${action} broke its lifecycle: ${next.status}`);
  const changed = events.length > 0;
  const after = changed ? { ...next, version: (found?.version ?? 0) + 1 } : next;
  const sides = sidesOfFound(door, declared, after);
  const why = shut.grant ?? may(door.actor, action, await placeOf(door, sides, [action]));
  if (!why) return refuse(notPermitted(action, sidesHeld(door.actor, sides)));
  if (changed && !(door.preview && last)) door.tx.write(saving(thing.table, { row: thing.toRow(after), at: door.now }));
  if (changed) declared.writes?.(door, after, given);
  if (changed && thing.isParty) {
    renamedIn(door.tx).add(after.id);
    door.tx.write(renamed(after.id));
  }
  return { ...(await told(door, declared, { found, after, events, given })), why };
}

type Decided<S, Given> = { found: S | undefined; after: S; events: readonly EventName[]; given: Given };

/** What is recorded, mailed, foreseen and shown of a decision. */
async function told<S extends Kept, L extends Lifecycle<S>, N extends keyof L & string, Command, Given>(
  door: Door,
  declared: Change<S, L, N, Command, Given>,
  { found, after, events, given }: Decided<S, Given>,
): Promise<Omit<Done, 'why'>> {
  const { thing } = declared;
  const { id, version } = after;
  const sides = sidesOfFound(door, declared, after);
  const naming = await namingFor(door, thing, [after]);
  const recorded = withoutLinks(naming);
  const before = found ? thing.show(found, recorded) : null;
  const shown = { thing: thing.name, id, version, sides, before, after: thing.show(after, recorded) };
  return {
    ok: true,
    sides,
    created: [...(found ? [] : [id]), ...(declared.makes?.(given) ?? [])],
    mails: events.length > 0 ? (declared.mails?.(after, { naming, given }) ?? []) : [],
    jobs: events.length > 0 ? (declared.jobs?.(after, { now: door.world.clock.wall(), given }) ?? []) : [],
    foreseen: declared.foresees?.(found ?? nothing, after, given) ?? {},
    happened: events.map((type) => ({ type, ...shown, classes: classesFor(thing) })),
    seen: async ({ actor, language }) => {
      const presented = await present({ ...door, actor }, thing, { state: after, sides, language });
      const revealed = door.preview || events.length === 0 ? undefined : declared.reveals?.(door, after, given);
      const isTheirs = sees(actor, sides);
      return { thing: thing.name, id, version, isTheirs, shown: revealed ? { ...presented, revealed } : presented };
    },
  };
}

async function gateBefore<S extends Kept, L extends Lifecycle<S>, N extends keyof L & string, Command, Given>(
  door: Door,
  declared: Change<S, L, N, Command, Given>,
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
