// Rounds of starting, loading and killing the server on one engine, each followed by a look at what is left.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Engine } from '../../server/platform/database/database.ts';
import { openEmbedded } from '../../server/platform/database/embedded/engine.ts';
import { openPostgres } from '../../server/platform/database/postgres.ts';
import { freshDatabase } from '../../tests/postgres.ts';
import { say } from '../report.ts';
import { type Product, startProduct } from '../side/product.ts';
import { durableServer } from '../side/stage.ts';
import type { Plan } from '../town/rows.ts';
import { buildSmallTown, schema } from '../town/town.ts';
import { faultsIn } from './check.ts';
import { type Door, loadUntil, type Sent, send } from './load.ts';

export type EngineName = 'postgresql' | 'embedded';
export type Tally = {
  engine: EngineName;
  rounds: number;
  passed: number;
  acknowledged: number;
  'cut off': number;
  'asked again': number;
};
const usual: Plan = { partners: 5, customers: 500, subscriptionsEach: 1, carts: 20_000 };
/** A new database after so many, since every look reads all of it. */
const roundsPerDatabase = 20;
const againMax = 20;
const killMs = { least: 200, most: 2_500 };

type House = { settings: Record<string, string>; open(): Promise<Engine>; remove(): Promise<void> };

async function houseOn(engine: EngineName, server: string): Promise<House> {
  if (engine === 'embedded') {
    const folder = mkdtempSync(join(tmpdir(), 'kontor-crash-'));
    const remove = async () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    return { settings: { KONTOR_DATA: folder }, open: () => openEmbedded({ folder, guarded: false }), remove };
  }
  const { url, drop } = await freshDatabase(server);
  return { settings: { KONTOR_DATABASE_URL: url }, open: () => openPostgres({ url, guarded: false }), remove: drop };
}

/** Asks once more for some that were answered and some that were cut off. */
async function againOf(door: Door, sent: readonly Sent[]): Promise<string[]> {
  const faults: string[] = [];
  const some = [...sent.filter(({ answer }) => answer).slice(-againMax), ...sent.filter(({ answer }) => !answer)];
  for (const one of some) {
    const answer = await send(door, one);
    if (!answer.ok) faults.push(`asked again and refused: ${one.path} ${answer.status} ${answer.text.slice(0, 300)}`);
    if (!one.answer) continue;
    if (!answer.isReplayed || answer.text !== one.answer.text) faults.push(`not the first answer: ${one.path}`);
  }
  return faults;
}

async function tokensOf(product: Product, plan: Plan): Promise<string[]> {
  const tokens: string[] = [];
  for (let partner = 0; partner < plan.partners; partner += 1) tokens.push(await product.tokenOf(partner));
  return tokens;
}

type Round = { house: House; plan: Plan; before: readonly Sent[]; carts: number };
async function round({ house, plan, before, carts }: Round) {
  const product = await startProduct(house.settings);
  const tokens = await tokensOf(product, plan);
  const faults = await againOf({ port: product.port, tokens }, before);
  let isOver = false;
  const loading = loadUntil(() => isOver, { port: product.port, plan, tokens }, carts);
  await pause(killMs.least + Math.random() * (killMs.most - killMs.least));
  await product.end('SIGKILL');
  isOver = true;
  const loaded = await loading;
  await pause(100);
  const engine = await house.open();
  faults.push(...loaded.refused, ...(await faultsIn(engine.schema(schema), loaded.sent)));
  await engine.close();
  return { faults, ...loaded };
}

type Site = { engine: EngineName; server: string; plan: Plan };
async function newHouse({ engine, server, plan }: Site): Promise<House> {
  const house = await houseOn(engine, server);
  const opened = await house.open();
  await buildSmallTown(opened, plan);
  await opened.close();
  return house;
}

/** Says each fault; a round passes that has none. */
export async function rounds(engine: EngineName, count: number, plan = usual): Promise<Tally> {
  const server = engine === 'postgresql' ? await durableServer() : undefined;
  const tally: Tally = { engine, rounds: 0, passed: 0, acknowledged: 0, 'cut off': 0, 'asked again': 0 };
  let house: House | undefined;
  let before: readonly Sent[] = [];
  let carts = 0;
  for (let no = 0; no < count; no += 1) {
    if (no % roundsPerDatabase === 0) {
      await house?.remove();
      house = await newHouse({ engine, server: server?.url ?? '', plan });
      [before, carts] = [[], 0];
    }
    const done = await round({ house: house!, plan, before, carts });
    for (const fault of done.faults.slice(0, 5)) say(`${engine}, round ${no + 1}: ${fault}`);
    tally.rounds += 1;
    tally.passed += Number(done.faults.length === 0);
    tally.acknowledged += done.sent.filter(({ answer }) => answer).length;
    tally['cut off'] += done.sent.filter(({ answer }) => !answer).length;
    tally['asked again'] += before.length;
    [before, carts] = [done.sent, done.carts];
    if ((no + 1) % 10 === 0) say(`${engine}: ${tally.passed} of ${no + 1} rounds, ${tally.acknowledged} acknowledged`);
  }
  await house?.remove();
  await server?.stop();
  return tally;
}
