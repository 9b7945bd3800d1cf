// What the contract promises a person can do: everything but what only programs want, each with its reason.
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../contract/operation.ts';
import { code, isTest, paths } from './tree.ts';

/** Operations without a page or a button, and why nobody misses one. */
const forPrograms: Readonly<Record<string, string>> = {
  'event.list': 'a feed by cursor; a person reads the same in the activity log',
  'subscription.confirm': 'said by the system of the vendor that has provisioned it',
  'subscription.fail': 'said by the system of the vendor that could not provision it',
};

const isOperation = (one: unknown): one is Operation =>
  typeof one === 'object' && one !== null && 'method' in one && 'path' in one && 'name' in one;

describe('The portal', () => {
  it('calls every operation of the contract but those for programs', async () => {
    const portal = code()
      .filter(({ path }) => /^portal\/(?!reference\/)/.test(path) && !isTest(path))
      .map(({ text }) => text)
      .join('\n');
    const uncalled: string[] = [];
    for (const path of paths('contract').filter((one) => one.endsWith('.ts') && !isTest(one))) {
      const room: Record<string, unknown> = await import(`../../${path}`);
      for (const [name, one] of Object.entries(room)) {
        if (isOperation(one) && !new RegExp(`\\b${name}\\b`).test(portal)) uncalled.push(one.name);
      }
    }
    expect(uncalled.sort()).toEqual(Object.keys(forPrograms).sort());
  });
});
