// A whole list as a stream of CSV or of lines of JSON, a page at a time.
import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import type { FastifyRequest } from 'fastify';
import type { Refusal } from '../../kernel/decision.ts';
import type { Page } from '../door/list.ts';
import { enter } from '../door/look.ts';
import type { Row } from '../world/world.ts';
import type { Call, Route } from './operations.ts';
import { weighted } from './weights.ts';

export type Format = 'csv' | 'ndjson';
const formats: Readonly<Record<string, Format | 'json'>> = {
  'text/csv': 'csv',
  'application/x-ndjson': 'ndjson',
  'application/json': 'json',
};
/** The kind that is wanted most; pages of JSON when nothing is said. */
export function wantedStream({ headers: { accept } }: FastifyRequest): Format | undefined {
  if (!accept) return undefined;
  const wanted = weighted(accept).flatMap(({ value, weight }) =>
    formats[value] ? [{ format: formats[value], weight }] : [],
  );
  const [first] = wanted.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  return first === undefined || first.format === 'json' ? undefined : first.format;
}

type Answered = { items: Row[]; next: string | null; more?: boolean };
type Shapes = { properties: { items: { items: { properties: object } } } };
/** A view that answers pages by `limit` and `after` streams as a list does: its own pages, one behind the other. */
export const paged = (route: Route): Route => {
  const { answer, query } = route.operation;
  const { maximum: limitMax } = query.properties.limit as unknown as { maximum: number };
  return {
    ...route,
    listed: {
      fields: Object.keys((answer as unknown as Shapes).properties.items.items.properties),
      pages: (call) => async (after) => {
        const limit = Math.min(limitMax, call.world.limits.pageRowsMax);
        const asked = { ...call.query, limit, ...(after !== undefined && { after }) };
        const page = await route.answer({ ...call, query: asked });
        if (!page.ok) return page;
        const { items, next, more } = page.body as Answered;
        // A feed has a cursor to come back with even where it ends for now.
        return { ok: true, items, next: more === false ? null : next };
      },
    },
  };
};

/** Not everybody who may read some lists may take them away whole. */
export async function barredFromTaking(
  { operation: { exportedBy: action } }: Pick<Route, 'operation'>,
  { world, caller }: Pick<Call, 'world' | 'caller'>,
): Promise<Refusal | undefined> {
  if (!action) return undefined;
  const sides = { organization: caller.organization };
  const entered = await world.database.read((tx) => enter(world, tx, { caller, action, sides }), { isBrief: true });
  return entered.ok ? undefined : entered;
}

type Exporting = { call: Call; listed: NonNullable<Route['listed']>; format: Format; columns?: readonly string[] };
type Piece = { text: string; rows: number };
type Pieces = { ok: true; type: string; pieces: AsyncGenerator<Piece> } | Refusal;

/** The whole filtered list, a page at a time, so that its length costs no memory; refused as its first page is. */
export async function inPieces({ call, listed, format, columns = listed.fields }: Exporting): Promise<Pieces> {
  const pages = listed.pages(call);
  const first = await pages((call.query as { after?: string }).after);
  if (!first.ok) return first;
  async function* pieces() {
    let page: Page = first as Page;
    for (let header = true; ; header = false) {
      const rows = page.items.map(({ commands: _commands, ...row }) => row);
      const text =
        format === 'csv'
          ? csv(rows.map(listed.cells ?? asItIs), { columns, header })
          : rows.map((row) => `${JSON.stringify(chosen(row, columns))}\n`).join('');
      yield { text, rows: rows.length };
      if (page.next === null) return;
      const next = await pages(page.next);
      // The status is long sent: only a broken connection says that this is not the whole list.
      if (!next.ok) throw new Error(`a list ended early: ${next.because[0].code}`);
      page = next;
    }
  }
  const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson';
  return { ok: true, type, pieces: pieces() };
}

/** The same as one stream, for who waits for it. */
export async function exported(asked: Exporting): Promise<{ ok: true; type: string; from: Readable } | Refusal> {
  const found = await inPieces(asked);
  if (!found.ok) return found;
  const { type, pieces } = found;
  async function* texts() {
    for await (const { text } of pieces) yield text;
  }
  return { ok: true, type, from: Readable.from(texts()) };
}

const chosen = (row: Row, columns: readonly string[]): Row =>
  Object.fromEntries(columns.filter((name) => name in row).map((name) => [name, row[name]]));
const asItIs = (row: Row): Row => row;
const csv = (rows: readonly Row[], { columns, header }: { columns: readonly string[]; header: boolean }): string => {
  const cells = rows.map((row) => columns.map((column) => cellOf(row[column])));
  return stringify(header ? [[...columns], ...cells] : cells);
};

/** A spreadsheet must not take a cell for a formula; a negative number is none. */
const cellOf = (value: unknown): string => {
  const text = value == null ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /^[=+\-@\t\r]/.test(text) && !/^-\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
};
