// P7: a price sheet of 400,000 rows through the product's own import: sent, read, compared, put into force.
import { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type { Found, Row } from '../report.ts';
import { generateSheet } from '../sheets/generate.ts';
import { memoryOf } from '../side/processor.ts';
import { startProduct } from '../side/product.ts';
import { medianOf } from '../side/spread.ts';
import { durableServer } from '../side/stage.ts';
import { operatorsProgram } from '../town/rows.ts';
import { buildTown } from '../town/town.ts';

const rows = 400_000;
const runs = 3;
const watchMs = 50;

type Import = { id: string; status: string; rows: number | null; badRows: number | null; detail?: string };
type Api = <Answer>(path: string, sent?: { body: BodyInit; type: string }) => Promise<Answer>;

function apiOf(port: number, token: string): Api {
  const authorization = `Bearer ${token}`;
  return async (path, sent) => {
    const post = sent && { method: 'POST', body: sent.body, duplex: 'half' };
    const headers = { authorization, ...(sent && { 'content-type': sent.type }) };
    const answer = await fetch(`http://localhost:${port}/api/v1${path}`, { ...post, headers } as RequestInit);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  };
}

/** As its operator would: looks now and then until a job has done its work. */
async function worked(api: Api, id: string, meanwhile: string): Promise<Import> {
  for (;;) {
    const found = await api<Import>(`/price-imports/${id}`);
    if (found.status !== meanwhile) return found;
    await pause(watchMs);
  }
}

async function imported(api: Api): Promise<Record<'kept' | 'sent' | 'applied', number>> {
  const json = (body: object) => ({ body: JSON.stringify(body), type: 'application/json' });
  const { id } = await api<Import>('/price-imports', json({ name: 'Bench', list: 'licence', missing: 'keep' }));
  const startedAt = performance.now();
  const sheet = Readable.toWeb(Readable.from(generateSheet({ kind: 'prices', rows }))) as BodyInit;
  await api<{ id: string }>(`/price-imports/${id}/upload`, { body: sheet, type: 'text/csv' });
  const kept = (performance.now() - startedAt) / 1000;
  const checked = await worked(api, id, 'uploading');
  if (checked.rows !== rows || checked.badRows !== 0) throw new Error(JSON.stringify(checked));
  const sent = (performance.now() - startedAt) / 1000;
  await api<{ id: string }>(`/price-imports/${id}/apply`, json({}));
  const applied = await worked(api, id, 'applying');
  if (applied.status !== 'applied') throw new Error(JSON.stringify(applied));
  return { kept, sent, applied: (performance.now() - startedAt) / 1000 };
}

async function once(run: number): Promise<Row> {
  const server = await durableServer();
  const town = await buildTown(server.url, { partners: 1, customers: 1, subscriptionsEach: 0, carts: 0 });
  const product = await startProduct({ KONTOR_DATABASE_URL: town.url, KONTOR_UPLOAD_BYTES_MAX: '1073741824' });
  const api = apiOf(product.port, await product.tokenFor(operatorsProgram));
  await pause(1000);
  const before = memoryOf(product.pid).now;
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, memoryOf(product.pid).now);
  }, watchMs);
  const { kept, sent, applied } = await imported(api);
  clearInterval(watch);
  await product.end();
  await server.stop();
  const seconds = { 'kept s': kept, 'read and compared s': sent, 'in force after s': applied };
  return { run, rows, ...seconds, 'MB before': before, 'MB at most': most, 'MB more': most - before };
}

export async function measure(): Promise<Found[]> {
  const all: Row[] = [];
  for (let run = 1; run <= runs; run += 1) all.push(await once(run));
  const seconds = medianOf(all.map((row) => Number(row['in force after s'])));
  const memory = Math.max(...all.map((row) => Number(row['MB at most'])));
  return [
    {
      ...{ id: 'P7', what: 'a price sheet of 400,000 rows imported', floor: '20 s, 300 MB', goal: '8 s, 200 MB' },
      figure: `${seconds.toFixed(1)} s, ${memory.toFixed(0)} MB of the whole process`,
      ...{ isAtFloor: seconds <= 20 && memory <= 300, isAtGoal: seconds <= 8 && memory <= 200, rows: all },
      notes: [
        'Each run has a server and a process of its own; the median counts, and the most memory of all.',
        'The sheet is made while it is sent, by the process that measures.',
      ],
    },
  ];
}
