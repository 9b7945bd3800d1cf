// The queue of the embedded database: one at a time, nobody forgotten, no cloud before all others.
import { expect, it } from 'vitest';
import { Turns } from './connection-queue.ts';

async function orderOf(asked: [lane: string, isAhead?: boolean][]): Promise<string[]> {
  const turns = new Turns(120);
  const order: string[] = [];
  const endFirst = await turns.take('first');
  const all = asked.map(async ([lane, isAhead]) => {
    const end = await turns.take(lane, isAhead);
    order.push(lane);
    end();
  });
  endFirst();
  await Promise.all(all);
  return order;
}

it('serves the lanes in turn', async () => {
  expect(await orderOf([['a'], ['a'], ['a'], ['b'], ['b'], ['c']])).toEqual(['a', 'b', 'c', 'a', 'b', 'a']);
});

it('serves those ahead first', async () => {
  expect(await orderOf([['a'], ['b'], ['sign-in', true]])).toEqual(['sign-in', 'a', 'b']);
});

it('never gives two turns at once', async () => {
  const turns = new Turns(120);
  let taken = 0;
  let most = 0;
  const one = async (lane: string) => {
    const end = await turns.take(lane);
    taken += 1;
    most = Math.max(most, taken);
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 2));
    taken -= 1;
    end();
  };
  await Promise.all(Array.from({ length: 60 }, (_, i) => one(`lane ${i % 4}`)));
  expect([most, taken]).toEqual([1, 0]);
});

it('does not let anybody wait for ever, and serves the others afterwards', async () => {
  const turns = new Turns(0.03);
  const end = await turns.take('a');
  const impatient = turns.take('a');
  await expect(impatient).rejects.toMatchObject({ name: 'DatabaseBusy' });
  const next = turns.take('b');
  end();
  (await next)();
  (await turns.take('a'))();
});
