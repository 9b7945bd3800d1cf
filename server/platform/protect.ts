// What stands before every route: limits on rate and load, and the headers that tell browsers what never to do.
import { createHash } from 'node:crypto';
import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance, FastifyRequest } from 'fastify';

export type Protection = { ratePerMinute: number; isHttps: boolean };

const yearSeconds = 31_536_000;
/** For JSON: nothing in it is ever to be rendered. Pages get a policy of their own. */
const always = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/**
 * One caller, one budget: by token or cookie where there is one, so that colleagues behind one address do not share.
 */
const callerOf = ({ headers, ip }: FastifyRequest): string => {
  const shown = headers.authorization ?? headers.cookie;
  return shown ? createHash('sha256').update(shown).digest('base64url') : ip;
};

export async function protect(app: FastifyInstance, { ratePerMinute, isHttps }: Protection): Promise<void> {
  const headers = isHttps ? { ...always, 'strict-transport-security': `max-age=${yearSeconds}` } : always;
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(headers);
  });
  await app.register(underPressure, { maxEventLoopDelay: 2_000, retryAfter: 5 });
  if (ratePerMinute > 0) {
    await app.register(rateLimit, {
      max: ratePerMinute,
      timeWindow: 60_000,
      keyGenerator: callerOf,
      enableDraftSpec: true,
      allowList: ({ url }) => url.startsWith('/health/'),
    });
  }
}
