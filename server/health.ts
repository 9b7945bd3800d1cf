// For whoever runs the server: is it alive, is it ready, and its numbers.
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import sql from 'sql-template-tag';
import type { World } from './platform/world/world.ts';

type Health = { worlds: readonly World[]; metricsToken: string; isEnding(): boolean };
const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** What a proxy on this machine passes on comes from this machine and is not of it. */
const isForwarded = ({ headers }: FastifyRequest): boolean =>
  ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'].some((name) => headers[name] !== undefined);

export function mountHealth(app: FastifyInstance, { worlds, metricsToken, isEnding }: Health): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'kontor_http_request_seconds',
    help: 'Time from request to answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  });
  // As many as there are routes and statuses; finding a series by its labels anew costs more than counting.
  const series = new Map<string, ReturnType<typeof seconds.labels>>();
  app.addHook('onResponse', ({ method, routeOptions }, reply, next) => {
    const { url: route = 'none' } = routeOptions;
    const { statusCode: status } = reply;
    const name = `${method} ${status} ${route}`;
    const one = series.get(name) ?? seconds.labels({ method, route, status });
    series.set(name, one);
    one.observe(reply.elapsedTime / 1000);
    next();
  });
  app.get('/health/live', async () => ({ status: 'alive' }));
  app.get('/health/ready', async (_request, reply) => {
    if (isEnding()) return reply.code(503).send({ status: 'ending' });
    const asked = worlds.map(({ database }) => database.read((tx) => tx.query(sql`select 1`), { ahead: true }));
    const answers = await Promise.allSettled(asked);
    const isReady = answers.every(({ status }) => status === 'fulfilled');
    return reply.code(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'waiting for the database' });
  });
  app.get('/metrics', async (request, reply) => {
    const isAllowed = metricsToken
      ? request.headers.authorization === `Bearer ${metricsToken}`
      : loopback.has(request.socket.remoteAddress ?? '') && !isForwarded(request);
    if (!isAllowed) return reply.code(404).send();
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
