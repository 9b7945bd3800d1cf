// Three processes over one PostgreSQL server under load, while one is killed and the server is not always there.
import { setTimeout as pause } from 'node:timers/promises';
import sql from 'sql-template-tag';
import { type Engine, script, type Tx } from '../../server/platform/database/database.ts';
import { openPostgres } from '../../server/platform/database/postgres.ts';
import { freshDatabase } from '../../tests/postgres.ts';
import { faultsIn } from '../crash/check.ts';
import { loadUntil } from '../crash/load.ts';
import { type Product, startProduct } from '../side/product.ts';
import { durableServer } from '../side/stage.ts';
import type { Plan } from '../town/rows.ts';
import { buildSmallTown, schema } from '../town/town.ts';

export type Outcome = { acknowledged: number; unanswered: number; faults: string[] };

const processCount = 3;
const readOnlyMs = 2_000;

async function tokensOf(product: Product, plan: Plan): Promise<string[]> {
  const tokens: string[] = [];
  for (let partner = 0; partner < plan.partners; partner += 1) tokens.push(await product.tokenOf(partner));
  return tokens;
}

/** Each a reload that every session of the server obeys at once. */
const takingWrites = async (engine: Engine, isTaking: boolean): Promise<void> => {
  const value = isTaking ? 'off' : 'on';
  await engine.schema('public').read(async (tx) => {
    await tx.query(script(`alter system set default_transaction_read_only = ${value}`));
    await tx.query(script('select pg_reload_conf()'));
  });
};

/** A backend that dies takes all others with it, and the server starts again and recovers from its log. */
async function crashed(engine: Engine): Promise<void> {
  const own = async (tx: Tx) => (await tx.query<{ pid: number }>(sql`select pg_backend_pid() as pid`))[0]!.pid;
  process.kill(await engine.schema('public').read(own), 'SIGKILL');
}

async function refusesAnotherSecret(url: string): Promise<string[]> {
  const other = { KONTOR_DATABASE_URL: url, KONTOR_SECRET: 'Zk3vP9qLw7YtRb2HnXs6JdMf8CgUaE5oKi1' };
  const started = await startProduct(other).catch((error: Error) => error.message);
  if (typeof started === 'string') return started.includes('another secret') ? [] : [`it ended otherwise: ${started}`];
  await started.end();
  return ['a process with another secret serves'];
}

async function isOnceEach(engine: Engine): Promise<string[]> {
  const rows = await engine.schema(schema).read((tx) =>
    tx.query<{ kind: string; many: number }>(sql`select kind, count(*)::int as many from jobs
      where every_seconds is not null group by kind having count(*) > 1`),
  );
  const due = await engine.schema(schema).read((tx) => tx.query(sql`select 1 from jobs where kind = 'due'`));
  return [...rows.map(({ kind }) => `${kind} is there more than once`), ...(due.length ? [] : ['nothing is due'])];
}

/** What is done to them, in order, while the load goes on. */
async function trouble(engine: Engine, { url, products }: { url: string; products: readonly Product[] }) {
  await pause(1_000);
  await products[0]!.end('SIGKILL');
  const faults = await refusesAnotherSecret(url);
  await takingWrites(engine, false);
  await pause(readOnlyMs);
  await takingWrites(engine, true);
  await crashed(engine);
  await pause(3_000);
  return faults;
}

export async function trial(plan: Plan): Promise<Outcome> {
  const server = await durableServer();
  const { url, drop } = await freshDatabase(server.url);
  const engine = await openPostgres({ url, guarded: false });
  await buildSmallTown(engine, plan);
  // What the processes say of a server that is away is no news here.
  const settings = { KONTOR_DATABASE_URL: url, KONTOR_LOG_LEVEL: 'fatal' };
  const products = await Promise.all(Array.from({ length: processCount }, () => startProduct(settings)));
  let isOver = false;
  const doors = await Promise.all(
    products.map(async (product) => ({ port: product.port, tokens: await tokensOf(product, plan) })),
  );
  const loading = doors.map((door, no) =>
    loadUntil(() => isOver, { ...door, plan }, Math.floor((no * plan.carts) / processCount)),
  );
  const faults = await trouble(engine, { url, products });
  isOver = true;
  const loads = await Promise.all(loading);
  const sent = loads.flatMap((one) => one.sent);
  await Promise.all(products.slice(1).map((product) => product.end()));
  const after = await openPostgres({ url, guarded: false });
  faults.push(...loads.flatMap(({ refused }) => refused), ...(await isOnceEach(after)));
  faults.push(...(await faultsIn(after.schema(schema), sent)));
  await Promise.all([engine.close(), after.close()]);
  await drop();
  await server.stop();
  const acknowledged = sent.filter(({ answer }) => answer).length;
  return { acknowledged, unanswered: sent.length - acknowledged, faults };
}
