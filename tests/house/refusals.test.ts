// Every refusal that a room declares is explained in three languages and produced by some test; no other one has texts.
import { describe, expect, it } from 'vitest';
import { languages, messages } from '../../messages/catalogue.ts';
import { declaredRefusals } from '../../run/generated/tree.ts';
import { code, isTest, type Source } from './tree.ts';

const declared = await declaredRefusals();
const codes = [...new Set(declared.flatMap(({ refusals }) => Object.keys(refusals)))];

/** Whether a test names the code as a text of its own. */
const isProduced = (refusal: string, tests: readonly Source[]): boolean =>
  tests.some(({ text }) => new RegExp(`['"\`]${refusal}['"\`]`).test(text));

const explained = (): string[] => [
  ...new Set(Object.keys(messages.en).flatMap((key) => /^refusal\.(.+)\.(says|mend)$/.exec(key)?.[1] ?? [])),
];

describe('A refusal', () => {
  it('has a name that says the obstacle', () =>
    expect(codes.filter((one) => !/^[a-z]+(_[a-z]+)*$/.test(one))).toEqual([]));
  it.each(languages)('says what is wrong and how to mend it (%s)', (language) => {
    const keys = codes.flatMap((one) => [`refusal.${one}.says`, `refusal.${one}.mend`]);
    expect(keys.filter((key) => !messages[language][key])).toEqual([]);
  });
  it('is declared wherever it is explained', () =>
    expect(explained().filter((one) => !codes.includes(one))).toEqual([]));
  it('is produced by a test', () => {
    const tests = code().filter(({ path }) => isTest(path) && path !== 'tests/house/refusals.test.ts');
    expect(codes.filter((one) => !isProduced(one, tests))).toEqual([]);
  });
  it('means the same wherever it is declared', () => {
    for (const one of codes) {
      const meanings = declared.flatMap(({ refusals }) => refusals[one] ?? []);
      expect(new Set(meanings.map(({ kind }) => kind)).size, one).toBe(1);
    }
  });
});

describe('The checker of refusals', () => {
  const tests = [{ path: 'a.test.ts', text: "expect(code).toBe('link_expired')" }];
  it('finds the code in a test', () => expect(isProduced('link_expired', tests)).toBe(true));
  it('is not satisfied by a part of it', () => expect(isProduced('expired', tests)).toBe(false));
});
