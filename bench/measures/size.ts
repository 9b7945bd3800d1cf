// P5: the same requests against ten thousand rows and against ten million, in turns, with few connections; also what
// looks at all rows of everybody.
import type { Found, Row } from '../report.ts';
import { say } from '../report.ts';
import { type Child, startChild } from '../side/child.ts';
import type { Asked } from '../side/load.ts';
import { memoryOf } from '../side/processor.ts';
import { rounds, spreadOfRatios } from '../side/rounds.ts';
import { medianOf } from '../side/spread.ts';
import { durableServer, loaded, oneOf, pageOf, renameOf, type Scene, sceneIn } from '../side/stage.ts';
import { operatorsProgram } from '../town/rows.ts';
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

/** After the town was filled, so that everything was true then. */
const past = '2026-03-01T00:00:00Z';
const relationships = '/api/v1/relationships?limit=20';
/** The operator sees all rows of everybody: whatever looks at each of them grows. */
const asOperator = (path: string) => (_scene: Scene, token: string) => [{ method: 'GET' as const, path, token }];
const asEach = (path: string) => (scene: Scene) => pageOf(scene).map((asked) => ({ ...asked, path }));
const kinds: Readonly<Record<string, (scene: Scene, operatorsToken: string) => Asked[]>> = {
  page: pageOf,
  one: (scene) => oneOf(scene, sample),
  command: (scene) => renameOf(scene, sample),
  'page in the past': asEach(`${relationships}&asOf=${past}`),
  "operator's page": asOperator(relationships),
  "operator's page with count=exact": asOperator(`${relationships}&count=exact`),
  "operator's page of origin=invited": asOperator(`${relationships}&origin=invited`),
  "operator's page in the past": asOperator(`${relationships}&asOf=${past}`),
  "operator's subscriptions in the past": asOperator(`/api/v1/subscriptions?limit=20&asOf=${past}`),
};

const grouped = (value: number) => value.toLocaleString('en');
type Scenes = Readonly<Record<'small' | 'big', Scene>>;

/** One kind of request, in turns on both. */
async function compared(child: Child, scenes: Scenes, kind: string): Promise<{ ratio: number; row: Row }> {
  const requestsOf = async (scene: Scene) => kinds[kind]!(scene, await scene.product.tokenFor(operatorsProgram));
  const requests = { small: await requestsOf(scenes.small), big: await requestsOf(scenes.big) };
  const took: { small: number[]; big: number[] } = { small: [], big: [] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const size of round % 2 ? (['small', 'big'] as const) : (['big', 'small'] as const)) {
      const { port } = scenes[size].product;
      const found = await loaded(child, { ...load, port, requests: requests[size] });
      if (round > 0) took[size].push(found.p50);
    }
  }
  const ratio = spreadOfRatios(took.big.map((big, round) => big / took.small[round]!));
  const p50 = {
    'p50 ms at 10 k': medianOf(took.small),
    [`at ${grouped(bigCustomers * subscriptionsEach)}`]: medianOf(took.big),
  };
  // Of times, not of rates: the least is the best.
  const row = { request: kind, ...p50, ratio: ratio.median, 'best ratio': ratio.worst, 'worst ratio': ratio.best };
  return { ratio: ratio.median, row: { ...row, rounds } };
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
    ...{ id: 'P5', what: 'p50 of reads and commands at size', floor: '≤ 1.3 ×', goal: '≤ 1.1 ×' },
    figure: `${worst.toFixed(2)} × of 10 k rows`,
    ...{ isAtFloor: worst <= 1.3, isAtGoal: worst <= 1.1, rows: all.map(({ row }) => row) },
    notes: [
      `${grouped(bigCustomers)} customers and ${grouped(bigCustomers * subscriptionsEach)} subscriptions with their ` +
        `twins, loaded and indexed in ${big.loadedSeconds.toFixed(0)} s.`,
      `${load.connections} connections, ${load.seconds} s a turn; the median of ${rounds} rounds counts.`,
      'Spread over 20 partners, or all asked by the operator, who sees the rows of everybody.',
      `The process in front of the big one held ${Math.round(memory.now)} MB.`,
    ],
  };
  return [found];
}
