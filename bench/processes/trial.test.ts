// Three processes, one killed, one refused, the server read-only and restarted: only 503 meanwhile, and nothing lost.
import { expect, it } from 'vitest';
import { trial } from './trial.ts';

it('Several processes over one server lose nothing and answer nothing but 503 while one of them is away', async () => {
  const outcome = await trial({ partners: 2, customers: 20, subscriptionsEach: 1, carts: 6_000 });
  expect(outcome.faults).toEqual([]);
  expect(outcome.acknowledged).toBeGreaterThan(0);
});
