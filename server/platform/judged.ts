// What role, status and sides allow and show: found once for all states that have these in common.
import { type Language, languageOf } from '../../messages/catalogue.ts';
import { classesSeen, type Place, sidesHeld } from '../access/may.ts';
import type { FieldClass } from '../access/policy.ts';
import type { CloudNow } from '../clouds/cloud.ts';
import type { Lifecycle } from '../kernel/lifecycle.ts';
import { commandsOn, type Gate, gate } from './gate.ts';
import { reason } from './problem.ts';
import type { Door, Kept, Row, Thing } from './thing.ts';

export type Judged = {
  seen: ReadonlySet<FieldClass>;
  /** The commands that role and status let through. */
  allowed: readonly string[];
  /** Every command with its yes or no and why, in the language of the reader. */
  told(accept: string | undefined): Row;
};

const keptMax = 5_000;
const known = new WeakMap<object, WeakMap<CloudNow, Map<string, Judged>>>();

function keptFor({ lifecycle }: { lifecycle: object }, cloud: CloudNow): Map<string, Judged> {
  const byCloud = known.get(lifecycle) ?? new WeakMap<CloudNow, Map<string, Judged>>();
  known.set(lifecycle, byCloud);
  const kept = byCloud.get(cloud) ?? new Map<string, Judged>();
  byCloud.set(cloud, kept);
  return kept;
}

/** The name holds all that the policy and the lifecycle look at, so what is kept under it never becomes wrong. */
export function judged<S extends Kept, L extends Lifecycle<S>>(
  { actor }: Pick<Door, 'actor'>,
  thing: Thing<S, L>,
  { status, place }: { status: string; place: Place },
): Judged {
  const kept = keptFor(thing, place.cloud);
  const held = sidesHeld(actor, place.sides);
  const name = `${status}|${actor.kind}|${actor.roles}|${held}|${place.covers.size > 0 ? [...place.covers] : ''}`;
  const found = kept.get(name);
  if (found) return found;
  const gates = commandsOn(thing).map((action): [string, Gate] => {
    const command = action.slice(thing.name.length + 1);
    return [command, gate({ actor, place }, thing, { status, command })];
  });
  const made: Judged = {
    seen: classesSeen(actor, place.sides),
    allowed: gates.filter(([, one]) => 'grant' in one).map(([command]) => command),
    told: tellingOf(gates),
  };
  if (kept.size >= keptMax) kept.clear();
  kept.set(name, made);
  return made;
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

const spoken = (found: Gate, language: Language) =>
  'grant' in found
    ? { allowed: true, why: found.grant }
    : { allowed: false, because: [reason(found.because, language)] };
