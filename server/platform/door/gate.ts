// Role and status, for one command on one state: the gate of `perform`, and the `commands` of an answer.
import {
  type Actor,
  grantsAt,
  isForAnyone,
  isForSides,
  may,
  type Place,
  type Sides,
  sidesHeld,
} from '../../access/may.ts';
import type { Action, Grant, Side } from '../../access/policy.ts';
import type { Obstacle } from '../../kernel/decision.ts';
import type { Lifecycle } from '../../kernel/lifecycle.ts';
import { no } from '../world/refusals.ts';
import type { Door, Kept, Thing } from '../world/world.ts';

export type Gate = { grant: Grant } | { because: Obstacle };

/** Who could have done it, in the words of the policy: of the caller's own sides, where it stands at one that may. */
export const notPermitted = (action: Action, held: readonly Side[] = []): Obstacle =>
  no('not_permitted', { action, needs: grantsAt(action, held).join(', ') });

type Asked = { status: string; command: string; isOffer?: true };
export function gate<S extends Kept, L extends Lifecycle<S>>(
  { actor, place }: { actor: Actor; place: Place },
  thing: Thing<S, L>,
  { status, command, isOffer }: Asked,
): Gate {
  const action = `${thing.name}.${command}` as Action;
  const grant = may(actor, action, place);
  if (!grant) return { because: notPermitted(action, sidesHeld(actor, place.sides)) };
  const { from, repeats = [] } = thing.lifecycle[command]!;
  const isRepeat = isOffer && (repeats as readonly string[]).includes(status);
  if (isRepeat || !(from as readonly string[]).includes(status)) {
    return { because: no('wrong_status', { status, command, thing: thing.name }) };
  }
  return { grant };
}

/**
 * The commands that an answer speaks of: on a thing that is there already, reached by an operation, open to a side that
 * the caller's organization holds. What the house does by itself, what only others do, and what whoever has a link does
 * there, is nobody's to read here.
 */
export const commandsOn = <S extends Kept, L extends Lifecycle<S>>(
  { world, actor }: Pick<Door, 'world' | 'actor'>,
  thing: Thing<S, L>,
  sides: Sides,
): Action[] => {
  const held = sidesHeld(actor, sides);
  return Object.keys(thing.lifecycle)
    .filter((command) => thing.lifecycle[command]!.from.some((status) => status !== 'nothing'))
    .map((command) => `${thing.name}.${command}` as Action)
    .filter((action) => world.offers(thing.through?.[action.slice(thing.name.length + 1)] ?? action))
    .filter((action) => !isForAnyone(action) && isForSides(action, held));
};

export const sidesWithBearer = (sides: Sides, actor: Actor, isBearer: boolean): Sides =>
  isBearer ? { ...sides, bearer: actor.organization } : sides;
