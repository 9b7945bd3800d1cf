// What role, status and sides allow and show: found once for all states that have these in common.
import { type Language, languageOf } from '../../../messages/catalogue.ts';
import { classesSeen, type Place, type Sides, sidesHeld } from '../../access/may.ts';
import type { Action, Delegable, FieldClass } from '../../access/policy.ts';
import type { CloudNow } from '../../clouds/cloud.ts';
import type { Lifecycle } from '../../kernel/lifecycle.ts';
import { reason } from '../world/problem.ts';
import type { Bars, Door, Kept, Row, Thing, World } from '../world/world.ts';
import { commandsOn, type Gate, gate } from './gate.ts';

type Judged = {
  seen: ReadonlySet<FieldClass>;
  /** The commands that role and status let through. */
  allowed: readonly string[];
  /** Every command with its yes or no and why, in the language of the reader. */
  told(accept: string | undefined): Row;
};
type Asking = Pick<Door, 'world' | 'actor' | 'cloud'>;

/** Of one kind of thing in one cloud, as long as the cloud's rules are those of this day. */
type Memory = { rules: CloudNow; actions: Map<string, readonly Action[]>; judged: Map<string, Judged> };
const keptMax = 5_000;
const memories = new WeakMap<object, WeakMap<World, Memory>>();

function memoryOf({ world, cloud: rules }: Asking, thing: object): Memory {
  const byWorld = memories.get(thing) ?? new WeakMap<World, Memory>();
  memories.set(thing, byWorld);
  const found = byWorld.get(world);
  if (found?.rules === rules) return found;
  const made: Memory = { rules, actions: new Map(), judged: new Map() };
  byWorld.set(world, made);
  return made;
}

/** What an answer speaks of to who stands at these sides: only the sides held count. */
export function actionsOn<S extends Kept, L extends Lifecycle<S>>(
  door: Asking,
  thing: Thing<S, L>,
  sides: Sides,
): readonly Action[] {
  const { actions } = memoryOf(door, thing);
  const held = String(sidesHeld(door.actor, sides));
  const found = actions.get(held) ?? commandsOn(door, thing, sides);
  actions.set(held, found);
  return found;
}

type Judge = (status: string, sides: Sides) => Judged;
const none: ReadonlySet<Delegable> = new Set();
/** The name holds all that the policy and the lifecycle look at, so what is kept under it never becomes wrong. */
export function judging<S extends Kept, L extends Lifecycle<S>>(
  door: Asking,
  thing: Thing<S, L>,
  covers: Place['covers'] = none,
): Judge {
  const { actor } = door;
  const kept = memoryOf(door, thing).judged;
  const who = `${actor.kind}|${actor.roles}|${covers.size > 0 ? [...covers] : ''}`;
  return (status, sides) => {
    const name = `${status}|${sidesHeld(actor, sides)}|${who}`;
    const found = kept.get(name);
    if (found) return found;
    if (kept.size >= keptMax) kept.clear();
    const made = judged(door, thing, { status, place: { sides, covers, cloud: door.cloud } });
    kept.set(name, made);
    return made;
  };
}

function judged<S extends Kept, L extends Lifecycle<S>>(
  door: Asking,
  thing: Thing<S, L>,
  { status, place }: { status: string; place: Place },
): Judged {
  const { actor } = door;
  const gates = actionsOn(door, thing, place.sides).map((action): [string, Gate] => {
    const command = action.slice(thing.name.length + 1);
    return [command, gate({ actor, place }, thing, { status, command, isOffer: true })];
  });
  return {
    seen: classesSeen(actor, place.sides),
    allowed: gates.filter(([, one]) => 'grant' in one).map(([command]) => command),
    told: tellingOf(gates),
  };
}

function tellingOf(gates: readonly (readonly [string, Gate])[]): Judged['told'] {
  const told = new Map<Language, Row>();
  return (accept) => {
    const language = languageOf(accept);
    const found = told.get(language) ?? Object.fromEntries(gates.map(([name, one]) => [name, spoken(one, language)]));
    told.set(language, found);
    return found;
  };
}

/** What one thing itself bars is said of it alone, where role and status would let it through. */
export const toldWith = (commands: Row, bars: Bars, accept: string | undefined): Row => {
  const language = languageOf(accept);
  const told = Object.entries(commands).map(([name, one]) => {
    const because = (one as { allowed: boolean }).allowed ? bars[name] : undefined;
    return [name, because ? spoken({ because }, language) : one];
  });
  return Object.fromEntries(told);
};

const spoken = (found: Gate, language: Language) =>
  'grant' in found
    ? { allowed: true, why: found.grant }
    : { allowed: false, because: [reason(found.because, language)] };
