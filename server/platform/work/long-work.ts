// Long work that people follow: what a room does for one kind of it, and how it says how far it is.
import type { World } from '../world/world.ts';
import type { Attempt } from './jobs.ts';

export type RowError = { row: number; code: string; key: string; values: Record<string, unknown> };
export type Reached = {
  phase: string;
  done: number;
  total?: number | undefined;
  /** Where to go on after an interruption; absent leaves what was there. */
  reached?: unknown;
  errors?: readonly RowError[] | undefined;
};
/** The work as its room is given it; `request` is what is to be done, as that room understands it. */
type Work = { id: string; organization: string; request: Record<string, unknown>; createdBy: string };
export type LongRun = Pick<Attempt, 'settings' | 'signal'> & {
  world: World;
  job: Work;
  /** Where an earlier attempt had got to, as it said in `progress`. */
  reached: unknown;
  /** Every second or so. Throws when the work is no longer wanted; the room lets that pass through. */
  progress(at: Reached): Promise<void>;
  /** Keeps a file for a day, a piece at a time. */
  keepResult(file: { type: string; name: string }, pieces: AsyncIterable<Uint8Array>): Promise<void>;
};
/** It may be interrupted anywhere and go on from `reached`. */
export type LongKind = { kind: string; run(run: LongRun): Promise<void> };
