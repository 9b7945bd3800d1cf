// Every numbered rule of the field is accounted for in docs/rules.csv: by a test, a text, a value, a reason, or a plan.
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { type Declared, declaredRefusals } from '../../run/generated/tree.ts';
import { capabilities } from './arrow-table.ts';
import { code, isTest, read, type Source, sources } from './tree.ts';

/** All numbers there are, as the field's rules were written down; a number is never reused. */
const numbers = {
  ACT: '1-26 30-42 50-56 60-65',
  ROL: '1-15',
  REL: '1-4 10-54 60-66 70-86 90-97 100-103 110-121 130-136 140-148',
  CHN: '1-6 10-22 30-36',
  SUB: '1-3 10-16 20-22 30-33 40-46 50-52 55-56 60-67 70-78 80-86 90-92',
  TRF: '1-13 20-27 30-37 40-45',
  ORD: '1-14 20-31 40-41 50-51 55 60 70-76',
  USR: '1-10',
  SUP: '1-11',
  AUD: '1-4 10-12 30 40-42',
  BIL: '1-27',
  CLD: '1-5 10-11',
  SEC: '1-16',
};
const count = 418;
const kinds = ['enforced', 'shown', 'data', 'outside', 'due'];
/** Beside the capabilities: rooms that hold a rule for all of them. */
const rooms = [...capabilities, 'access', 'clouds', 'identity', 'platform'];

type Rule = { number: string; kind: string; where: string; why: string };
/** `codes`: by the number of a rule, the refusals that are declared with it. */
type Tree = { files: readonly Source[]; tests: readonly Source[]; codes: ReadonlyMap<string, readonly string[]> };

const listed = (prefix: string, ranges: string): string[] =>
  ranges.split(' ').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, at) => `${prefix}-${`${first + at}`.padStart(3, '0')}`);
  });

const everyNumber = Object.entries(numbers).flatMap(([prefix, ranges]) => listed(prefix, ranges));

function unaccounted(rules: Rule[]): string[] {
  const seen = rules.map(({ number }) => number);
  const twice = seen.filter((number, at) => seen.indexOf(number) !== at);
  return [
    ...everyNumber.filter((number) => !seen.includes(number)).map((number) => `${number} is missing`),
    ...seen.filter((number) => !everyNumber.includes(number)).map((number) => `${number} is no rule`),
    ...twice.map((number) => `${number} stands twice`),
  ];
}

