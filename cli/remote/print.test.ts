// Answers in four forms: a table that keeps its columns in any script, JSON, CSV, lines of JSON.
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { speaker } from '../terminal.ts';
import { type Output, printAnswer } from './print.ts';
import { cut, harmless, shortly, widthOf } from './text.ts';

const rows = [
  {
    id: 'par_1',
    version: 1,
    provider: { id: 'org_1', name: '새벽 유통', country: 'KR' },
    since: null,
    commands: ['end'],
  },
  {
    id: 'par_22',
    version: 2,
    provider: { id: 'org_2', name: 'Nordhavn', country: 'DK' },
    since: '2026-03-01',
    commands: [],
  },
];
function printed(answer: unknown, output: Output, columns = 0) {
  const [out, told]: [string[], string[]] = [[], []];
  const terminal = { print: (text: string) => out.push(text), tell: (text: string) => told.push(text), columns };
  printAnswer(answer, { output, terminal: terminal as never, say: speaker('en') });
  return { out: out.join('\n'), told: told.join('\n') };
}

describe('A list', () => {
  const page = { items: rows, next: 'abc', total: 9 };
  it('is a table with a heading, names instead of ids, and columns that hold for wide letters', () => {
    const lines = printed(page, 'table').out.split('\n');
    expect(lines[0]).toBe('id      provider   since');
    expect(lines[1]).toBe('par_1   새벽 유통  –');
    expect(lines[2]).toBe('par_22  Nordhavn   2026-03-01');
  });
  it('says how to get the rest, beside the table', () =>
    expect(printed(page, 'table').told).toBe('Total: 9\nThere is more: --after abc, or --all.'));
  it('is cut at the edge of the terminal, never wrapped', () => {
    const lines = printed(page, 'table', 12).out.split('\n');
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(12);
  });
  it('is JSON as the server answered', () => expect(JSON.parse(printed(page, 'json').out)).toEqual(page));
  it('is CSV that can be read back, objects as JSON', () => {
    const [first] = parse(printed(page, 'csv').out, { columns: true }) as Record<string, string>[];
    expect(first).toEqual({ id: 'par_1', version: '1', provider: JSON.stringify(rows[0]!.provider), since: '' });
  });
  it('is one line of JSON per thing', () => {
    const lines = printed(page, 'ndjson')
      .out.split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map(({ id }) => id)).toEqual(['par_1', 'par_22']);
  });
  it('that is empty says so, and prints nothing', () =>
    expect(printed({ items: [], next: null }, 'table')).toEqual({ out: '', told: 'Nothing found.' }));
});

describe('A thing', () => {
  const because = [{ code: 'wrong_status', says: 'It is open.', mend: 'Wait.' }];
  const thing = {
    id: 'pin_1',
    status: 'open',
    commands: { revoke: { allowed: true }, use: { allowed: false, because } },
  };
  it('shows its facts and what may be done with it', () =>
    expect(printed(thing, 'table').out.split('\n')).toEqual([
      'id      pin_1',
      'status  open',
      'can: revoke',
      'cannot use: It is open.',
    ]));
  it('shows what it holds several of below each other', () => {
    const lines = [
      { skuId: 'A', quantity: 2 },
      { skuId: 'B', quantity: 1 },
    ];
    expect(printed({ id: 'crt_1', lines, asks: ['One thing.', 'Another.'] }, 'table').out.split('\n')).toEqual([
      'id     crt_1',
      'lines  sku id: A · quantity: 2',
      '       sku id: B · quantity: 1',
      'asks   One thing.',
      '       Another.',
    ]);
  });
  it('is one row as CSV', () => expect(printed(thing, 'csv').out).toBe('id,status\npin_1,open'));
});

describe('A value', () => {
  it.each([
    [null, '–'],
    [{ amount: '12.50', currency: 'KRW' }, '12.50 KRW'],
    [['a', { name: 'Miru' }], 'a, Miru'],
    [
      { deep: true, note: null, inside: { seats: 3, by: { name: 'Miru' } } },
      'deep: true · inside: (seats: 3 · by: Miru)',
    ],
    ['two\nlines', 'two lines'],
  ])('%j is shown as %s', (value, shown) => expect(shortly(value)).toBe(shown));
  it('cannot command the terminal', () => expect(harmless('a\u001b[31mred\u0007\u009b2J')).toBe('a[31mred2J'));
  it('is cut between letters, also wide ones', () => {
    expect(cut('새벽 유통', 6)).toBe('새벽 …');
    expect(cut('short', 5)).toBe('short');
  });
  it('is no formula in a spreadsheet', () =>
    expect(printed({ items: [{ name: '=1+1' }, { name: '-1' }] }, 'csv').out).toBe("name\n'=1+1\n'-1"));
});
