// What callers find of their long work: all of it, how far it is, and its result as a file.
import { Readable } from 'node:stream';
import * as contract from '../../../../contract/jobs.ts';
import { languageOf } from '../../../../messages/catalogue.ts';
import { obstacles, refuse } from '../../../kernel/decision.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { lookAt } from '../../../platform/door/look.ts';
import { type Call, listing, type Route, telling } from '../../../platform/wire/operations.ts';
import { say } from '../../../platform/world/problem.ts';
import { refusals } from '../state.ts';
import * as store from './store.ts';
import { jobs } from './thing.ts';

const no = obstacles(refusals);

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

export const views: readonly Route[] = [
  listing(contract.listJobs, { thing: jobs, action: 'job.see' }),
  seeingJob,
  downloading,
];