const isSentence = (text: string) => /^\p{Lu}.{15,}\.$/u.test(text);
/** Comments and titles of a test: what is asserted beside it is judged by mutation, not here. */
const isNamed = (number: string, { text }: Source) =>
  text.split('\n').some((line) => line.includes(number) && /\/\/|\/?\*|\b(it|test|describe)\b|['"`]/.test(line));

/** The number stands there, or a refusal that was declared with it is given there. */
const isKeptIn = ({ text }: Source, number: string, codes: Tree['codes']): boolean =>
  text.includes(number) || (codes.get(number) ?? []).some((refusal) => text.includes(`'${refusal}'`));

function faultOf({ number, kind, where, why }: Rule, { files, tests, codes }: Tree): string | undefined {
  if (!kinds.includes(kind)) return `has the kind "${kind}", which is none of ${kinds.join(', ')}`;
  if (kind === 'due') return rooms.includes(where) ? undefined : `is due in "${where}", which is no room`;
  if (kind === 'outside') return isSentence(why) ? undefined : 'is outside and needs one sentence why';
  const file = files.find(({ path }) => path === where);
  if (!file || isTest(where)) return `is ${kind} in "${where}", which is no file of the product`;
  if (!isKeptIn(file, number, codes))
    return `is not kept in "${where}": neither its number nor a refusal of it is there`;
  if (kind === 'data' || tests.some((test) => isNamed(number, test))) return undefined;
  return `is ${kind}, but no test names it in a title or comment`;
}

const faults = (rules: Rule[], tree: Tree): string[] =>
  rules.flatMap((rule, at) => {
    const fault = faultOf(rule, tree);
    return fault ? [`docs/rules.csv:${at + 2} ${rule.number} ${fault}`] : [];
  });

/** A refusal may stand for several rules, and a rule may refuse in several words. */
function codesByRule(declared: readonly Pick<Declared, 'refusals'>[]): ReadonlyMap<string, readonly string[]> {
  const codes = new Map<string, string[]>();
  for (const { refusals } of declared)
    for (const [refusal, { rule }] of Object.entries(refusals))
      for (const [number] of rule?.matchAll(/[A-Z]{3}-\d{3}/g) ?? [])
        codes.set(number, [...(codes.get(number) ?? []), refusal]);
  return codes;
}

const readRules = (text: string): Rule[] => parse(text, { columns: true });

describe('Every numbered rule', () => {
  const rules = readRules(read('docs/rules.csv').text);
  const tests = code().filter(({ path }) => isTest(path) && path !== 'tests/house/rules.test.ts');
  it(`is known: ${count} of them`, () => expect(everyNumber).toHaveLength(count));
  it('is accounted for once', () => expect(unaccounted(rules)).toEqual([]));
  it('leads to where it is kept, and to a test', async () => {
    const codes = codesByRule(await declaredRefusals());
    expect(faults(rules, { files: sources(/\.(tsx?|json|sql|md)$/), tests, codes })).toEqual([]);
  });
});

describe('The checker of rules', () => {
  const tree = {
    files: [
      { path: 'server/orders.ts', text: "// SUB-011, SUB-099\nif (isTooLate) return refuse(no('too_late'));" },
      { path: 'server/orders.test.ts', text: '// SUB-011' },
    ],
    tests: [{ path: 'orders.test.ts', text: "it('refuses a reseller (SUB-011)', () => {})\n// SUB-010: no agreement" }],
    codes: codesByRule([{ refusals: { too_late: { kind: 'conflict', rule: 'SUB-010' } } }]),
  };
  const rule = (text: string) => readRules(`number,kind,where,why\n${text}\n`);
  it('reads ranges', () => expect(listed('AUD', '1-3 30')).toEqual(['AUD-001', 'AUD-002', 'AUD-003', 'AUD-030']));
  it('finds what is missing, strange or twice', () => {
    const found = unaccounted(rule('ACT-001,due,orders,\nACT-001,due,orders,\nACT-999,due,orders,'));
    expect(found).toContain('ACT-002 is missing');
    expect(found).toContain('ACT-999 is no rule');
    expect(found).toContain('ACT-001 stands twice');
  });
  it.each([
    ['SUB-011,done,server/orders.ts,', 'has the kind "done"'],
    ['SUB-011,due,reports,', 'is due in "reports"'],
    ['SUB-011,outside,,because', 'needs one sentence why'],
    ['SUB-011,enforced,server/nowhere.ts,', 'which is no file of the product'],
    ['SUB-011,enforced,server/orders.test.ts,', 'which is no file of the product'],
    ['SUB-012,enforced,server/orders.ts,', 'is not kept in "server/orders.ts"'],
    ['SUB-012,data,server/orders.ts,', 'is not kept in "server/orders.ts"'],
    ['SUB-099,enforced,server/orders.ts,', 'no test names it'],
    ['SUB-099,shown,server/orders.ts,', 'no test names it'],
  ])('refuses %s', (line, fault) => {
    const [found] = faults(rule(line), tree);
    expect(found).toMatch(/^docs\/rules\.csv:2 SUB-0/);
    expect(found).toContain(fault);
  });
  it.each(['SUB-010,enforced,server/orders.ts,', 'SUB-011,shown,server/orders.ts,', 'SUB-099,data,server/orders.ts,'])(
    'accepts %s',
    (line) => expect(faults(rule(line), tree)).toEqual([]),
  );
});
