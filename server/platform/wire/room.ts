// What a room contributes to the house; the wiring reads nothing else of it.
import type { Schedule } from '../door/schedule.ts';
import type { Eraser } from '../record/erasing.ts';
import type { JobKind, Pump } from '../work/jobs.ts';
import type { LongKind } from '../work/long-work.ts';
import type { AnyThing, Bound, Reaction } from '../world/world.ts';
import type { Route } from './operations.ts';

export type Room = {
  name: string;
  /** Its own: no other room's SQL names them, but for what that room says in its `joins`. */
  tables?: readonly string[];
  /** Tables of other rooms that its SQL reads, each with the reason why a call of their offers is not enough. */
  joins?: Readonly<Record<string, string>>;
  routes: readonly Route[];
  /** Every kind of thing with a life cycle: the printed policy, the docs and the tests of the house walk them. */
  things?: readonly AnyThing[];
  schedules?: readonly Schedule[];
  reactions?: readonly Reaction[];
  answers?: readonly Bound[];
  /** What it forgets of a person who is erased. */
  erasers?: readonly Eraser[];
  /** Long work that people follow. */
  longKinds?: readonly LongKind[];
  jobKinds?: readonly JobKind[];
  pumps?: readonly Pump[];
};
