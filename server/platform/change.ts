// What a room declares of one command: how to find the thing, what to lock, what the rule must be given, and the rule.
import type { Decision, Obstacle } from '../kernel/decision.ts';
import type { In, Lifecycle, Nothing } from '../kernel/lifecycle.ts';
import type { Tx } from './database.ts';
import type { Job, Mail } from './jobs.ts';
import type { Naming } from './naming.ts';
import type { Caller, Door, Kept, Thing, World } from './thing.ts';

/** What a command will do beside its states and events; each line is a message key with its values. */
export type Line = { key: string; values?: Record<string, unknown> };
export type Foreseen = { access?: Line[]; money?: Line[]; deadlines?: Line[]; unchanged?: Line[] };

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
