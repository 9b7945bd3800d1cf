// What a room declares of one command: how to find the thing, what to lock, what the rule must be given, and the rule.
import type { Decision, Obstacle } from '../../kernel/decision.ts';
import type { In, Lifecycle, Nothing } from '../../kernel/lifecycle.ts';
import type { Tx } from '../database/database.ts';
import type { Caller, Door, Foreseen, Job, Kept, Mail, Naming, Seen, Step, Thing, World } from '../world/world.ts';

/** The one clever type: a rule that accepts fewer statuses than its row in the lifecycle does not compile. */
export type Change<S extends Kept, L extends Lifecycle<S>, N extends keyof L & string, Command, Given> = {
  thing: Thing<S, L>;
  command: N;
  /** By the id in the path unless said otherwise; `'new'` when there is nothing to find. */
  find?: 'new' | ((tx: Tx, key: string, command: Command) => Promise<S | undefined>);
  /** The key in the path is a secret, and who knows it is at the side `bearer`. */
  byBearer?: true;
  /** Whatever else has neighbours that the rule reads. With `peeks` the state is read first, which costs a flight. */
  locks?(state: S | Nothing, command: Command, key: string): readonly string[];
  peeks?: true;
  given(door: Door, state: In<S | Nothing, L[N]['from'][number]>, command: Command): Promise<Given> | Given;
  /** Said to who may see but not do it, where the roles of the policy alone would not help them. */
  notPermitted?: Obstacle;
  rule: (state: In<S | Nothing, L[N]['from'][number]>, command: Command, given: Given) => Decision<S>;
  foresees?(before: S | Nothing, after: S, given: Given): Foreseen;
  /**
   * Rows beside the thing that have no life of their own: charge lines, credentials. Same transaction, never awaited.
   */
  writes?(door: Door, after: S, given: Given): void;
  /** Ids that it makes beside the thing's own, such as an account: they differ each time, the outcome does not. */
  makes?(given: Given): readonly string[];
  /** What only the answer to this command shows, once: a first password. In no preview, event or later answer. */
  reveals?(door: Door, after: S, given: Given): Record<string, unknown>;
  /** What is mailed because of it, after the commit. */
  mails?(after: S, known: { naming: Naming; given: Given }): readonly Mail[];
  /** What is done because of it, after the commit. */
  jobs?(after: S, known: { now: Date; given: Given }): readonly Job[];
};
export const change = <S extends Kept, L extends Lifecycle<S>, N extends keyof L & string, Command, Given>(
  declared: Change<S, L, N, Command, Given>,
) => declared;

/** What a plan may look at before the locks are taken: only facts that never change. */
export type Planning = { tx: Tx; world: World; caller: Caller };

type Event = { type: string; thing: string; id: string };
export type Answer = {
  ok: true;
  states: Seen[];
  events: Event[];
  why: string;
  foreseen: Foreseen;
  /** Of a preview, to hand in with the command. */
  token?: string;
  replayed?: true;
};
/** From the key in the path and the command to the steps. A later step sees the effects of those before it. */
export type Act<Command> = (planning: Planning, key: string, command: Command) => Promise<readonly Step[]>;
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
