// The types that know each other: the world, what a call holds in it, one kind of thing, and a step on its way.
import type { Sql } from 'sql-template-tag';
import type { TObject } from 'typebox';
import type { FieldClass } from '../../../contract/operation.ts';
import type { Language } from '../../../messages/catalogue.ts';
import type { Actor, SideColumns, Sides } from '../../access/may.ts';
import type { Action, Delegable, Grant } from '../../access/policy.ts';
import type { CloudNow, DatedCloud } from '../../clouds/cloud.ts';
import type { EventName, Obstacle, Refusal } from '../../kernel/decision.ts';
import type { In, Lifecycle, Stateful } from '../../kernel/lifecycle.ts';
import type { Database, Statement, Tx } from '../database/database.ts';
import type { Clock } from '../settings/clock.ts';
import type { IdentityLimits } from '../settings/identity-limits.ts';
import type { Secrets } from '../settings/secrets.ts';

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
  lifecycle: Readonly<Record<string, AnyRow>>;
};
type AnyRow = {
  from: readonly string[];
  to: readonly string[];
  repeats?: readonly string[];
  emits: readonly EventName[];
};
/** The same of a change. */
export type AnyChange = { readonly thing: AnyThing; readonly command: string };

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

/** What one room answers to a question of a lower one. */
export type Bound = { name: string; answer(tx: Tx, about: never): Promise<readonly unknown[]> };
/** What follows in a higher room when something happened in a lower one; same transaction, actor `system`. */
export type Reaction = {
  on: EventName;
  /** All that its steps may be. */
  does: readonly AnyChange[];
  steps(door: Door, happened: { id: string }): Promise<readonly Step[]>;
};

/** One world per cloud: its database, its clocks, its secrets, what its rooms answer. */
export type World = {
  cloud: DatedCloud;
  database: Database;
  clock: Clock;
  origin: string;
  secrets: Secrets;
  /** The TXT records of a name in the DNS; empty when there are none or nobody answers. */
  lookUpText(name: string): Promise<readonly string[]>;
  /** The organization that runs this cloud; unknown until it is set up. */
  operator(): string | undefined;
  /** Selects the `roles` this caller holds in its organization right now; no row when it may not act there. */
  rolesHeld(caller: Caller): Sql;
  /** Name and country of organizations, for showing. */
  parties(tx: Tx, ids: readonly string[]): Promise<readonly Party[]>;
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
  /** What is more than states and events is foreseen: in a preview, and where a preview promised it. */
  foresees: boolean;
  /** Nothing is shown from memory. */
  isFresh?: true;
  /** In which language the caller reads, hence what a consent was shown in. */
  language?: Language;
};

/** Before and after are in wire shape, since only the contract knows the class of each field. */
export type Happened = {
  type: EventName;
  thing: string;
  id: string;
  version: number;
  sides: Sides;
  before: Row | null;
  after: Row;
  classes: Record<string, FieldClass>;
  /** It followed from another event: nobody asked for it. */
  byReaction?: true;
};

/** What a command will do beside its states and events; each line is a message key with its values. */
export type Line = { key: string; values?: Record<string, unknown> };
export type Foreseen = { access?: Line[]; money?: Line[]; deadlines?: Line[]; unchanged?: Line[] };

/** `id` only where a job comes back into the queue, so that what it sends bears the same number. */
export type Job = { kind: string; payload: Record<string, unknown>; runAt: Date; id?: string };
/** A mail as a message key with its values; subject and text stand in messages/ as `<key>.subject` and `<key>.text`. */
export type Mail = {
  to: string;
  language?: string;
  key: string;
  values: Record<string, unknown>;
  /** What its `link` is made from when it is delivered: a secret never waits in the queue (SEC-014). */
  link?: Linked;
  /** Whose people are written to: the mail ends with the signed head of its thread. null to a person alone. */
  organization: string | null;
};

/** `path` up to the token; the token is always the same for the same purpose and thing. */
export type Linked = { path: string; purpose: string; of: string };

/** `isTheirs` when the caller is at a side of it; what others have through a reaction is not for its preview. */
export type Seen = { thing: string; id: string; version: number; isTheirs: boolean; shown: Row };
/** What a step did. */
export type Taken = {
  ok: true;
  change: AnyChange;
  after: Kept;
  happened: Happened[];
  why: Grant;
  sides: Sides;
  /** The ids that it made anew. */
  created: readonly string[];
  mails: readonly Mail[];
  jobs: readonly Job[];
  foreseen: Foreseen;
  /** As who called may see it, whoever acted in this step. */
  seen(viewer: { actor: Actor; language: string | undefined }): Promise<Seen>;
};

type Of<S extends Kept, L extends Lifecycle<S>, N extends keyof L> = { thing: Thing<S, L>; command: N };
/** What the steps before this one decided in this transaction. */
export type Done = {
  /** The state that this change led to; of several the first. A plan that asks for one that was not taken is wrong. */
  of<S extends Kept, L extends Lifecycle<S>, N extends keyof L>(change: Of<S, L, N>): In<S, L[N]['to'][number]>;
  all<S extends Kept, L extends Lifecycle<S>, N extends keyof L>(
    change: Of<S, L, N>,
  ): readonly In<S, L[N]['to'][number]>[];
};

/** What a plan, a search and locks may look at before the locks are taken: only facts that never change. */
export type Planning = { tx: Tx; world: World; caller: Caller };
export type Step = {
  action: Action;
  change: AnyChange;
  /** Looks at the state first only where the change says that its locks depend on it. */
  locks(planning: Planning): Promise<readonly string[]>;
  /** Asks for the thing; the door awaits it together with whatever else travels in that flight. */
  fetch(planning: Planning): Promise<Kept | undefined>;
  run(
    door: Door,
    from: { found?: Kept | undefined; isFetched: boolean; last: boolean; version?: number; done: Done },
  ): Promise<Taken | Refusal>;
  /** Who may, again, before a kept answer is given once more. */
  mayReplay(door: Door, found: Kept | undefined, sides: Sides): Promise<Refusal | undefined>;
};

/** The name and country of an organization, for showing. */
export type Party = { id: string; name: string; country: string };
/** What showing a thing needs beyond its state: the names of organizations, and links made from secrets. */
export type Naming = {
  party(id: string): Party;
  partyOrNull(id: string | null): Party | null;
  /** A link of this cloud's portal that ends in a token; a preview emits no secret, so there it is empty. */
  link(path: string, token: { purpose: string; of: string }): string;
};
