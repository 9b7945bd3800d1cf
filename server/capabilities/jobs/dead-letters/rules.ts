// Every rule about dead letters: what follows from giving up, and from trying again.
import { type Decision, decided } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { In, Nothing } from '../../../kernel/lifecycle.ts';
import type { DeadLetter } from '../state.ts';

export type Bury = { error: string };
export type BuryGiven = {
  now: Date;
  newId: Id<'ded'>;
  job: { id: string; kind: string; attempts: number; sealed: string } | undefined;
};
/** A job that somebody else finished meanwhile is not buried: `nothing` stays. */
export const bury = (_state: Nothing, { error }: Bury, { now, newId: id, job }: BuryGiven): Decision<DeadLetter> => {
  const { id: of, kind, attempts, sealed } = job ?? { id: '', kind: '', attempts: 0, sealed: '' };
  const letter = { id, version: 0, status: 'dead', kind, job: of, sealed, error, attempts, diedAt: now } as const;
  return job ? decided(letter, 'deadLetter.created') : decided(letter);
};

/** The payload moves back into the queue and is not kept here. */
export const rerun = (letter: In<DeadLetter, 'dead'>): Decision<DeadLetter> =>
  decided({ ...letter, status: 'rerun', sealed: '' }, 'deadLetter.rerun');
