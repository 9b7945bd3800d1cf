// Role and status, for one command on one state: the gate of `perform`, and the `commands` of an answer.
import { type Actor, may, type Place, type Sides } from '../access/may.ts';
import { type Action, type Grant, policy } from '../access/policy.ts';
import type { Obstacle } from '../kernel/decision.ts';
import type { Lifecycle } from '../kernel/lifecycle.ts';
import { no } from './refusals.ts';
import type { Kept, Thing } from './thing.ts';

export type Gate = { grant: Grant } | { because: Obstacle };

/** Who could have done it, in the words of the policy. */
export const notPermitted = (action: Action): Obstacle =>
  no('not_permitted', { action, needs: policy[action].join(', ') });

export function gate<S extends Kept, L extends Lifecycle<S>>(
  { actor, place }: { actor: Actor; place: Place },
  thing: Thing<S, L>,
  { status, command }: { status: string; command: string },
): Gate {
  const action = `${thing.name}.${command}` as Action;
  const grant = may(actor, action, place);
  if (!grant) return { because: notPermitted(action) };
  if (!(thing.lifecycle[command]!.from as readonly string[]).includes(status)) {
    return { because: no('wrong_status', { status, command, thing: thing.name }) };
  }
  return { grant };
}

const commands = new WeakMap<object, readonly Action[]>();
/** The commands that act on a thing that is there already. */
export function commandsOn<S extends Kept, L extends Lifecycle<S>>({
  name,
  lifecycle,
}: Thing<S, L>): readonly Action[] {
  const known = commands.get(lifecycle);
  if (known) return known;
  const found = Object.keys(lifecycle)
    .filter((command) => lifecycle[command]!.from.some((status) => status !== 'nothing'))
    .map((command) => `${name}.${command}` as Action);
  commands.set(lifecycle, found);
  return found;
}

export const sidesWithBearer = (sides: Sides, actor: Actor, isBearer: boolean): Sides =>
  isBearer ? { ...sides, bearer: actor.organization } : sides;
