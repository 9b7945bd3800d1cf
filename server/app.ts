// The wiring: one process that serves portal, API and sign-in for its clouds, and does what time and the outbox ask.
import type { FastifyInstance } from 'fastify';
import { workBeside } from './background.ts';
import { answerAll, freePort, listen } from './listening.ts';
import { installationSecret, NotSetUp, openClouds, openEngine, type Say } from './open.ts';
import type { Settings } from './platform/settings/config.ts';
import { makeLog } from './platform/settings/log.ts';
import type { World } from './platform/world/world.ts';
import { makePlace, type Place } from './worlds.ts';

export type Running = { app: FastifyInstance; worlds: readonly World[]; origin: string; close(): Promise<void> };

const graceMs = 20_000;

/** `ending` is told as soon as somebody asks for the end: the server answers a moment before all of it has started. */
type Starting = { root: string; say: Say; ending?: AbortController };

/** Starts everything; what was opened is closed again when a later step fails. */
export async function start(
  settings: Settings,
  { root, say, ending = new AbortController() }: Starting,
): Promise<Running> {
  const port = await freePort(settings.host, settings.port);
  const engine = await openEngine(settings);
  try {
    const opened = await openClouds(engine, settings, { root, say });
    const making = { settings, port, secret: installationSecret(settings), say };
    const places = await Promise.all(opened.map((one, at) => makePlace(one, at, making)));
    if (settings.mode === 'production') checkSetUp(places);
    const running = await answering(settings, { places, port, root, ending });
    const worlds = places.map(({ world }) => world);
    const close = async () => {
      await running.close();
      await engine.close();
    };
    return { app: running.app, worlds, origin: worlds[0]!.origin, close };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

function checkSetUp(places: readonly Place[]): void {
  const missing = places.filter(({ world }) => !world.operator()).map(({ world }) => world.cloud.id);
  if (missing.length === 0) return;
  throw new NotSetUp(`Nothing is set up here yet for ${missing.join(', ')}. Run kontor setup with the same settings.`);
}

type Answering = Required<Pick<Starting, 'root' | 'ending'>> & { places: readonly Place[]; port: number };

async function answering(settings: Settings, { places, port, root, ending }: Answering) {
  const log = makeLog(settings.logLevel);
  const on = await answerAll(settings, { places, root, log, isEnding: () => ending.signal.aborted });
  const stop = workBeside(settings, places, {
    faulted: (error, what) => log.error({ err: error }, what),
    // A newcomer's terminal is no place to keep heads.
    log: (facts, message) => (settings.mode === 'demo' ? log.debug(facts, message) : log.info(facts, message)),
  });
  const close = async () => {
    ending.abort();
    on.bench?.stop();
    // Whoever reads a long list slowly, or never ends a request, does not hold up the end for ever.
    const timer = setTimeout(() => on.app.server.closeAllConnections(), graceMs);
    await Promise.all([on.app.close(), stop()]);
    clearTimeout(timer);
  };
  try {
    await listen(settings, port, on);
  } catch (error) {
    await close();
    throw error;
  }
  return { app: on.app, close };
}
