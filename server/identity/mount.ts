// Puts the OpenID provider of each cloud under its paths, beside our own operations.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { World } from '../platform/world/world.ts';
import { listenForEnds } from './memory.ts';
import { setDemo } from './mode.ts';
import { providerOf, withoutTrace } from './openid.ts';
import { cookieName } from './shown.ts';

const discovery = '/.well-known/openid-configuration';

/** The provider's own session would let people in without being asked; ours is the only one that counts. */
const withoutOwnSession = (request: FastifyRequest): string | undefined => {
  const name = cookieName(request.world, 'oauth');
  const kept = (request.headers.cookie ?? '').split(';').filter((one) => !one.trim().startsWith(name));
  return kept.length > 0 ? kept.join(';') : undefined;
};

async function forward(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const provider = await providerOf(request.world);
  const { raw } = request;
  const cookies = withoutOwnSession(request);
  if (cookies === undefined) delete raw.headers.cookie;
  else raw.headers.cookie = cookies;
  raw.kontorAddress = request.ip;
  const { host, protocol } = new URL(request.world.origin);
  Object.assign(raw.headers, { host, 'x-forwarded-host': host, 'x-forwarded-proto': protocol.slice(0, -1) });
  Object.assign(raw, { originalUrl: raw.url }); // Under a prefix, too, the addresses are those of the cloud's own host.
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
  await withoutTrace(() => provider.callback()(raw, reply.raw));
}

export type Mounting = {
  worlds: readonly World[];
  /** Whether the cast can be signed in as without a password: never in production. */
  isDemo: boolean;
};
/** After `serve` has made the app, before it listens. Hears of ended sessions for as long as the app is open. */
export function mountIdentity(app: FastifyInstance, { worlds, isDemo }: Mounting): void {
  if (isDemo) for (const world of worlds) setDemo(world);
  let deaf: (() => Promise<void>)[] = [];
  app.addHook('onReady', async () => {
    deaf = await Promise.all(worlds.map(listenForEnds));
  });
  app.addHook('onClose', async () => {
    await Promise.all(deaf.map((stop) => stop()));
  });
  app.register(async (inside) => {
    inside.removeAllContentTypeParsers(); // The provider reads the body itself.
    inside.addContentTypeParser('*', (_request, _payload, done) => done(null));
    inside.get(discovery, forward);
    inside.get('/.well-known/oauth-authorization-server', async (request, reply) => {
      request.raw.url = discovery;
      await forward(request, reply);
    });
    inside.route({ method: ['GET', 'POST', 'OPTIONS'], url: '/oauth/*', handler: forward });
  });
}
