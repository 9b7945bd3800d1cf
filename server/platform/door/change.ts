// What a room declares of one command: how to find the thing, what to lock, what the rule must be given, and the rule.
import type { Decision, Obstacle } from '../../kernel/decision.ts';
import type { In, Lifecycle, Nothing } from '../../kernel/lifecycle.ts';
import type { LockName } from '../../kernel/lock.ts';
import type { Writer } from '../database/database.ts';
import type {
  AnyChange,
  Door,
  Foreseen,
  Job,
  Kept,
  Mail,
  Naming,
  Planning,
  Seen,
  Step,
  Thing,
} from '../world/world.ts';

/**
 * The one clever type: a rule that accepts fewer statuses than its row in the lifecycle does not compile. It is a value
 * of its module; what differs from call to call stands in the command.
 */
export type Change<
  S extends Kept,
  L extends Lifecycle<S>,
  N extends keyof L & string,
  Command,
  Given,
  Besides = unknown,
> = {
  thing: Thing<S, L>;
  command: N;
  /** By the id in the path unless said otherwise; `'new'` when there is nothing to find. */
  find?: 'new' | ((planning: Planning, key: string, command: Command) => Promise<S | undefined>);
  /** The key in the path is a secret, and who knows it is at the side `bearer`. */
  byBearer?: true;
  /** Whatever else has neighbours that the rule reads. With `peeks` the state is read first, which costs a flight. */
  locks?(state: S | Nothing, command: Command, asked: Asking): readonly LockName[];
  peeks?: true;
  /** What the rule needs, and nothing else. */
  given(door: Door, state: In<S | Nothing, L[N]['from'][number]>, command: Command): Promise<Given> | Given;
  /** Said to who may see but not do it, where the roles of the policy alone would not help them. */
  notPermitted?: Obstacle;
  rule: (state: In<S | Nothing, L[N]['from'][number]>, command: Command, given: Given) => Decision<S>;
  /** What only mails, jobs and previews need; fetched behind the decision where one of them is to be made. */
  besides?(door: Door, after: S, given: Given): Promise<Besides> | Besides;
  foresees?(before: S | Nothing, after: S, known: Given & Besides): Foreseen;
  /**
   * Rows beside the thing that have no life of their own: charge lines, credentials. Same transaction, never awaited.
   */
  writes?(door: Writing, after: S, given: Given): void;
  /** Ids that it makes beside the thing's own, such as an account: they differ each time, the outcome does not. */
  makes?(given: Given): readonly string[];
  /** What only the answer to this command shows, once: a first password. In no preview, event or later answer. */
  reveals?(door: Door, after: S, given: Given): Record<string, unknown>;
  /** What is mailed because of it, after the commit. */
  mails?(after: S, known: { naming: Naming; given: Given & Besides }): readonly Mail[];
  /** What is done because of it, after the commit. */
  jobs?(after: S, known: { now: Date; given: Given & Besides }): readonly Job[];
};
export const change = <
  S extends Kept,
  L extends Lifecycle<S>,
  N extends keyof L & string,
  Command,
  Given,
  Besides = unknown,
>(
  declared: Change<S, L, N, Command, Given, Besides>,
) => declared;
/** The door as it stands open to what only writes. */
export type Writing = Omit<Door, 'tx'> & { tx: Writer };
type Asking = Pick<Planning, 'world' | 'caller'> & { key: string };

type Event = { type: string; thing: string; id: string };
/** What a command came to. */
export type Performed = {
  ok: true;
  states: Seen[];
  events: Event[];
  why: string;
  foreseen: Foreseen;
  /** Of a preview, to hand in with the command. */
  token?: string;
  replayed?: true;
};
/**
 * A command as a value: which changes it may make, and from the key in the path and what was sent the steps. A later
 * step sees the effects of those before it.
 */
export type Act<Command> = {
  changes: readonly AnyChange[];
  plan(planning: Planning, key: string, command: Command): Promise<readonly Step[]> | readonly Step[];
};
export type Asked<Command> = {
  operation: string;
  act: Act<Command>;
  key: string;
  command: Command;
  /** What the caller sent, where the command was prepared from it. */
  said?: unknown;
  once?: string | undefined;
  preview?: boolean | undefined;
  /** The version the caller last saw; only the thing in the path is compared. */
  version?: number | undefined;
  previewToken?: string | undefined;
  /** Instead of the engine's limit for one transaction. */
  secondsMax?: number | undefined;
};
