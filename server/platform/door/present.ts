// A state as this actor's side may see it: its fields by class, and what may be done with it now and why.

import { classesOf, type FieldClass } from '../../../contract/operation.ts';
import { classesSeen, type Sides, seesClass, sidesOf } from '../../access/may.ts';
import type { Side } from '../../access/policy.ts';
import type { Lifecycle } from '../../kernel/lifecycle.ts';
import type { Part } from '../record/events.ts';
import { placeOf, withOperator } from '../world/entering.ts';
import { namingOf } from '../world/party-names.ts';
import type { Door, Kept, Naming, Row, Thing } from '../world/world.ts';
import { actionsOn, judging, toldWith } from './permission-cache.ts';

const classes = new WeakMap<object, Record<string, FieldClass>>();
export const classesFor = (thing: Pick<Thing<Kept>, 'contract'>): Record<string, FieldClass> => {
  const known = classes.get(thing.contract) ?? classesOf(thing.contract);
  classes.set(thing.contract, known);
  return known;
};

/** The organizations that appear in what `show` says of these states. */
function partiesOf<S extends Kept, L extends Lifecycle<S>>(thing: Thing<S, L>, states: readonly S[]): Set<string> {
  const parties = new Set<string>();
  for (const state of states) {
    const sides = sidesOf(thing.sides, state);
    for (const side in sides) if (sides[side as Side]) parties.add(sides[side as Side]!);
    for (const id of thing.names?.(state) ?? []) parties.add(id);
  }
  return parties;
}

export const namingFor = <S extends Kept, L extends Lifecycle<S>>(
  { world, tx, preview, isFresh }: Pick<Door, 'world' | 'tx' | 'preview' | 'isFresh'>,
  thing: Thing<S, L>,
  states: readonly S[],
): Promise<Naming> => namingOf(world, tx, { ids: partiesOf(thing, states), preview, isFresh });

export function visible(
  door: Door,
  thing: Pick<Thing<Kept>, 'contract'>,
  { row, sides, today = sides }: { row: Row; sides: Sides; today?: Sides },
): Row {
  const seen = classesSeen(door.actor, sides);
  if (today === sides) return withFields(row, { known: classesFor(thing), seen });
  // Of the past a side sees what it could see then, but people only as long as it has to do with them.
  const others = [...seen].filter((one) => one !== 'personal');
  const personal = seesClass(door.actor, today, 'personal') ? (['personal'] as const) : [];
  return withFields(row, { known: classesFor(thing), seen: new Set([...others, ...personal]) });
}

type Fields = { known: Readonly<Record<string, FieldClass>>; seen: ReadonlySet<FieldClass> };
/** Most rows are seen whole, and are then not copied. */
export function withFields(row: Row, { known, seen }: Fields): Row {
  const isSeen = (name: string) => seen.has(known[name] ?? 'secret');
  for (const name in row)
    if (!isSeen(name)) return Object.fromEntries(Object.entries(row).filter(([one]) => isSeen(one)));
  return row;
}

/** The parts of an event that this actor's side may see; an erased one is not there. */
export function partsSeen(
  { world, actor }: Pick<Door, 'world' | 'actor'>,
  sides: Sides,
  parts: Readonly<Record<string, Part>>,
): Record<string, Part> {
  const all = withOperator(world, sides);
  const seen = Object.entries(parts).filter(([name]) => seesClass(actor, all, name as FieldClass));
  return Object.fromEntries(seen);
}

/** One thing, with every command and the reason for its yes or no. */
export async function present<S extends Kept, L extends Lifecycle<S>>(
  door: Door,
  thing: Thing<S, L>,
  { state, sides, language }: { state: S; sides: Sides; language?: string | undefined },
): Promise<Row> {
  const naming = await namingFor(door, thing, [state]);
  const place = await placeOf(door, sides, actionsOn(door, thing, sides));
  const { seen, told } = judging(door, thing, place.covers)(state.status, sides);
  const row = withFields(thing.show(state, naming), { known: classesFor(thing), seen });
  const commands = thing.bars ? toldWith(told(language), thing.bars(state), language) : told(language);
  return Object.assign(row, { commands });
}

export const sidesIn = <S extends Kept, L extends Lifecycle<S>>(door: Door, thing: Thing<S, L>, state: S): Sides =>
  Object.assign(sidesOf(thing.sides, state), { operator: door.world.operator() ?? null });
