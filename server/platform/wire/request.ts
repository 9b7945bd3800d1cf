// From a request to a call: what the contract says of query, body and headers, and what does not fit it.
import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import Format from 'typebox/format';
import Value from 'typebox/value';
import { type Refusal, refuse } from '../../kernel/decision.ts';
import type { FieldError } from '../world/problem.ts';
import { no } from '../world/refusals.ts';
import type { Caller } from '../world/world.ts';
import { isConsistencyToken } from './consistency.ts';
import type { Call, Route } from './operations.ts';
import { fieldErrorsOf, type SchemaError } from './schema-errors.ts';

// A leap second fits the format and is no instant for anybody here.
Format.Set('date-time', (text) => Format.IsDateTime(text) && !Number.isNaN(Date.parse(text)));

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

type Checker = (value: unknown) => { ok: true; value: unknown } | { ok: false; errors: FieldError[] };
/** Compiled when it is first needed: all schemas at once would take a tenth of the time of a start. */
function checkerOf(schema: TSchema, convert: boolean): Checker {
  let made: ReturnType<typeof Compile> | undefined;
  return (given) => {
    made ??= Compile(schema);
    const compiled = made;
    const value = convert ? Value.Convert(schema, given) : given;
    if (compiled.Check(value)) return { ok: true, value };
    return { ok: false, errors: fieldErrorsOf(compiled.Errors(value) as SchemaError[]) };
  };
}

const headerOf = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
};

/** Bytes that no text has and no database keeps: a zero, and half a character. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return !value.includes('\0') && isWellFormed(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, inside]) => isPlain(name) && isPlain(inside));
}
const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

const wrong = (pointer: string, key: string): Refusal => refuse(no('invalid_request', { errors: [{ pointer, key }] }));

/** Whether to preview. What looks like a wish for a preview must never become the act itself. */
function previewIn(given: unknown, { operation, isPreviewable }: Route): boolean | Refusal {
  if (given === undefined || given === 'false') return false;
  if (operation.method !== 'POST') return wrong('/preview', 'unknown');
  if (given !== 'true') return wrong('/preview', 'type.boolean');
  return isPreviewable || refuse(no('not_previewable'));
}

/** The version that the caller has read, from `If-Match` or from the body; undefined when it does not ask. */
function versionIn(header: string | undefined, body: unknown): number | undefined | Refusal {
  if (body !== undefined) {
    return Number.isSafeInteger(body) ? (body as number) : wrong('/version', 'type.integer');
  }
  if (header === undefined || header === '*') return undefined;
  const [, version] = /^(?:W\/)?"?(\d{1,15})"?$/.exec(header) ?? [];
  return version === undefined ? wrong('/headers/if-match', 'version') : Number(version);
}

type Sent = { body: unknown; version: unknown };
/** `version` in a body is the guard of the door, unless the operation has a field of that name. */
function bodyIn({ body: sent }: FastifyRequest, { operation }: Route): Sent {
  if (operation.method !== 'POST' || operation.takes) return { body: {}, version: undefined };
  const isObject = typeof sent === 'object' && sent !== null && !Array.isArray(sent);
  if (!isObject || 'version' in operation.body.properties) return { body: sent ?? {}, version: undefined };
  const { version, ...body } = sent as Record<string, unknown>;
  return { body, version };
}

/** Programs say `*` where nobody chose. */
export const languageNamed = (request: FastifyRequest): string | undefined => {
  const named = headerOf(request, 'accept-language');
  return named === '*' ? undefined : named;
};

/** From a request to a call, or what of it does not fit the contract. */
export function readerOf(route: Route): (request: FastifyRequest, caller: Caller) => Call | Refusal {
  const { operation } = route;
  const checkBody = checkerOf(operation.body, false);
  const checkQuery = checkerOf(operation.query, true);
  const unasked = checkQuery({});
  return (request, caller) => {
    const { preview: asked, ...given } = request.query as Record<string, unknown>;
    const sent = bodyIn(request, route);
    const query = Object.keys(given).length === 0 ? unasked : checkQuery(given);
    if (!query.ok) return refuse(no('invalid_request', { errors: query.errors }));
    const body = checkBody(sent.body);
    if (!body.ok) return refuse(no('invalid_request', { errors: body.errors }));
    // Only what fits: its depth is bounded by then.
    if (![request.params, query.value, body.value].every(isPlain)) return wrong('', 'characters');
    const preview = previewIn(asked, route);
    if (typeof preview !== 'boolean') return preview;
    const once = headerOf(request, 'idempotency-key')?.toLowerCase();
    if (once !== undefined && !uuidShape.test(once)) return refuse(no('idempotency_key_invalid'));
    const version = versionIn(operation.method === 'POST' ? headerOf(request, 'if-match') : undefined, sent.version);
    if (typeof version === 'object') return version;
    return {
      world: request.world,
      caller,
      path: request.params as Record<string, string>,
      query: query.value as Call['query'],
      body: body.value as Call['body'],
      language: request.spoken,
      ...(isConsistencyToken(request.world, headerOf(request, 'consistency') ?? '') && {
        hasSeenChange: true as const,
      }),
      once,
      preview,
      version,
      previewToken: headerOf(request, 'preview-token'),
      ...(operation.takes && { file: request.body as Readable }),
    };
  };
}
