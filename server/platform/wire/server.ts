// The wire: hosts to clouds, requests to calls, refusals to problems, lists to streams.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify';
import type { Operation } from '../../../contract/operation.ts';
import { type Refusal, refuse } from '../../kernel/decision.ts';
import { isAway } from '../database/database.ts';
import { isDiskFull } from '../database/disk-full.ts';
import { noteLeaving, noteSupport } from '../record/access-log.ts';
import { problem } from '../world/problem.ts';
import { no } from '../world/refusals.ts';
import type { Caller, World } from '../world/world.ts';
import { isCompressible, sendCompressed } from './compression.ts';
import { barredFromTaking, exported, wantedStream } from './export.ts';
import { admitted, provenAgain, type Route } from './operations.ts';
import { languageNamed, readerOf } from './request.ts';

/** Who calls, proved by a token or a session of this cloud; `anyone` when nothing was shown. */
type Authenticate = (world: World, request: FastifyRequest, operation: Operation) => Promise<Caller | Refusal>;
export type Served = {
  worlds: readonly World[];
  routes: readonly Route[];
  authenticate: Authenticate;
  /** What a verified caller may spend; refuses `throttled`. */
  ration?(request: FastifyRequest, reply: FastifyReply, caller: Caller): Refusal | undefined;
  log?: FastifyServerOptions['loggerInstance'];
  /** The largest file that an operation takes; other bodies have the limit of the server. */
  uploadBytesMax?: number;
};

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The content types that the operation takes. */
    takes?: readonly string[];
  }
  interface FastifyRequest {
    world: World;
    /** The language that the request names, else the one of the account. */
    spoken: string | undefined;
  }
}

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;
const requestIdShape = /^[\w.-]{1,64}$/;
const uploadBytesUsual = 134_217_728;
const awaySeconds = 2;
const json = 'application/json';
const jsonText = `${json}; charset=utf-8`;
export const anyone: Caller = { kind: 'anyone', id: 'anyone', organization: '', secondFactor: false };

const requestIdOf = ({ headers }: IncomingMessage): string => {
  const given = headers['request-id'];
  return typeof given === 'string' && requestIdShape.test(given) ? given : randomUUID();
};

/**
 * CLD-002: one cloud for all of a request. The one that the prefix of a path names, else the host; the first one also
 * answers on a bare loopback name.
 */
function choosing(worlds: readonly World[]) {
  const prefixes = new Map(worlds.slice(1).map((world) => [world.cloud.label, world]));
  const hosts = new Map(worlds.map((world) => [new URL(world.origin).host, world]));
  const chosen = new WeakMap<IncomingMessage, World>();
  return {
    worldOf: (request: IncomingMessage): World | undefined => {
      const { host = '' } = request.headers;
      return chosen.get(request) ?? hosts.get(host) ?? (loopback.test(host) ? worlds[0] : undefined);
    },
    rewriteUrl: (request: IncomingMessage): string => {
      const url = request.url ?? '/';
      const prefix = /^\/([a-z]+)(?=[/?]|$)/.exec(url)?.[1];
      const world = prefix === undefined ? undefined : prefixes.get(prefix);
      if (!world) return url;
      chosen.set(request, world);
      return url.slice(prefix!.length + 1) || '/';
    },
  };
}

export function serve(
  { worlds, routes, log, uploadBytesMax = uploadBytesUsual, ...guards }: Served,
  options: FastifyServerOptions = {},
): FastifyInstance {
  const { worldOf, rewriteUrl } = choosing(worlds);
  const app = Fastify({
    ...options,
    ...(log && { loggerInstance: log }),
    // An address that cannot be read comes here before any hook.
    frameworkErrors: (_error, request, reply) =>
      void refused(request, reply.header('request-id', request.id), refuse(no('invalid_request'))),
    genReqId: requestIdOf,
    rewriteUrl,
  });
  prepare(app);
  app.addHook('onRequest', (request, reply, next) => {
    reply.header('request-id', request.id);
    const world = worldOf(request.raw);
    if (!world) return void refused(request, reply, refuse(no('no_such_path')));
    request.world = world;
    next();
  });
  const add = (scope: FastifyInstance, route: Route) => {
    const { method, path, takes = [json] } = route.operation;
    const url = path.replaceAll(/\{(\w+)\}/g, ':$1');
    scope.route({ method, url, handler: handlerOf(route, guards), config: { takes } });
  };
  for (const route of routes) if (!route.operation.takes) add(app, route);
  acceptFiles(app, { routes: routes.filter(({ operation }) => operation.takes), bytesMax: uploadBytesMax, add });
  app.setNotFoundHandler((request, reply) => refused(request, reply, refuse(no('no_such_path'))));
  app.setErrorHandler((error, request, reply) => failed(request, reply, error as Failure));
  return app;
}

function prepare(app: FastifyInstance): void {
  app.decorateRequest('world', undefined as unknown as World);
  app.decorateRequest('spoken', undefined);
  const parse = app.getDefaultJsonParser('error', 'error');
  // Many programs name JSON for a command that says nothing.
  app.addContentTypeParser(json, { parseAs: 'string' }, (request, text, done) =>
    text === '' ? done(null, undefined) : parse(request, text as string, done),
  );
}

