// Which command may follow which status: one table per thing, read by the gate, the answers, the docs and the compiler.
import type { EventName } from './decision.ts';

export type Stateful = { status: string };

/** What a creation starts from. */
export type Nothing = { status: 'nothing' };
export const nothing: Nothing = { status: 'nothing' };

export type Lifecycle<S extends Stateful> = Record<
  string,
  {
    from: readonly (S['status'] | 'nothing')[];
    to: readonly S['status'][];
    /** Where doing it once more changes nothing, so that nobody is invited to. */
    repeats?: readonly S['status'][];
    /** What it may record; none where it only looks whether another step may happen. */
    emits: readonly EventName[];
  }
>;

/** A state narrowed to some of its statuses: `In<Invitation, 'open'>`. */
export type In<S extends Stateful, Status extends string> = S extends { status: infer T }
  ? [T & Status] extends [never]
    ? never
    : S & { status: T & Status }
  : never;
