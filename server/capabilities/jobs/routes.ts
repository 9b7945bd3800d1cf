// How the wire reaches long work and dead letters, and how other rooms and the worker begin, end and bury them.
import { Readable } from 'node:stream';
import * as contract from '../../../contract/jobs.ts';
import { languageOf } from '../../../messages/catalogue.ts';
import { obstacles, refuse } from '../../kernel/decision.ts';
import { newId } from '../../kernel/id.ts';
import type { Tx } from '../../platform/database/database.ts';
import { change } from '../../platform/door/change.ts';
import { lookAt } from '../../platform/door/look.ts';
import { alone, perform } from '../../platform/door/perform.ts';
import { step } from '../../platform/door/step.ts';
import { type Call, doing, listing, type Route, seeing, telling } from '../../platform/wire/operations.ts';
import { takeOut } from '../../platform/work/queue.ts';
import { systemCaller } from '../../platform/world/caller-roles.ts';
import { say } from '../../platform/world/problem.ts';
import type { Step, Thing, World } from '../../platform/world/world.ts';
import * as rules from './rules.ts';
import * as state from './state.ts';
import * as store from './store.ts';

const no = obstacles(state.refusals);
/** The kind in the queue under which all long work runs; which one, its payload says. */
export const longKind = 'long';

export const jobs: Thing<state.LongJob, typeof state.jobLifecycle> = {
  name: 'job',
  table: 'long_jobs',
  lifecycle: state.jobLifecycle,
  sides: state.jobSides,
  contract: contract.Job,
  fromRow: store.jobFromRow,
  toRow: store.jobToRow,
  show: ({ id, status, version, organization, kind, createdAt, finishedAt, createdBy }, { party }) =>
    ({
      ...{ id, status, version, organization: party(organization), kind, createdBy },
      createdAt: createdAt.toISOString(),
      finishedAt: finishedAt?.toISOString() ?? null,
    }) satisfies contract.Job,
  listing: { sort: { createdAt: '-created_at' }, filters: { status: 'status', kind: 'kind' } },
};

export const deadLetters: Thing<state.DeadLetter, typeof state.deadLetterLifecycle> = {
  name: 'deadLetter',
  table: 'dead_letters',
  lifecycle: state.deadLetterLifecycle,
  sides: {},
  contract: contract.DeadLetter,
  fromRow: store.letterFromRow,
  toRow: store.letterToRow,
  show: ({ id, status, version, kind, job, attempts, diedAt, error }) =>
    ({
      ...{ id, status, version, kind, job, attempts, error, diedAt: diedAt.toISOString() },
    }) satisfies contract.DeadLetter,
  listing: { sort: { diedAt: '-died_at' }, filters: { status: 'status', kind: 'kind' } },
};

const queued = ({ id, kind }: state.LongJob, now: Date) => [{ kind: longKind, payload: { job: id, kind }, runAt: now }];
const creating = change({
  thing: jobs,
  command: 'create',
  find: 'new',
  given: ({ now, actor: by }): rules.CreateGiven => ({ now, by, newId: newId('job', by.organization) }),
  rule: rules.create,
  jobs: (job: state.LongJob, { now }) => queued(job, now),
});
/** Begins long work for the caller's organization, as one step of a command of the room that knows the work. */
export const beginning = (key: string, work: rules.Create): Step => step(creating, key, work);

const atNow = ({ now }: { now: Date }) => ({ now });
const starting = change({ thing: jobs, command: 'start', given: () => ({}), rule: rules.start });
const finishing = change({ thing: jobs, command: 'finish', given: atNow, rule: rules.finish });
const failing = change({ thing: jobs, command: 'fail', given: atNow, rule: rules.fail });
const cancelling = change({ thing: jobs, command: 'cancel', given: atNow, rule: rules.cancel });
const resuming = change({
  thing: jobs,
  command: 'resume',
  given: () => ({}),
  rule: rules.resume,
  jobs: (job: state.LongJob, { now }) => queued(job, now),
});
const acts = { start: alone(starting), finish: alone(finishing), fail: alone(failing) } as const;