type Files = {
  routes: readonly Route[];
  bytesMax: number;
  add(scope: FastifyInstance, route: Route): void;
};
/** Files stream past the parser of bodies and its limit, each operation with the content types that it names. */
function acceptFiles(app: FastifyInstance, { routes, bytesMax, add }: Files): void {
  for (const route of routes) {
    app.register(async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser([...route.operation.takes!], { bodyLimit: bytesMax }, (request, file, done) => {
        if (Number(request.headers['content-length'] ?? 0) > bytesMax) return done(tooLarge());
        done(null, Readable.from(bounded(file, bytesMax)));
      });
      add(scope, route);
    });
  }
}

const tooLarge = () => Object.assign(new Error('The file is too large.'), { statusCode: 413 });
/** Begins to read only when somebody asks, so that a refused file is not taken in. */
async function* bounded(file: Readable, bytesMax: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of file.iterator({ destroyOnReturn: false })) {
    bytes += (chunk as Buffer).length;
    if (bytes > bytesMax) throw tooLarge();
    yield chunk as Buffer;
  }
}

export function refused(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  const body = problem(refusal, { requestId: request.id, accept: request.spoken ?? languageNamed(request) });
  if (body.status === 401) {
    const proof =
      body.code === 'second_factor_required' ? ', error="invalid_token", error_description="MFA required"' : '';
    reply.header('www-authenticate', `Bearer realm="${request.world?.cloud.id ?? 'kontor'}"${proof}`);
  }
  const { retrySeconds } = body.details ?? {};
  if (typeof retrySeconds === 'number') reply.header('retry-after', String(retrySeconds));
  return reply.code(body.status).type('application/problem+json').send(JSON.stringify(body));
}

type Failure = { statusCode?: number; code?: string; message: string };
function failed(request: FastifyRequest, reply: FastifyReply, error: Failure): FastifyReply {
  const { statusCode = 500, code } = error;
  reply.removeHeader('content-encoding'); // Of what was to be sent instead.
  if (statusCode === 413) return refused(request, reply, refuse(no('body_too_large')));
  if (statusCode === 415) {
    const { takes = [json] } = request.routeOptions.config;
    return refused(request, reply, refuse(no('unsupported_media_type', { takes: takes.join(', ') })));
  }
  if (statusCode === 429) return refused(request, reply, refuse(no('throttled')));
  if (statusCode === 503) return refused(request, reply, refuse(no('overloaded')));
  if (isDiskFull(error)) {
    request.log.error({ err: error }, 'the disk is full');
    return refused(request, reply, refuse(no('disk_full')));
  }
  if (isAway(error)) {
    request.log.warn({ err: error }, 'the database did not answer');
    return refused(request, reply, refuse(no('overloaded', { retrySeconds: awaySeconds })));
  }
  if (statusCode >= 400 && statusCode < 500)
    return refused(request, reply, refuse(no('invalid_request', { reason: code })));
  request.log.error({ err: error }, 'a request failed');
  return refused(request, reply, refuse(no('internal')));
}

function handlerOf(route: Route, { authenticate, ration }: Pick<Served, 'authenticate' | 'ration'>) {
  const read = readerOf(route);
  const mayCompress = isCompressible(route.operation);
  const send = (request: FastifyRequest, reply: FastifyReply, body: string | Readable) =>
    mayCompress ? sendCompressed(request, reply, body) : reply.send(body);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { world } = request;
    const caller = await authenticate(world, request, route.operation);
    if ('because' in caller) return refused(request, reply, caller);
    request.spoken = languageNamed(request) ?? caller.language;
    const barred = ration?.(request, reply, caller) ?? admitted(route, { world, caller });
    if (barred) return refused(request, reply, barred);
    const call = read(request, caller);
    if ('because' in call) return refused(request, reply, call);
    const unproven = provenAgain(route, call);
    if (unproven) return refused(request, reply, unproven);
    await noteSupport(world, caller, { view: route.operation.name, subject: Object.values(call.path)[0] ?? 'list' });
    const format = route.listed && wantedStream(request);
    if (route.listed && format) {
      const whole = (await barredFromTaking(route, call)) ?? (await exported({ call, listed: route.listed, format }));
      if (!whole.ok) return refused(request, reply, whole);
      await noteLeaving(call, { type: 'list.exported', operation: route.operation.name, format });
      return send(request, reply.type(whole.type).header('cache-control', 'no-store'), whole.from);
    }
    const answer = await route.answer(call);
    if (!answer.ok) return refused(request, reply, answer);
    reply.headers(answer.headers ?? {}).header('cache-control', 'no-store');
    if (answer.stream) {
      await noteLeaving(call, { type: 'file.downloaded', operation: route.operation.name });
      return reply.type(answer.stream.type).send(answer.stream.from);
    }
    const status = call.preview ? 200 : route.operation.status;
    return send(request, reply.code(status).type(jsonText), JSON.stringify(answer.body));
  };
}
