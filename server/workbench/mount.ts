// The workbench's own routes: where everything is, clock, snapshots, mails, names, vendor. Only for this machine.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { readMailbox } from '../capabilities/notices/offers.ts';
import type { Schedule } from '../platform/door/schedule.ts';
import type { TurnedClock } from '../platform/settings/clock.ts';
import type { Route } from '../platform/wire/operations.ts';
import type { World } from '../platform/world/world.ts';
import { seeClock, type Turning, turn, type Wish } from './clock.ts';
import { putRecord } from './names.ts';
import { listSnapshots, restoreSnapshot, takeSnapshot } from './snapshots.ts';
import { toldOf } from './told.ts';
import { Vendor, vendorPath } from './vendor.ts';

export type Bench = {
  /** Once the server listens: the vendor begins. */
  begin(port: number): Promise<void>;
  stop(): void;
};
type Mounting = {
  places: readonly { world: World; clock: TurnedClock }[];
  routes: readonly Route[];
  schedules: readonly Schedule[];
  log: Pick<Logger, 'error'>;
};

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** A page elsewhere must not reach it through somebody's browser: known host, and no foreign origin. */
function isLocal({ socket, headers, world }: FastifyRequest, worlds: readonly World[]): boolean {
  const { origin } = headers;
  const known = worlds.some((one) => one.origin === origin);
  return loopback.has(socket.remoteAddress ?? '') && world !== undefined && (origin === undefined || known);
}

const wrong = (reply: FastifyReply, says: string) => reply.code(400).send({ says });
const textIn = (body: unknown, name: string): string | undefined => {
  const value = (body as Record<string, unknown> | null)?.[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
};

export function mountWorkbench(app: FastifyInstance, { places, routes, schedules, log }: Mounting): Bench {
  const worlds = places.map(({ world }) => world);
  const byName = new Map(routes.map((route) => [route.operation.name as string, route]));
  const turnings = new Map(places.map(({ world, clock }) => [world, { world, clock, schedules }]));
  const failed = (error: unknown) => log.error({ err: error }, 'the pretended vendor failed');
  const vendors = new Map(worlds.map((world) => [world, new Vendor(world, app, failed)]));
  let answersAt = 0;
  app.register(async (bench) => {
    bench.addHook('onRequest', async (request, reply) => {
      if (!isLocal(request, worlds)) return reply.callNotFound();
    });
    mountPlace(bench, () => Promise.all(worlds.map((world) => toldOf(world, byName))));
    const time = { turningOf: (world: World) => turnings.get(world)!, restored: (world: World) => begin(world) };
    mountTime(bench, time);
    mountVendor(bench, (world) => vendors.get(world)!);
  });
  const begin = async (world: World) => vendors.get(world)!.begin(answersAt).catch(failed);
  return {
    begin: async (port) => {
      answersAt = port;
      await Promise.all(worlds.map(begin));
    },
    stop: () => {
      for (const vendor of vendors.values()) vendor.stop();
    },
  };
}

function mountPlace(bench: FastifyInstance, clouds: () => Promise<unknown>): void {
  bench.get('/workbench/world', async () => ({ clouds: await clouds() }));
  bench.get('/workbench/mails', async ({ world, query }) => {
    const { to } = query as { to?: string };
    return { items: await readMailbox(world, to ? { to } : {}) };
  });
  bench.post('/workbench/dns', async ({ world, body }, reply) => {
    const [name, value] = [textIn(body, 'name'), textIn(body, 'value')];
    if (!name || !value) return wrong(reply, 'Give `name` and `value` of the TXT record.');
    await putRecord(world, { name, value });
    return { name, value };
  });
}

type Time = { turningOf(world: World): Turning; restored(world: World): Promise<void> };
function mountTime(bench: FastifyInstance, { turningOf, restored }: Time): void {
  bench.get('/workbench/clock', ({ world }) => seeClock(turningOf(world)));
  bench.post('/workbench/clock', async ({ world, body }, reply) => {
    const turned = await turn(turningOf(world), (body ?? {}) as Wish);
    if (!turned.ok) return wrong(reply, turned.says);
    world.recorded();
    return { ...turned.clock, done: turned.done };
  });
  bench.get('/workbench/snapshots', async ({ world }) => ({ items: await listSnapshots(world) }));
  bench.post('/workbench/snapshots', async ({ world, body }, reply) => {
    const made = await takeSnapshot(turningOf(world), textIn(body, 'name') ?? 'Snapshot');
    return reply.code(201).send(made);
  });
  bench.post('/workbench/snapshots/:id/restore', async ({ world, params }, reply) => {
    const snapshot = await restoreSnapshot(turningOf(world), (params as { id: string }).id);
    if (!snapshot) return reply.callNotFound();
    await restored(world);
    return snapshot;
  });
}

/** The address of the vendor's webhook; it reads the bytes as they were signed. */
function mountVendor(bench: FastifyInstance, vendorOf: (world: World) => Vendor): void {
  bench.register(async (inside) => {
    inside.removeAllContentTypeParsers();
    inside.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => done(null, text));
    inside.post(vendorPath, async ({ world, headers, body }, reply) => {
      const status = await vendorOf(world).receive({ headers, text: String(body) });
      return reply.code(status).send();
    });
  });
}
