// Fewer bytes over the wire: what is compressed, what never is, and in which encoding (decision 0040).
import { pipeline, type Readable } from 'node:stream';
import { brotliCompressSync, constants, createBrotliCompress, createGzip, gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Operation } from '../../../contract/operation.ts';
import { weighted } from './weights.ts';

type Encoding = 'br' | 'gzip';
/** `once` is for what stays the same and is kept; an answer is compressed anew each time. */
type Effort = 'once' | 'anew';

/** Below that it is one packet either way. */
const bytesMin = 1024;
const quality: Record<Effort, number> = { once: 9, anew: 1 };
const brotli = (effort: Effort) => ({ params: { [constants.BROTLI_PARAM_QUALITY]: quality[effort] } });
const gzip = (effort: Effort) => ({ level: quality[effort] });

/** Whether somebody who has a value of this schema is let in by it. */
function holdsBearer(schema: unknown): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  return 'isBearer' in schema || Object.values(schema).some(holdsBearer);
}

/**
 * The length of what is compressed tells whether what a caller chose stands in the secret beside it (BREACH). So never
 * what shows a bearer; nor what a command answers, which shows secrets once; nor a file, which may hold anything.
 */
export const isCompressible = ({ method, answer, givesFile }: Operation): boolean =>
  method === 'GET' && !givesFile && !holdsBearer(answer);

/** What the caller likes best; undefined for the answer as it is. */
export function encodingFor(header: string | undefined, bytes: number): Encoding | undefined {
  const weights = new Map(weighted(header ?? '').map(({ value, weight }) => [value, weight]));
  const asItIs = weights.get('identity') ?? (weights.get('*') === 0 ? 0 : Number.MIN_VALUE);
  if (bytes < bytesMin && asItIs > 0) return undefined;
  const weightOf = (name: Encoding) => weights.get(name) ?? weights.get('*') ?? 0;
  const best = weightOf('br') >= weightOf('gzip') ? 'br' : 'gzip';
  return weightOf(best) > 0 && weightOf(best) >= asItIs ? best : undefined;
}

function compressed(text: string | Buffer, encoding: Encoding, effort: Effort): Buffer {
  return encoding === 'br' ? brotliCompressSync(text, brotli(effort)) : gzipSync(text, gzip(effort));
}

/** A page of a list that is made page by page leaves as soon as it is made. */
function compressedStream(from: Readable, encoding: Encoding): Readable {
  const into =
    encoding === 'br'
      ? createBrotliCompress({ ...brotli('anew'), flush: constants.BROTLI_OPERATION_FLUSH })
      : createGzip({ ...gzip('anew'), flush: constants.Z_SYNC_FLUSH });
  // Whoever reads `into` meets the error there, and whoever leaves ends both.
  return pipeline(from, into, () => undefined);
}

/** Says that the answer depends on what the caller takes, and returns it. */
function encodingOf(request: FastifyRequest, reply: FastifyReply, bytes: number): Encoding | undefined {
  const others = reply.getHeader('vary');
  reply.header('vary', others === undefined ? 'Accept-Encoding' : `${others}, Accept-Encoding`);
  const encoding = encodingFor(request.headers['accept-encoding'], bytes);
  if (encoding) reply.header('content-encoding', encoding);
  return encoding;
}

/** Sends an answer in the encoding that the caller likes best. */
export function sendCompressed(request: FastifyRequest, reply: FastifyReply, body: string | Readable): FastifyReply {
  if (typeof body !== 'string') {
    const encoding = encodingOf(request, reply, Number.POSITIVE_INFINITY);
    return reply.send(encoding ? compressedStream(body, encoding) : body);
  }
  const encoding = encodingOf(request, reply, Buffer.byteLength(body));
  if (!encoding) return reply.send(body);
  // The same version in other bytes: it is no longer the same tag for whoever compares bytes.
  const tag = reply.getHeader('etag');
  if (typeof tag === 'string' && tag.startsWith('"')) reply.header('etag', `W/${tag}`);
  return reply.send(compressed(body, encoding, 'anew'));
}

/** For a text that stays the same: compressed as well as it goes, once for each encoding that somebody asked for. */
export function constant(text: string): (request: FastifyRequest, reply: FastifyReply) => FastifyReply {
  const bytes = Buffer.byteLength(text);
  const made = new Map<Encoding, Buffer>();
  return (request, reply) => {
    const encoding = encodingOf(request, reply, bytes);
    if (!encoding) return reply.send(text);
    const body = made.get(encoding) ?? compressed(text, encoding, 'once');
    made.set(encoding, body);
    return reply.send(body);
  };
}
