// The short form of `npm run crash`: the built server, killed under load on both engines, loses nothing.
import { expect, it } from 'vitest';
import { type EngineName, rounds } from './rounds.ts';

const small = { partners: 2, customers: 20, subscriptionsEach: 1, carts: 2_000 };

it.each<[EngineName, number]>([
  ['embedded', 1],
  ['postgresql', 1],
])(
  'On %s, killed %i time under load, whatever was acknowledged is there and nothing is half done',
  async (engine, count) => expect(await rounds(engine, count, small)).toMatchObject({ rounds: count, passed: count }),
);
