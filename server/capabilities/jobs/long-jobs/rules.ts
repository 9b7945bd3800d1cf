// Every rule about long work: what follows from starting, finishing, stopping and trying again.
import { type Decision, decided } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { In, Nothing } from '../../../kernel/lifecycle.ts';
import type { LongJob } from '../state.ts';

export type Create = { kind: string; request: Record<string, unknown> };
export type CreateGiven = { now: Date; by: { id: string; organization: string }; newId: Id<'job'> };
export const create = (_state: Nothing, command: Create, { now, by, newId: id }: CreateGiven): Decision<LongJob> =>
  decided(
    {
      ...{ id, version: 0, status: 'waiting', organization: by.organization, kind: command.kind },
      ...{ request: command.request, createdBy: by.id, createdAt: now, finishedAt: null },
    },
    'job.created',
  );

/** A worker that takes over from one that crashed finds the job running: nothing new has happened. */
export const start = (job: In<LongJob, 'waiting' | 'running'>): Decision<LongJob> =>
  job.status === 'running' ? decided(job) : decided({ ...job, status: 'running' }, 'job.started');

type Ended = { now: Date };
export const finish = (job: In<LongJob, 'running'>, _command: object, { now }: Ended): Decision<LongJob> =>
  decided({ ...job, status: 'done', finishedAt: now }, 'job.finished');

export const fail = (job: In<LongJob, 'running'>, _command: object, { now }: Ended): Decision<LongJob> =>
  decided({ ...job, status: 'failed', finishedAt: now }, 'job.failed');

export const cancel = (job: In<LongJob, 'waiting' | 'running'>, _command: object, { now }: Ended): Decision<LongJob> =>
  decided({ ...job, status: 'cancelled', finishedAt: now }, 'job.cancelled');

export const resume = (job: In<LongJob, 'cancelled' | 'failed'>): Decision<LongJob> =>
  decided({ ...job, status: 'waiting', finishedAt: null }, 'job.resumed');
