// One kind of thing as the platform reaches it, and the world in which it is changed and seen.
import assert from 'node:assert/strict';
import sql, { type Sql } from 'sql-template-tag';
import type { TObject } from 'typebox';
import { type Language, languageOf } from '../../messages/catalogue.ts';
import { type Actor, mayNeedDelegation, type Place, type SideColumns, type Sides } from '../access/may.ts';
import type { Action, Delegable } from '../access/policy.ts';
import type { Role } from '../access/roles.ts';
import { type CloudNow, cloudAt, type DatedCloud } from '../clouds/cloud.ts';
import type { EventName, Obstacle } from '../kernel/decision.ts';
import type { Lifecycle, Stateful } from '../kernel/lifecycle.ts';
import type { Question } from '../kernel/question.ts';
import type { Database, Statement, Tx } from './database.ts';
import type { IdentityLimits } from './identity-limits.ts';
import type { Naming } from './naming.ts';
import type { Secrets } from './secrets.ts';
import type { Step } from './step.ts';

export type Row = Record<string, unknown>;
export type Kept = Stateful & { id: string; version: number };

/** How a thing may be listed. Sort columns are never null and have an index behind the column of each side. */
type Listing = {
  /** Name on the wire to column; the first one is the default, `-` before a column means descending. */
  sort: Readonly<Record<string, string>>;
  /** Name on the wire to column, or to a condition of its own on the row `t`. */
  filters?: Readonly<Record<string, string | ((value: string, actor: Actor) => Statement)>>;
  /** A lower-case text column that `search` looks at from its beginning. */
  search?: string;
};

export type Thing<S extends Kept, L extends Lifecycle<S> = Lifecycle<S>> = {
  name: string;
  table: string;
  lifecycle: L;
  sides: SideColumns;
  contract: TObject;
  fromRow(row: never): S;
  toRow(state: S): Row;
  show(state: S, with_: Naming): Row;
  /** Organizations that `show` names beside those at its sides. */
  names?(state: S): readonly string[];
  listing?: Listing;
  /** Commands that are given by an operation of another noun, such as the link that asks for an answer. */
  through?: Readonly<Record<string, string>>;
  /** Commands that its rule refuses as long as it is what it is, whatever its status, and why. */
  bars?(state: S): Bars;
  /** Its name is shown in answers about other things. */
  isParty?: true;
};
export type Bars = Readonly<Partial<Record<string, Obstacle>>>;

/** What can be said of a thing without knowing what kind of state it has. */
export type AnyThing = Pick<Thing<Kept>, 'name' | 'table' | 'sides' | 'contract'> & {
  lifecycle: Readonly<Record<string, { from: readonly string[]; to: readonly string[]; repeats?: readonly string[] }>>;
};

/** Who calls, as identity proved it; what they may do is read from the database in each request. */
export type Caller = {
  kind: Actor['kind'];
  id: string;
  organization: string;
  secondFactor: boolean;
  /** Minutes within which who it is was proved again, where that is so. */
  hasFreshProof?: boolean;
  /** ROL-014: somebody of the operator who sees, read only, what `organization` sees. */
  supportView?: string;
  language?: string;
  /** It has seen a change and wants to see at least that one, whatever this process remembers. */
  hasSeenChange?: true;
};

type Bound = { name: string; answer(tx: Tx, about: never): Promise<readonly unknown[]> };
/** What follows in a higher room when something happened in a lower one; same transaction, actor `system`. */
export type Reaction = { on: EventName; steps(door: Door, happened: { id: string }): Promise<readonly Step[]> };

