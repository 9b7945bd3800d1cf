// The door to an answer: may it be seen, which fields of it, what may be done with it, and as of when.
import sql from 'sql-template-tag';
import { isForSides, may, type Sides, sees, sidesHeld, sidesOf } from '../../access/may.ts';
import type { Action } from '../../access/policy.ts';
import { type Refusal, refuse } from '../../kernel/decision.ts';
import type { Lifecycle } from '../../kernel/lifecycle.ts';
import { isUnfit, type Tx } from '../database/database.ts';
import { noteLook, othersAmong } from '../record/access-log.ts';
import { load, rowsAt } from '../record/history.ts';
import { actorOf, besideRow, readingAs } from '../world/caller-roles.ts';
import { doorOf, placeOf, withOperator } from '../world/entering.ts';
import { no } from '../world/refusals.ts';
import type { Caller, Door, Kept, Row, Thing, World } from '../world/world.ts';
import { notPermitted } from './gate.ts';
import { type Asked as ListAsked, type Looked, listed, type Page } from './list.ts';
import { namingFor, present, sidesIn, visible } from './present.ts';

/** For answers that are neither a thing nor a list: refuses `not_permitted` to who has no role at these sides. */
export async function barred(door: Door, action: Action, sides: Sides): Promise<Refusal | undefined> {
  const place = await placeOf(door, withOperator(door.world, sides), [action]);
  return may(door.actor, action, place) ? undefined : refuse(notPermitted(action, sidesHeld(door.actor, place.sides)));
}

/** The same where one thing is asked for: who stands at no side that ever sees it is told that there is none. */
export async function barredFromOne(door: Door, action: Action, sides: Sides): Promise<Refusal | undefined> {
  const held = sidesHeld(door.actor, withOperator(door.world, sides));
  return isForSides(action, held) ? barred(door, action, sides) : refuse(no('not_found'));
}

/** The same for who has no door yet. */
export async function enter(
  world: World,
  tx: Tx,
  { caller, action, sides }: { caller: Caller; action: Action; sides: Sides },
): Promise<{ ok: true; door: Door } | Refusal> {
  const door = doorOf(world, tx, { actor: await actorOf(world, tx, caller), preview: false });
  return (await barred(door, action, sides)) ?? { ok: true, door };
}

type One = { id: string; asOf?: Date | undefined };
export type Seen<S> = { ok: true; state: S; door: Door; row: Row };

/** One thing by id. Who asks must have the role today; the sides are those of then. Refuses `not_found` first. */
export async function lookAt<S extends Kept, L extends Lifecycle<S>>(
  world: World,
  caller: Caller,
  asked: One & { thing: Thing<S, L>; action: Action },
): Promise<Seen<S> | Refusal> {
  const seen = await lookedAt(world, caller, asked);
  if (!seen.ok) return seen;
  const { actor } = seen.door;
  const organizations = othersAmong(world, actor, [sidesOf(asked.thing.sides, seen.state)]);
  await noteLook(world, { actor, view: asked.action, subject: asked.id, organizations });
  return seen;
}

const lookedAt = <S extends Kept, L extends Lifecycle<S>>(
  world: World,
  caller: Caller,
  { thing, action, id, asOf }: One & { thing: Thing<S, L>; action: Action },
): Promise<Seen<S> | Refusal> =>
  world.database.read(
    async (tx) => {
      const found = await besideRow<never>(
        { world, tx, caller },
        sql`${rowsAt(thing.table, asOf)} as t where t.id = ${id}`,
      );
      if (!found) return refuse(no('not_found'));
      const { actor } = found;
      const state = thing.fromRow(found.row);
      const door = doorOf(world, tx, { actor, preview: false, isFresh: caller.hasSeenChange });
      const sides = sidesIn(door, thing, state);
      const place = await placeOf(door, sides, [action]);
      if (!sees(actor, sides)) return refuse(no('not_found')); // SEC-013
      if (!may(actor, action, place)) return refuse(notPermitted(action, sidesHeld(actor, sides)));
      if (!asOf)
        return { ok: true, state, door, row: await present(door, thing, { state, sides, language: caller.language }) };
      const [naming, current] = await Promise.all([namingFor(door, thing, [state]), load(tx, thing, { id })]);
      const today = current ? sidesIn(door, thing, current) : {};
      const row = visible(door, thing, { row: thing.show(state, naming), sides, today });
      return { ok: true, state, door, row: { ...row, asOf: asOf.toISOString(), rules: [door.cloud.edition] } };
    },
    { isBrief: true },
  );

/** A page in one of the orders that have an index: what filters it may have to read on for long. */
const isIndexed = ({ search, count, asOf, only, filters }: ListAsked): boolean =>
  !(search || count || asOf || only) && Object.keys(filters).length === 0;

/** A page of all that the caller sees; a list is empty, never forbidden, where only some sides may see it. */
export async function lookOver<S extends Kept, L extends Lifecycle<S>>(
  world: World,
  caller: Caller,
  asked: ListAsked & { thing: Thing<S, L>; action: Action },
): Promise<Page | Refusal> {
  const found = await asking<Looked | Refusal>(asked, () =>
    world.database.read(
      (tx) =>
        readingAs({ world, tx, caller }, (actor) =>
          listed(doorOf(world, tx, { actor, preview: false, isFresh: caller.hasSeenChange }), asked),
        ),
      { isBrief: isIndexed(asked) },
    ),
  );
  if (!found.ok) return found;
  const { looked, ...page } = found;
  if (looked) {
    const organizations = othersAmong(world, looked.actor, looked.sides);
    await noteLook(world, { actor: looked.actor, view: asked.action, subject: 'list', organizations });
  }
  return page;
}

/** A filter is text: what does not fit the column it is compared with is refused. */
export async function asking<T>(
  { after }: { after?: string | undefined },
  look: () => Promise<T>,
): Promise<T | Refusal> {
  try {
    return await look();
  } catch (error) {
    if (!isUnfit(error)) throw error;
    return refuse(after === undefined ? no('invalid_request', { reason: 'value' }) : no('invalid_cursor'));
  }
}