/** What the worker says of a job; refused once somebody has cancelled it. */
export const tell = (world: World, id: string, command: keyof typeof acts) =>
  perform(world, systemCaller, { operation: `job.${command}`, act: acts[command], key: id, command: {} });

const burying = change({
  thing: deadLetters,
  command: 'create',
  find: 'new',
  given: async ({ tx, now, world }, _state, { id }: rules.Bury & { id: string }): Promise<rules.BuryGiven> => {
    const found = await takeOut(tx, id);
    const sealed = world.secrets.seal(JSON.stringify(found?.payload ?? {}));
    return { now, newId: newId('ded'), job: found && { ...found, sealed } };
  },
  rule: rules.bury,
});
const rerunning = change({
  thing: deadLetters,
  command: 'rerun',
  given: ({ world }, { sealed }) => ({ payload: JSON.parse(world.secrets.unseal(sealed)) as Record<string, unknown> }),
  rule: rules.rerun,
  jobs: ({ kind, job }, { now, given: { payload } }) => [{ id: job, kind, payload, runAt: now }],
});

/** Takes a job that gave up out of the queue and lays it before the operator. */
export const bury = async (world: World, letter: { id: string; error: string }): Promise<boolean> => {
  const asked = { operation: 'deadLetter.create', act: alone(burying), key: letter.id, command: letter };
  return (await perform(world, systemCaller, asked)).ok;
};

const progressing = async (tx: Tx, id: string, language: string | undefined): Promise<contract.Progress | null> => {
  const row = await store.progressOf(tx, id);
  if (!row) return null;
  const spoken = languageOf(language);
  const seconds = (row.updated_at.getTime() - row.started_at.getTime()) / 1000;
  const { result_type: type, result_name: name, result_until: until } = row;
  return {
    phase: row.phase,
    done: row.done,
    total: row.total,
    rowsPerSecond: seconds > 0 ? Math.round((row.done / seconds) * 10) / 10 : null,
    errors: row.errors.map(({ row: at, code, key, values }) => ({ row: at, code, says: say(spoken, key, values) })),
    errorCount: row.error_count,
    result: type && name && until ? { type, name, until: until.toISOString() } : null,
  };
};

const look = (call: Call) => {
  const asked = { thing: jobs, action: 'job.see', id: call.path.id! } as const;
  return lookAt(call.world, { ...call.caller, ...(call.language && { language: call.language }) }, asked);
};

const seeingJob = telling(contract.seeJob, async (call) => {
  const seen = await look(call);
  if (!seen.ok) return seen;
  const progress = await call.world.database.read((tx) => progressing(tx, call.path.id!, call.language));
  return { ok: true, body: { ...seen.row, progress } };
});

const downloading = telling(contract.downloadJob, async (call) => {
  const seen = await look(call);
  if (!seen.ok) return seen;
  const { database, clock } = call.world;
  const id = call.path.id!;
  const progress = await database.read((tx) => store.progressOf(tx, id));
  const { result_type: type, result_name: name, result_until: until } = progress ?? {};
  if (!type || !name || !until || until <= clock.wall()) return refuse(no('result_gone'));
  async function* parts() {
    for (let part = 0; ; part += 1) {
      const bytes = await database.read((tx) => store.resultPart(tx, id, part));
      if (!bytes) return;
      yield bytes;
    }
  }
  const headers = { 'content-disposition': `attachment; filename="${name.replaceAll(/[^\w.-]/g, '_')}"` };
  return { ok: true, body: undefined, headers, stream: { type, from: Readable.from(parts()) } };
});

export const routes: readonly Route[] = [
  listing(contract.listJobs, { thing: jobs, action: 'job.see' }),
  seeingJob,
  doing(contract.cancelJob, alone(cancelling)),
  doing(contract.resumeJob, alone(resuming)),
  downloading,
  listing(contract.listDeadLetters, { thing: deadLetters, action: 'deadLetter.see' }),
  seeing(contract.seeDeadLetter, { thing: deadLetters, action: 'deadLetter.see' }),
  doing(contract.rerunDeadLetter, alone(rerunning)),
];
