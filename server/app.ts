// The wiring: one process that serves portal, API and sign-in for its clouds, and does what time and the outbox ask.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify';
import { bury } from './capabilities/jobs/routes.ts';
import { findOperator } from './capabilities/organizations/store.ts';
import { mountDocs } from './docs.ts';
import { mountHealth } from './health.ts';
import { authenticate } from './identity/authenticate.ts';
import { tidyIdentity } from './identity/housekeeping.ts';
import { mountIdentity } from './identity/mount.ts';
import { installationSecret, openClouds, openEngine, type Say } from './open.ts';
import { makeClock } from './platform/clock.ts';
import type { Settings } from './platform/config.ts';
import { identityLimitsIn } from './platform/identity-limits.ts';
import { makeLog } from './platform/log.ts';
import { protect, rationing } from './platform/protect.ts';
import { runDue } from './platform/schedule.ts';
import { serve } from './platform/serve.ts';
import type { World } from './platform/thing.ts';
import { makeWake, type Wake } from './platform/wake.ts';
import { startWorker } from './platform/worker.ts';
import { mountPortal } from './portal.ts';
import { jobKinds, pumps, routes, schedules } from './rooms.ts';
import { buildWorld } from './workbench/build.ts';
import { casts } from './workbench/cast.ts';
import { mountWorkbench } from './workbench/mount.ts';
import { makeWorld } from './world.ts';

export type Running = { app: FastifyInstance; worlds: readonly World[]; origin: string; close(): Promise<void> };
type Place = { root: string; say: Say };
const dueEveryMs = 15_000;
const tidyEveryMs = 600_000;

/** Starts everything; what was opened is closed again when a later step fails. */
export async function start(settings: Settings, place: Place): Promise<Running> {
  const engine = await openEngine(settings);
  try {
    const opened = await openClouds(engine, settings, place);
    const port = settings.port === 0 ? await freePort(settings.host) : settings.port;
    const secret = installationSecret(settings);
    const wakes = new Map<World, Wake>();
    const worlds = await Promise.all(
      opened.map(async ({ cloud, database }, i) => {
        const known = { operator: await database.read(findOperator) };
        const limits = limitsOf(settings);
        const wake = makeWake();
        const origin = originOf(settings, { port, label: i === 0 ? undefined : cloud.label });
        const world = makeWorld({
          cloud,
          database,
          clock: makeClock(),
          origin,
          secret,
          limits,
          operator: () => known.operator,
          recorded: wake.ring,
        });
        if (settings.mode === 'demo' && !known.operator) {
          place.say(`Building the demo world of ${cloud.id} …`);
          const operatorFounded = async () => {
            known.operator = await database.read(findOperator);
          };
          await buildWorld({ world, routes, cast: casts[cloud.id]!, operatorFounded, say: place.say });
        }
        wakes.set(world, wake);
        return world;
      }),
    );
    const running = await listening(settings, { worlds, wakes, port, root: place.root });
    const close = async () => {
      await running.close();
      await engine.close();
    };
    return { ...running, worlds, origin: worlds[0]!.origin, close };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

const limitsOf = (settings: Settings): World['limits'] => {
  const { reactionsMax, pageRowsMax, previewMinutes, idempotencyHours, webhooksReachLoopback } = settings;
  return {
    ...{ reactionsMax, pageRowsMax, previewMinutes, idempotencyHours },
    webhooksReachLoopback: webhooksReachLoopback === 'yes',
    identity: identityLimitsIn(settings),
  };
};

/** The first cloud answers on the origin itself, each further one on its label before it. */
function originOf(settings: Settings, { port, label }: { port: number; label: string | undefined }): string {
  const scheme = settings.tlsCert ? 'https' : 'http';
  const url = new URL(settings.origin || `${scheme}://localhost:${port}`);
  if (label) url.hostname = `${label}.${url.hostname}`;
  return url.origin;
}

function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, host, () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

type Listening = { worlds: readonly World[]; wakes: ReadonlyMap<World, Wake>; port: number; root: string };

async function listening(settings: Settings, { worlds, wakes, port, root }: Listening) {
  const log = makeLog(settings.logLevel);
  const { uploadBytesMax } = settings;
  const app = serve(
    { worlds, routes, authenticate, ration: rationing(settings), log, uploadBytesMax },
    serverOptions(settings),
  );
  let isEnding = false;
  await protect(app, { ...settings, isHttps: worlds[0]!.origin.startsWith('https:') });
  mountHealth(app, { worlds, metricsToken: settings.metricsToken, isEnding: () => isEnding });
  mountIdentity(app, { worlds, isDemo: settings.mode === 'demo' });
  if (settings.mode === 'demo') mountWorkbench(app, worlds);
  mountDocs(app, { root });
  await mountPortal(app, join(root, 'dist', 'portal'));
  await app.listen({ host: settings.host, port });
  const stop = repeating(
    dueEveryMs,
    () => Promise.all(worlds.map((world) => runDue(world, schedules))),
    (error) => log.error({ err: error }, 'what was due could not be done'),
  );
  const stopTidying = repeating(
    tidyEveryMs,
    () => Promise.all(worlds.map(tidyIdentity)),
    (error) => log.error({ err: error }, 'old sessions could not be taken away'),
  );
  const workers = worlds.map((world) =>
    startWorker({
      world,
      settings,
      kinds: jobKinds,
      pumps,
      bury,
      wake: wakes.get(world)!,
      faulted: (error, what) => log.error({ err: error }, what),
    }),
  );
  const close = async () => {
    isEnding = true;
    await Promise.all([app.close(), stop(), stopTidying(), ...workers.map((worker) => worker.stop())]);
  };
  return { app, close };
}

function serverOptions(settings: Settings): FastifyServerOptions {
  const tls = settings.tlsCert && {
    https: { cert: readFileSync(settings.tlsCert), key: readFileSync(settings.tlsKey) },
  };
  const proxies = settings.trustProxy
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean);
  return {
    ...(tls || {}),
    bodyLimit: settings.bodyBytesMax,
    requestTimeout: settings.requestSecondsMax * 1000,
    ...(settings.mode === 'demo' && { logController: new LogController({ disableRequestLogging: true }) }),
    forceCloseConnections: 'idle',
    ...(proxies.length > 0 && { trustProxy: proxies }),
  };
}

/** Does work again and again, never twice at once; the answer stops it and waits for what is running. */
function repeating(
  everyMs: number,
  work: () => Promise<unknown>,
  failed: (error: unknown) => void,
): () => Promise<void> {
  let isEnding = false;
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(async () => {
      if (!isEnding) await work().catch(failed);
    });
  }, everyMs);
  timer.unref();
  return async () => {
    isEnding = true;
    clearInterval(timer);
    await running;
  };
}
