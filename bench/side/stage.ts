// Where figures are taken: a durable PostgreSQL server with a town, the product before it, and who makes the load.
import { type Server, startPostgres } from '../../tests/postgres.ts';
import { idOf, type Plan, partnerOf, relationshipOf } from '../town/rows.ts';
import { buildTown, type Town } from '../town/town.ts';
import { type Child, startChild } from './child.ts';
import type { Asked, Job, Loaded } from './load.ts';
import { type Product, startProduct } from './product.ts';

/** A commit waits for the disk, as in production. Loading in bulk goes past the log, and checkpoints are rare. */
const settings = {
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_wal_size: '8GB',
  checkpoint_timeout: '30min',
  shared_buffers: '1GB',
};
export const durableServer = (): Promise<Server> => startPostgres({ isDurable: true, settings });

export type Scene = { town: Town; product: Product; tokens: ReadonlyMap<number, string> };
export type Stage = { server: Server; scene: Scene; load: Child; end(): Promise<void> };

const callersMax = 20;
/** The partners that call: all of a small town, some from everywhere in a big one. */
export const callersOf = ({ partners }: Plan): number[] => {
  const count = Math.min(partners, callersMax);
  return Array.from({ length: count }, (_, i) => Math.floor((i * partners) / count));
};

export async function sceneIn(town: Town): Promise<Scene> {
  const product = await startProduct({ KONTOR_DATABASE_URL: town.url });
  const tokens = new Map<number, string>();
  for (const partner of callersOf(town.plan)) tokens.set(partner, await product.tokenOf(partner));
  return { town, product, tokens };
}

export async function stageFor(plan: Plan): Promise<Stage> {
  const server = await durableServer();
  const town = await buildTown(server.url, plan);
  const scene = await sceneIn(town);
  const load = startChild('load');
  const end = async () => {
    await load.end();
    await scene.product.end();
    await server.stop();
  };
  return { server, scene, load, end };
}

export const loaded = (load: Child, job: Job): Promise<Loaded> =>
  load.ask<Loaded>(job).then((found) => {
    if (found.bad > 0) throw new Error(`${found.bad} of ${found.count} requests were refused: ${found.badSample}`);
    return found;
  });

/** A spread of the town's customers, each with the caller to whom it belongs. */
export function* customersOf({ plan }: Town, many: number): Generator<{ customer: number; partner: number }> {
  const callers = callersOf(plan);
  const each = Math.floor(plan.customers / plan.partners);
  for (let i = 0; i < many; i += 1) {
    const partner = callers[i % callers.length]!;
    const customer = ((Math.floor(i / callers.length) * 7919) % each) * plan.partners + partner;
    if (customer > 0) yield { customer, partner: partnerOf(customer, plan) };
  }
}

export const pageOf = ({ tokens }: Scene): Asked[] =>
  [...tokens.values()].map((token) => ({ method: 'GET', path: '/api/v1/relationships?limit=20', token }));
export const oneOf = ({ town, tokens }: Scene, many: number): Asked[] =>
  [...customersOf(town, many)].map(({ customer, partner }) => ({
    method: 'GET',
    path: `/api/v1/relationships/${relationshipOf(customer)}`,
    token: tokens.get(partner)!,
  }));
export const renamed = '{"customerName":"Customer {number}"}';
export const renameOf = ({ town, tokens }: Scene, many: number): Asked[] =>
  [...customersOf(town, many)].map(({ customer, partner }) => ({
    method: 'POST',
    path: `/api/v1/relationships/${relationshipOf(customer)}/rename`,
    token: tokens.get(partner)!,
    body: renamed,
    isKeyed: true,
  }));

export const barePage = (partners: Iterable<number>): Asked[] =>
  [...partners].map((partner) => ({ method: 'GET', path: `/list/${idOf('org', 1_000_000_000 + partner)}` }));
export const bareOne = (town: Town, many: number): Asked[] =>
  [...customersOf(town, many)].map(({ customer }) => ({ method: 'GET', path: `/one/${relationshipOf(customer)}` }));
