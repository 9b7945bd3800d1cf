// A whole list as a file, as long work: asked for once, written a page at a time, kept for a day.
import Value from 'typebox/value';
import { createExport } from '../../../../contract/jobs.ts';
import { obstacles, type Refusal, refuse } from '../../../kernel/decision.ts';
import { enter } from '../../../platform/door/look.ts';
import { together } from '../../../platform/door/perform.ts';
import { step } from '../../../platform/door/step.ts';
import { barredFromTaking, type Format, inPieces } from '../../../platform/wire/export.ts';
import { type Call, preparing, type Route } from '../../../platform/wire/operations.ts';
import { Hopeless } from '../../../platform/work/jobs.ts';
import type { LongKind } from '../../../platform/work/long-work.ts';
import { no as platform } from '../../../platform/world/refusals.ts';
import type { Caller, World } from '../../../platform/world/world.ts';
import { beginningJob } from '../offers.ts';
import { refusals } from '../state.ts';

const no = obstacles(refusals);
const kind = 'export';
type Asked = {
  list: string;
  query: Record<string, unknown>;
  path: Record<string, string>;
  format: Format;
  columns?: readonly string[];
};
/** As whom the list is read: what the caller may see is asked again when the job runs. */
type Request = Asked & { caller: Caller };
type Found = { ok: true; call: Call; operation: Route['operation']; listed: NonNullable<Route['listed']> } | Refusal;

function found(routes: readonly Route[], { list, query, path, columns = [], caller }: Request, world: World): Found {
  const route = routes.find(({ operation, listed }) => operation.name === list && listed);
  if (!route?.listed) return refuse(no('no_such_list', { list }));
  const { operation, listed } = route;
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const missing = names.filter((name) => !path[name]).map((name) => `/path/${name}`);
  const unknown = columns.flatMap((name, i) => (listed.fields.includes(name) ? [] : [`/columns/${i}`]));
  const typed = Value.Convert(operation.query, structuredClone(query)) as Call['query'];
  const wrong = [
    ...missing,
    ...unknown,
    ...Value.Errors(operation.query, typed).map(({ instancePath }) => `/query${instancePath}`),
  ];
  if (wrong.length > 0) {
    return refuse(
      platform('invalid_request', { errors: wrong.map((pointer) => ({ pointer, detail: 'does not fit' })) }),
    );
  }
  const { language } = caller;
  const rest = { once: undefined, preview: false, version: undefined, previewToken: undefined, body: {} };
  return { ok: true, listed, operation, call: { world, caller, path, query: typed, language, ...rest } };
}

/** Refuses what the list itself would refuse, before there is a job. */
export const exporting = (routes: readonly Route[]): Route =>
  preparing(
    createExport,
    async ({ world, caller, body, language }) => {
      const entered = await world.database.read((tx) =>
        enter(world, tx, { caller, action: 'export.create', sides: { organization: caller.organization } }),
      );
      if (!entered.ok) return entered;
      const { list, query = {}, path = {}, format = 'csv', columns } = body;
      const as = { ...caller, ...(language && { language }) };
      const command: Request = { list, query, path, format, ...(columns && { columns }), caller: as };
      const one = found(routes, command, world);
      if (!one.ok) return one;
      const barred = await barredFromTaking(one, one.call);
      if (barred) return barred;
      const first = await one.listed.pages({ ...one.call, query: { ...one.call.query, limit: 1 } })(undefined);
      return first.ok ? { ok: true, command } : first;
    },
    together<Request>({
      changes: [beginningJob],
      plan: (_planning, key, request) => [step(beginningJob, key, { kind, request })],
    }),
  );

export const listExport = (routes: readonly Route[]): LongKind => ({
  kind,
  run: async ({ world, job, progress, keepResult }) => {
    const request = job.request as Request;
    const one = found(routes, request, world);
    if (!one.ok) throw new Hopeless(one.because[0].code);
    const { call, listed } = one;
    const barred = await barredFromTaking(one, call);
    if (barred) throw new Hopeless(barred.because[0].code);
    const { format, columns } = request;
    const whole = await inPieces({ call, listed, format, ...(columns && { columns }) });
    if (!whole.ok) throw new Hopeless(whole.because[0].code);
    let done = 0;
    async function* bytes(pieces: AsyncIterable<{ text: string; rows: number }>) {
      for await (const { text, rows } of pieces) {
        yield Buffer.from(text);
        done += rows;
        await progress({ phase: 'writing', done });
      }
    }
    const name = `${request.list.replace('.', '-')}-${job.id.slice(-8)}.${request.format}`;
    await keepResult({ type: whole.type, name }, bytes(whole.pieces));
    await progress({ phase: 'written', done, total: done });
  },
});
