// P5: the same requests against ten thousand rows and against ten million, in turns, with few connections.
import type { Found, Row } from '../report.ts';
import { say } from '../report.ts';
import { type Child, startChild } from '../side/child.ts';
import type { Asked } from '../side/load.ts';
import { memoryOf } from '../side/processor.ts';
import { rounds } from '../side/rounds.ts';
import { medianOf } from '../side/spread.ts';
import { durableServer, loaded, oneOf, pageOf, renameOf, type Scene, sceneIn } from '../side/stage.ts';
import { buildTown } from '../town/town.ts';

const subscriptionsEach = 10;
const bigCustomers = Number(process.env.KONTOR_BENCH_CUSTOMERS ?? 1_000_000);
const townOf = (customers: number) => ({
  partners: Math.max(20, customers / 500),
  customers,
  subscriptionsEach,
  carts: 0,
});
const load = { connections: 4, seconds: 3 };
const sample = 20_000;

const kinds: Readonly<Record<string, (scene: Scene) => Asked[]>> = {
  page: pageOf,
  one: (scene) => oneOf(scene, sample),
  command: (scene) => renameOf(scene, sample),
};

const grouped = (value: number) => value.toLocaleString('en');
type Scenes = Readonly<Record<'small' | 'big', Scene>>;

/** One kind of request, in turns on both. */
async function compared(child: Child, scenes: Scenes, kind: string): Promise<{ ratio: number; row: Row }> {
  const requestsOf = kinds[kind]!;
  const requests = { small: requestsOf(scenes.small), big: requestsOf(scenes.big) };
  const took: { small: number[]; big: number[] } = { small: [], big: [] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const size of round % 2 ? (['small', 'big'] as const) : (['big', 'small'] as const)) {
      const { port } = scenes[size].product;
      const found = await loaded(child, { ...load, port, requests: requests[size] });
      if (round > 0) took[size].push(found.p50);
    }
  }
  const best = { small: Math.min(...took.small), big: Math.min(...took.big) };
  const ratio = best.big / best.small;
  const p50 = { 'p50 ms at 10 k': best.small, [`at ${grouped(bigCustomers * subscriptionsEach)}`]: best.big };
  return {
    ratio,
    row: { request: kind, ...p50, ratio, 'of medians': medianOf(took.big) / medianOf(took.small), rounds },
  };
}

export async function measure(): Promise<Found[]> {
  const server = await durableServer();
  const small = await buildTown(server.url, townOf(1_000));
  say(`Loading ${grouped(bigCustomers * subscriptionsEach)} subscriptions …`);
  const big = await buildTown(server.url, townOf(bigCustomers));
  say(`Loaded in ${big.loadedSeconds.toFixed(0)} s.`);
  const scenes = { small: await sceneIn(small), big: await sceneIn(big) };
  const child = startChild('load');
  const all = [];
  for (const kind of Object.keys(kinds)) all.push(await compared(child, scenes, kind));
  const worst = Math.max(...all.map(({ ratio }) => ratio));
  const memory = memoryOf(scenes.big.product.pid);
  await child.end();
  for (const scene of Object.values(scenes)) await scene.product.end();
  await big.drop();
  await server.stop();
  const found: Found = {
    ...{ id: 'P5', what: 'p50 of page, one and command at size', floor: '≤ 1.3 ×', goal: '≤ 1.1 ×' },
    figure: `${worst.toFixed(2)} × of 10 k rows`,
    ...{ isAtFloor: worst <= 1.3, isAtGoal: worst <= 1.1, rows: all.map(({ row }) => row) },
    notes: [
      `${grouped(bigCustomers)} customers and ${grouped(bigCustomers * subscriptionsEach)} subscriptions with their ` +
        `twins, loaded and indexed in ${big.loadedSeconds.toFixed(0)} s.`,
      `${load.connections} connections, ${load.seconds} s a turn; spread over 20 partners; best of ${rounds}.`,
      `The process in front of the big one held ${Math.round(memory.now)} MB.`,
    ],
  };
  return [found];
}
