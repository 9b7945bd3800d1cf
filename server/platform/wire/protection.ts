// What stands before every route: limits on rate and load, and the headers that tell browsers what never to do.
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Refusal, refuse } from '../../kernel/decision.ts';
import type { Settings } from '../settings/config.ts';
import { type Budget, type Count, counting, networkOf } from '../settings/rate.ts';
import { no } from '../world/refusals.ts';
import type { Caller } from '../world/world.ts';
import { refused } from './server.ts';

type Now = () => number;
export type Protection = Pick<Settings, 'ratePerAddress' | 'loopDelayMsMax'> & { isHttps: boolean; now?: Now };

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

/** Says in the headers how much is left, and refuses `throttled` when nothing is. */
function spend(reply: FastifyReply, { name, limit, left, resetSeconds, isExceeded }: Budget): Refusal | undefined {
  reply.header('ratelimit-policy', `"${name}";q=${limit};w=60`);
  reply.header('ratelimit', `"${name}";r=${left};t=${resetSeconds}`);
  return isExceeded ? refuse(no('throttled', { retrySeconds: resetSeconds })) : undefined;
}

/** What a request says of its caller is not believed before it is verified: until then only its network counts. */
export async function protect(app: FastifyInstance, { isHttps, ...limits }: Protection): Promise<void> {
  const headers = isHttps ? { ...always, 'strict-transport-security': `max-age=${yearSeconds}` } : always;
  const count = limits.ratePerAddress > 0 ? counting('address', limits.ratePerAddress, limits.now) : undefined;
  app.addHook('onRequest', (request, reply, next) => {
    reply.headers(headers);
    if (!count || request.url.startsWith('/health/')) return next();
    const throttled = spend(reply, count(networkOf(request.ip)));
    if (throttled) return void refused(request, reply, throttled);
    next();
  });
  // A time without any sample counts as an endless delay, so that it must be as long as the delay that is meant.
  const { loopDelayMsMax } = limits;
  await app.register(underPressure, {
    maxEventLoopDelay: loopDelayMsMax,
    sampleInterval: loopDelayMsMax,
    retryAfter: 5,
  });
}

/**
 * One caller, one budget, whatever cookies or tokens it shows, so that colleagues behind one address do not share;
 * the programs of one organization share theirs (ORD-075), strangers that of their network.
 */
export function rationing({ ratePerMinute }: Pick<Settings, 'ratePerMinute'>, now?: Now) {
  const count: Count | undefined = ratePerMinute > 0 ? counting('caller', ratePerMinute, now) : undefined;
  return (request: FastifyRequest, reply: FastifyReply, { kind, id, organization }: Caller): Refusal | undefined => {
    const named = `${request.world.cloud.id} ${kind === 'program' ? organization : id}`;
    const who = kind === 'anyone' ? networkOf(request.ip) : named;
    return count && spend(reply, count(who));
  };
}
