// Who opens a page by its address without the role is told who may: what is asked for that fits the contract.
import { Check } from 'typebox/value';
import { expect, it } from 'vitest';
import type { Me } from '../contract/identity.ts';
import { askedBy, neededAt } from './needed.ts';

const korean = {
  organization: 'org_miru',
  memberships: [{ organization: { id: 'org_miru', name: 'Miru', country: 'KR' } }],
} as unknown as Me;

const readable = Object.entries(neededAt).filter(
  ([, { operation }]) => operation.method === 'GET' && !operation.path.includes('{'),
);

it.each(readable)('%s asks its list for what the list needs, as the market of a price', (_path, needed) => {
  const query = askedBy(needed, korean);
  expect(query).toBeDefined();
  expect(Check(needed.operation.query, query)).toBe(true);
});

it('Prices are asked for in the own market, and nothing is carried out to learn who may', () => {
  expect(askedBy(neededAt['/prices']!, korean)).toEqual({ market: 'KR' });
  const making = Object.values(neededAt).find(({ operation }) => operation.method === 'POST')!;
  expect(askedBy(making, korean)).toBeUndefined();
});
