// Writes what a measure found: JSON for programs and a table for people, with machine and date.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { machine } from './machine.ts';

export type Row = Readonly<Record<string, string | number | undefined>>;
export type Found = {
  id: string;
  what: string;
  /** The figure that is compared with floor and goal, as it is read. */
  figure: string;
  floor: string;
  goal: string;
  isAtFloor: boolean;
  isAtGoal: boolean;
  rows: readonly Row[];
  notes: readonly string[];
};

const folder = fileURLToPath(new URL('results', import.meta.url));

export const rounded = (value: number): number =>
  Number(value.toFixed(value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3));
const cell = (value: Row[string]): string =>
  value === undefined ? '' : typeof value === 'number' ? rounded(value).toLocaleString('en') : value;

export function tableOf(rows: readonly Row[]): string {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const body = rows.map((row) => line(names.map((name) => cell(row[name]))));
  return [line(names), line(names.map(() => '---')), ...body].join('\n');
}

const verdict = ({ isAtGoal, isAtFloor }: Found) =>
  isAtGoal ? 'goal reached' : isAtFloor ? 'floor reached' : 'floor missed';

export function keep(found: Found): void {
  mkdirSync(folder, { recursive: true });
  const date = new Date().toISOString();
  const on = machine();
  const json = { date, machine: on, ...found };
  writeFileSync(`${folder}/${found.id}.json`, `${JSON.stringify(json, (_, value) => shortened(value), 2)}\n`);
  const size = `${on.cores} cores, ${on.memoryGb} GB`;
  const place = `${on.processor}, ${size}, ${on.system}, Node ${on.node}, commit ${on.commit}`;
  const lines = [
    `# ${found.id}: ${found.what}`,
    `${found.figure} · floor ${found.floor} · goal ${found.goal} · **${verdict(found)}**`,
    tableOf(found.rows),
    found.notes.map((note) => `- ${note}`).join('\n'),
    `${date.slice(0, 16).replace('T', ' ')} UTC · ${place}`,
  ];
  writeFileSync(`${folder}/${found.id}.md`, `${lines.filter(Boolean).join('\n\n')}\n`);
  say(`\n${lines.slice(0, 4).filter(Boolean).join('\n\n')}\n`);
}

const shortened = (value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;

export const say = (text: string): void => void process.stdout.write(`${text}\n`);
