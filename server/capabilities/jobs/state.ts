// Long work that people follow, and work that gave up and waits for the operator.
import type { Refusals } from '../../kernel/decision.ts';
import type { Id } from '../../kernel/id.ts';
import type { Lifecycle } from '../../kernel/lifecycle.ts';

/** The kind in the queue under which all long work runs; which one, its payload says. */
export const longKind = 'long';

export type LongJob = {
  id: Id<'job'>;
  version: number;
  status: 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';
  organization: string;
  kind: string;
  /** What is to be done, as the room that does it understands it. */
  request: Record<string, unknown>;
  createdBy: string;
  createdAt: Date;
  finishedAt: Date | null;
};
export type DeadLetter = {
  id: Id<'ded'>;
  version: number;
  status: 'dead' | 'rerun';
  kind: string;
  job: string;
  /** The job's payload: it may hold links with their tokens. */
  sealed: string;
  error: string;
  attempts: number;
  diedAt: Date;
};

export const jobSides = { organization: 'organization_id' } as const;

export const jobLifecycle = {
  create: { from: ['nothing'], to: ['waiting'], emits: ['job.created'] },
  start: { from: ['waiting', 'running'], to: ['running'], emits: ['job.started'] },
  finish: { from: ['running'], to: ['done'], emits: ['job.finished'] },
  fail: { from: ['running'], to: ['failed'], emits: ['job.failed'] },
  cancel: { from: ['waiting', 'running'], to: ['cancelled'], emits: ['job.cancelled'] },
  resume: { from: ['cancelled', 'failed'], to: ['waiting'], emits: ['job.resumed'] },
} as const satisfies Lifecycle<LongJob>;
export const deadLetterLifecycle = {
  create: { from: ['nothing'], to: ['dead'], emits: ['deadLetter.created'] },
  rerun: { from: ['dead'], to: ['rerun'], emits: ['deadLetter.rerun'] },
} as const satisfies Lifecycle<DeadLetter>;

export const refusals = {
  result_gone: { kind: 'not_found' },
  no_such_list: { kind: 'invalid' },
} as const satisfies Refusals;
