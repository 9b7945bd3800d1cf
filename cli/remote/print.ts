// Prints answers: as a table for people, as JSON, CSV or lines of JSON for programs.
import { stringify } from 'csv-stringify/sync';
import type { Say, Terminal } from '../terminal.ts';
import { cut, harmless, heading, padded, shortly, widthOf } from './text.ts';

export const outputs = ['table', 'json', 'csv', 'ndjson'] as const;
export type Output = (typeof outputs)[number];
type Row = Readonly<Record<string, unknown>>;
export type Printing = { output: Output; terminal: Pick<Terminal, 'print' | 'tell' | 'columns'>; say: Say };

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);
export const itemsOf = (answer: unknown): readonly Row[] | undefined =>
  isRow(answer) && Array.isArray(answer.items) ? (answer.items as Row[]) : undefined;

/** A spreadsheet must not take a cell for a formula. */
function cell(value: unknown): string {
  const text =
    value === null || value === undefined
      ? ''
      : isRow(value) || Array.isArray(value)
        ? JSON.stringify(value)
        : String(value);
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
const without = (row: Row, name: string): Row =>
  Object.fromEntries(Object.entries(row).filter(([key]) => key !== name));
const columnsOf = (rows: readonly Row[]): string[] => [...new Set(rows.flatMap((row) => Object.keys(row)))];

export function asCsv(rows: readonly Row[], columns = columnsOf(rows), withHeader = true): string {
  const cells = rows.map((row) => columns.map((column) => cell(row[column])));
  return stringify(withHeader ? [columns, ...cells] : cells).trimEnd();
}

const gap = '  ';
const hidden = ['version', 'commands'];
/** As many columns as the terminal is wide; what does not fit is cut, never wrapped. */
function asTable(rows: readonly Row[], columns: number): string {
  const names = columnsOf(rows).filter((name) => !hidden.includes(name));
  const lines = [names.map(heading), ...rows.map((row) => names.map((name) => shortly(row[name])))];
  const widths = names.map((_, at) => Math.max(...lines.map((line) => widthOf(line[at]!))));
  const text = lines.map((line) =>
    line
      .map((one, at) => padded(one, widths[at]!))
      .join(gap)
      .trimEnd(),
  );
  return (columns > 0 ? text.map((line) => cut(line, columns)) : text).join('\n');
}

type Command = { allowed: boolean; because?: { says: string; mend: string }[] };
function commandLines(commands: unknown, say: Say): string[] {
  if (!isRow(commands)) return [];
  const all = Object.entries(commands) as [string, Command][];
  const open = all.filter(([, { allowed }]) => allowed).map(([name]) => name);
  const shut = all.filter(([, { allowed }]) => !allowed);
  return [
    ...(open.length > 0 ? [say('can', { commands: open.join(', ') })] : []),
    ...shut.map(([name, { because = [] }]) =>
      say('cannot', { command: name, says: harmless(because.map(({ says }) => says).join(' ')) }),
    ),
  ];
}

/** Several sentences or things stand below each other, each on a line of its own. */
function factLines(name: string, value: unknown): string[] {
  const isMany = Array.isArray(value) && value.length > 0 && (isRow(value[0]) || value.some((one) => /\s/.test(one)));
  if (!isMany) return [`${name}${gap}${shortly(value)}`];
  const margin = ' '.repeat(widthOf(name));
  return value.map((one, at) => `${at === 0 ? name : margin}${gap}${shortly(one)}`);
}

function asFacts(answer: Row, say: Say): string {
  const { commands, revealed, ...open } = answer;
  const facts = [...Object.entries(open), ...(isRow(revealed) ? Object.entries(revealed) : [])];
  const width = Math.max(0, ...facts.map(([name]) => widthOf(heading(name))));
  const lines = facts.flatMap(([name, value]) => factLines(padded(heading(name), width), value));
  const once = isRow(revealed) ? [say('shown_once', { names: Object.keys(revealed).map(heading).join(', ') })] : [];
  return [...lines, ...once, ...commandLines(commands, say)].join('\n');
}

function printItems(answer: unknown, items: readonly Row[], { terminal, say }: Printing): void {
  if (items.length === 0) terminal.tell(say('nothing_found'));
  else terminal.print(asTable(items, terminal.columns));
  const { next, total } = answer as { next?: string | null; total?: number };
  if (total !== undefined) terminal.tell(say('total', { total }));
  if (next) terminal.tell(say('more', { after: next }));
}

export function printAnswer(answer: unknown, printing: Printing): void {
  const { output, terminal, say } = printing;
  const items = itemsOf(answer);
  const rows = (items ?? (isRow(answer) ? [answer] : [])).map((row) => without(row, 'commands'));
  if (output === 'json') terminal.print(JSON.stringify(answer, null, 2));
  else if (output === 'csv') terminal.print(asCsv(rows));
  else if (output === 'ndjson') for (const row of rows) terminal.print(JSON.stringify(row));
  else if (items) printItems(answer, items, printing);
  else terminal.print(isRow(answer) ? asFacts(answer, say) : shortly(answer));
}
