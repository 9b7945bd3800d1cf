// P1 and P2: a page of twenty and one by its id, beside a bare route that answers the same bytes.
import type { Found } from '../report.ts';
import { startChild } from '../side/child.ts';
import type { Asked, Loaded } from '../side/load.ts';
import { inTurns, ratioOf, rounds, rowsOf, type Side, told } from '../side/rounds.ts';
import { bareOne, barePage, callersOf, loaded, oneOf, pageOf, type Stage, stageFor } from '../side/stage.ts';
import { schema } from '../town/town.ts';

const plan = { partners: 20, customers: 10_000, subscriptionsEach: 10, carts: 0 };
const load = { connections: 32, seconds: 3 };
const sample = 4_000;

async function sampleOf(port: number, { path, token }: Asked) {
  const answer = await fetch(`http://localhost:${port}${path}`, { headers: { authorization: `Bearer ${token}` } });
  return (await answer.json()) as { items: { commands: object }[]; commands: object };
}

type Compared = {
  id: string;
  what: string;
  floor: number;
  goal: number;
  ours: readonly Asked[];
  bare: readonly Asked[];
};
async function compared(stage: Stage, bare: { port: number; pid: number }, asked: Compared): Promise<Found> {
  const { product } = stage.scene;
  const run = (port: number, requests: readonly Asked[]): Promise<Loaded> =>
    loaded(stage.load, { ...load, port, requests });
  const sides: Side[] = [
    { name: 'Kontor', pid: product.pid, run: () => run(product.port, asked.ours) },
    { name: 'bare', pid: bare.pid, run: () => run(bare.port, asked.bare) },
  ];
  const turns = await inTurns({ sides, server: stage.server.url });
  const ratio = ratioOf(turns, 'Kontor', 'bare');
  const { id, what, floor, goal } = asked;
  return {
    ...{ id, what, floor: `${floor} ×`, goal: `${goal} ×` },
    figure: told(ratio, 'the bare route'),
    ...{ isAtFloor: ratio.median >= floor, isAtGoal: ratio.median >= goal },
    rows: rowsOf(turns),
    notes: [
      `The median of ${rounds} rounds counts; each side takes its turn in each.`,
      `${load.connections} connections, ${load.seconds} s a turn; ${plan.customers} customers of 20 partners.`,
      'The bare route has no callers, roles or reasons; it answers the same fields from one query, by a schema.',
      'Both send the reads of one turn in one packet (decision 0037), over eight connections.',
    ],
  };
}

export async function measure(wanted: readonly string[]): Promise<Found[]> {
  const stage = await stageFor(plan);
  const { town, product } = stage.scene;
  const [ofList, ofOne] = await Promise.all([
    sampleOf(product.port, pageOf(stage.scene)[0]!),
    sampleOf(product.port, oneOf(stage.scene, 2)[0]!),
  ]);
  const child = startChild('bare');
  const start = { url: town.url, schema, inList: ofList.items[0]!.commands, inOne: ofOne.commands };
  const { port } = await child.ask<{ port: number }>(start);
  const bare = { port, pid: child.pid };
  const all: Compared[] = [
    {
      id: 'P1',
      what: 'a page of 20 customers, filtered to the caller',
      ...{ floor: 0.5, goal: 0.75 },
      ours: pageOf(stage.scene),
      bare: barePage(callersOf(plan)),
    },
    {
      id: 'P2',
      what: 'one relationship by its id',
      ...{ floor: 0.7, goal: 0.9 },
      ours: oneOf(stage.scene, sample),
      bare: bareOne(town, sample),
    },
  ];
  const found: Found[] = [];
  for (const one of all) if (wanted.includes(one.id)) found.push(await compared(stage, bare, one));
  await child.end();
  await stage.end();
  return found;
}
