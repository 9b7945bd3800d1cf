// Our promise about long work: a job says how far it is, can be cancelled and resumed, and gives its result for a day.
import { type Static, Type } from 'typebox';
import { body, command, Instant, list, noun, OrNull, only, open, Party, shown, Text, view } from './operation.ts';

export const Job = noun(['waiting', 'running', 'done', 'failed', 'cancelled'], {
  organization: open(Party),
  kind: open(Type.String()),
  createdAt: open(Instant()),
  finishedAt: open(OrNull(Instant())),
  createdBy: only('personal', Type.String()),
});
export type Job = Static<typeof Job>;

/** How far a job is; `total` and `rowsPerSecond` are null as long as nobody knows. */
export const Progress = Type.Object({
  phase: Type.String(),
  done: Type.Integer(),
  total: OrNull(Type.Integer()),
  rowsPerSecond: OrNull(Type.Number()),
  /** The first 1,000; `errorCount` counts all. */
  errors: Type.Array(Type.Object({ row: Type.Integer(), code: Type.String(), says: Type.String() })),
  errorCount: Type.Integer(),
  result: OrNull(Type.Object({ type: Type.String(), name: Type.String(), until: Instant() })),
});
export type Progress = Static<typeof Progress>;

export const listJobs = list({
  name: 'job.list',
  path: '/api/v1/jobs',
  summary: 'The long work of your organization, newest first.',
  of: Job,
  filters: {
    status: Type.Optional(Type.Enum(['waiting', 'running', 'done', 'failed', 'cancelled'])),
    kind: Type.Optional(Text(60)),
  },
});

export const seeJob = view({
  name: 'job.see',
  path: '/api/v1/jobs/{id}',
  summary: 'One job: how far it is, how fast, and which rows it could not do.',
  answer: Type.Intersect([shown(Job), Type.Object({ progress: OrNull(Progress) })]),
});

export const cancelJob = command({
  name: 'job.cancel',
  path: '/api/v1/jobs/{id}/cancel',
  summary: 'Stop a job; what it has done so far stays done.',
  body: body({}),
  answer: shown(Job),
});

export const resumeJob = command({
  name: 'job.resume',
  path: '/api/v1/jobs/{id}/resume',
  summary: 'Go on with a job that was cancelled or failed, from where it was.',
  body: body({}),
  answer: shown(Job),
});

export const downloadJob = view({
  name: 'job.download',
  path: '/api/v1/jobs/{id}/result',
  summary: 'What a job made, for a day after it was done.',
  givesFile: true,
  answer: Type.Unknown(),
});

export const DeadLetter = noun(['dead', 'rerun'], {
  kind: open(Type.String()),
  job: open(Type.String()),
  attempts: open(Type.Integer()),
  diedAt: open(Instant()),
  error: open(Type.String()),
});
export type DeadLetter = Static<typeof DeadLetter>;

export const listDeadLetters = list({
  name: 'deadLetter.list',
  path: '/api/v1/dead-letters',
  summary: 'Work that gave up and waits for the operator, newest first.',
  of: DeadLetter,
  filters: { status: Type.Optional(Type.Enum(['dead', 'rerun'])), kind: Type.Optional(Type.String()) },
});

export const seeDeadLetter = view({
  name: 'deadLetter.see',
  path: '/api/v1/dead-letters/{id}',
  summary: 'One piece of work that gave up, and why.',
  answer: shown(DeadLetter),
});

export const rerunDeadLetter = command({
  name: 'deadLetter.rerun',
  path: '/api/v1/dead-letters/{id}/rerun',
  summary: 'Try once more, with all tries before it.',
  body: body({}),
  answer: shown(DeadLetter),
});

export const createExport = command({
  name: 'export.create',
  path: '/api/v1/exports',
  summary: 'Have a whole list written into a file, as a job; filters and order are those of the list.',
  status: 202,
  body: body({
    /** The list, as the contract names it. */
    list: Type.String({ pattern: '^[a-zA-Z]+\\.[a-zA-Z]+$', maxLength: 80, examples: ['partnership.list'] }),
    query: Type.Optional(Type.Record(Text(60), Type.String({ maxLength: 2000 }), { maxProperties: 30 })),
    /** What stands in braces in the path of the list. */
    path: Type.Optional(Type.Record(Text(60), Type.String({ maxLength: 200 }), { maxProperties: 5 })),
    format: Type.Optional(Type.Enum(['csv', 'ndjson'])),
    /** Which fields of the list, in this order; all of them where nothing is said. */
    columns: Type.Optional(Type.Array(Text(60), { minItems: 1, maxItems: 60, uniqueItems: true })),
  }),
  answer: shown(Job),
});

export const operations = [
  listJobs,
  seeJob,
  cancelJob,
  resumeJob,
  downloadJob,
  listDeadLetters,
  seeDeadLetter,
  rerunDeadLetter,
  createExport,
];