/** One world per cloud: its database, its clocks, its secrets, what its rooms answer. */
export type World = {
  cloud: DatedCloud;
  database: Database;
  /** `business` rules and schedules go by; only it can be turned. `wall` is for tokens, leases and logs. */
  clock: { business(): Date; wall(): Date };
  origin: string;
  secrets: Secrets;
  /** The TXT records of a name in the DNS; empty when there are none or nobody answers. */
  lookUpText(name: string): Promise<readonly string[]>;
  /** The organization that runs this cloud; unknown until it is set up. */
  operator(): string | undefined;
  /** Selects the `roles` this caller holds in its organization right now; no row when it may not act there. */
  standing(caller: Caller): Sql;
  /** Name and country of organizations, for showing. */
  parties(tx: Tx, ids: readonly string[]): Promise<readonly { id: string; name: string; country: string }[]>;
  /** The delegations of this pair that reach the actor. */
  coverage(tx: Tx, by: { actor: Actor; sides: Sides }): Promise<ReadonlySet<Delegable>>;
  /** Whether there is an operation of this name: a command without one is a step of others. */
  offers(operation: string): boolean;
  answers: readonly Bound[];
  reactions: readonly Reaction[];
  limits: {
    reactionsMax: number;
    pageRowsMax: number;
    previewMinutes: number;
    idempotencyHours: number;
    webhooksReachLoopback?: boolean;
    /** Of signing in; the usual ones where they are left out. */
    identity?: IdentityLimits;
  };
  /** SEC-010: whether people must prove a second factor here, now. */
  needsSecondFactor(): boolean;
  /** Sessions or programs have ended: what this process remembers of who calls is old at once. */
  callersEnded(): void;
  /** Called after a commit that recorded events, so that readers need not wait for their next look. */
  recorded(): void;
};

/** What one call holds while its transaction is open. */
export type Door = {
  world: World;
  tx: Tx;
  actor: Actor;
  now: Date;
  cloud: CloudNow;
  preview: boolean;
  /** Nothing is shown from memory. */
  isFresh?: true;
  /** In which language the caller reads, hence what a consent was shown in. */
  language?: Language;
};

/** The house itself, when time passes or one thing follows from another. */
export const systemCaller: Caller = { kind: 'system', id: 'system', organization: 'system', secondFactor: true };
export const systemActor: Actor = { ...systemCaller, kind: 'system', roles: [] };

const actorWith = ({ kind, id, organization, secondFactor }: Caller, roles: readonly Role[]): Actor => ({
  ...{ kind, id, organization, secondFactor, roles },
});
const standsSomewhere = ({ kind }: Caller): boolean => kind === 'person' || kind === 'program';
export async function actorOf(world: World, tx: Tx, caller: Caller): Promise<Actor> {
  if (!standsSomewhere(caller)) return actorWith(caller, []);
  const [row] = await tx.query<{ roles: readonly Role[] }>(world.standing(caller));
  return actorWith(caller, row?.roles ?? []);
}

type Beside<R> = { actor: Actor; row: R };
/** One row and who asks for it, in one statement: a second one would cost as much again. No row, no answer. */
export async function besideRow<R>(
  { world, tx, caller }: { world: World; tx: Tx; caller: Caller },
  from: Sql,
): Promise<Beside<R> | undefined> {
  const roles = standsSomewhere(caller) ? sql`(${world.standing(caller)})` : sql`array[]::text[]`;
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

type Entering = { actor: Actor; preview: boolean; language?: string | undefined; isFresh?: true | undefined };
export const doorOf = (world: World, tx: Tx, { actor, preview, language, isFresh }: Entering): Door => {
  const now = world.clock.business();
  const cloud = cloudAt(world.cloud, now);
  const more = { ...(language && { language: languageOf(language) }), ...(isFresh && { isFresh }) };
  return { world, tx, actor, now, cloud, preview, ...more };
};

/** Every thing has the operator's side, beside those in its columns. */
export const withOperator = (world: World, sides: Sides): Sides => ({ ...sides, operator: world.operator() ?? null });

const none: ReadonlySet<Delegable> = new Set();
export async function placeOf(door: Door, sides: Sides, actions: readonly Action[]): Promise<Place> {
  const asked = actions.some(mayNeedDelegation);
  const covers = asked ? await door.world.coverage(door.tx, { actor: door.actor, sides }) : none;
  return { sides, cloud: door.cloud, covers };
}

export const answering = <About, Answer>(
  { name }: Question<About, Answer>,
  answer: (tx: Tx, about: About) => Promise<readonly Answer[]>,
): Bound => ({ name, answer });

/** All rooms' answers together. A question that nobody answers is a mistake of the wiring, never "no". */
export async function ask<About, Answer>({ world, tx }: Door, { name }: Question<About, Answer>, about: About) {
  const rooms = world.answers.filter((bound) => bound.name === name);
  assert(rooms.length > 0, `nobody answers ${name}`);
  const answers = await Promise.all(rooms.map((room) => room.answer(tx, about as never)));
  return answers.flat() as Answer[];
}
