// The roles with which a caller acts: read in each request, in whatever flight travels anyway.
import sql, { type Sql } from 'sql-template-tag';
import type { Actor } from '../../access/may.ts';
import type { Role } from '../../access/roles.ts';
import type { Tx } from '../database/database.ts';
import type { Caller, World } from './world.ts';

/** The house itself, when time passes or one thing follows from another. */
export const systemCaller: Caller = { kind: 'system', id: 'system', organization: 'system', secondFactor: true };
export const systemActor: Actor = { ...systemCaller, kind: 'system', roles: [] };

const actorWith = ({ kind, id, organization, secondFactor }: Caller, roles: readonly Role[]): Actor => ({
  ...{ kind, id, organization, secondFactor, roles },
});
const standsSomewhere = ({ kind }: Caller): boolean => kind === 'person' || kind === 'program';
export async function actorOf(world: World, tx: Tx, caller: Caller): Promise<Actor> {
  if (!standsSomewhere(caller)) return actorWith(caller, []);
  const [row] = await tx.query<{ roles: readonly Role[] }>(world.rolesHeld(caller));
  return actorWith(caller, row?.roles ?? []);
}

type Beside<R> = { actor: Actor; row: R };
/** One row and who asks for it, in one statement: a second one would cost as much again. No row, no answer. */
export async function besideRow<R>(
  { world, tx, caller }: { world: World; tx: Tx; caller: Caller },
  from: Sql,
): Promise<Beside<R> | undefined> {
  const roles = standsSomewhere(caller) ? sql`(${world.rolesHeld(caller)})` : sql`array[]::text[]`;
  const [row] = await tx.query<R & { roles_of_caller: readonly Role[] | null }>(
    sql`select t.*, ${roles} as roles_of_caller from ${from}`,
  );
  return row && { row, actor: actorWith(caller, row.roles_of_caller ?? []) };
}

const guessesMax = 10_000;
const guesses = new WeakMap<World, Map<string, readonly Role[]>>();
const isSame = (one: readonly Role[], other: readonly Role[]): boolean =>
  one.length === other.length && one.every((role, i) => role === other[i]);

/**
 * Reads as this caller. Its roles of the last time are taken while those of now travel in the same flight; where these
 * are others, what was read is thrown away and read again. So roles are those of this request, at no flight of their
 * own.
 */
export async function readingAs<T>(
  { world, tx, caller }: { world: World; tx: Tx; caller: Caller },
  read: (actor: Actor) => Promise<T>,
): Promise<T> {
  const known = guesses.get(world) ?? new Map<string, readonly Role[]>();
  guesses.set(world, known);
  const name = `${caller.kind}:${caller.id}@${caller.organization}`;
  const roles = known.get(name);
  const now = actorOf(world, tx, caller);
  const ahead = roles && read(actorWith(caller, roles));
  ahead?.catch(() => undefined);
  const actor = await now;
  if (ahead && isSame(roles, actor.roles)) return ahead;
  if (known.size >= guessesMax) known.clear();
  known.set(name, actor.roles);
  return read(actor);
}
