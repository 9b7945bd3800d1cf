// The server as browsers and programs reach it: everything it answers, mounted in order, on one port.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify';
import type { Logger } from 'pino';
import { mountDocs } from './docs.ts';
import { mountHealth } from './health.ts';
import { authenticate } from './identity/authenticate.ts';
import { mountIdentity } from './identity/mount.ts';
import type { Settings } from './platform/settings/config.ts';
import { protect, rationing } from './platform/wire/protection.ts';
import { serve } from './platform/wire/server.ts';
import { mountPortal } from './portal.ts';
import { routes, schedules } from './rooms.ts';
import { type Bench, mountWorkbench } from './workbench/mount.ts';
import type { Place } from './worlds.ts';

type Answering = { places: readonly Place[]; root: string; log: Logger; isEnding(): boolean };

export async function answerAll(settings: Settings, { places, root, log, isEnding }: Answering) {
  const worlds = places.map(({ world }) => world);
  const isDemo = settings.mode === 'demo';
  const { uploadBytesMax, metricsToken } = settings;
  const served = { worlds, routes, authenticate, ration: rationing(settings), log, uploadBytesMax };
  const app = serve(served, optionsFrom(settings));
  await protect(app, { ...settings, isHttps: worlds[0]!.origin.startsWith('https:') });
  mountHealth(app, { worlds, metricsToken, isEnding });
  mountIdentity(app, { worlds, isDemo });
  const bench = isDemo ? mountWorkbench(app, { places, routes, schedules, log }) : undefined;
  mountDocs(app, { root });
  await mountPortal(app, join(root, 'dist', 'portal'));
  return { app, bench };
}

/** Listens, and only then lets the workbench speak to this very server. */
export async function listen(settings: Settings, port: number, on: { app: FastifyInstance; bench: Bench | undefined }) {
  await on.app.listen({ host: settings.host, port });
  await on.bench?.begin(port);
}

/** The port that is asked for, or any for 0; rejects with `EADDRINUSE` before anything was opened or built. */
export function freePort(host: string, wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(wanted, host, () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

function optionsFrom(settings: Settings): FastifyServerOptions {
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
