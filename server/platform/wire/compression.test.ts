// In which encoding an answer goes, for each way of asking, and that a stream is neither held back nor mended.
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { raw, textOf } from '../../../tests/raw.ts';
import { encodingFor, sendCompressed } from './compression.ts';
import { anyone, serve } from './server.ts';

const long = 100_000;
const deferred = () => {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve: () => resolve() };
};

describe('What a caller takes', () => {
  it.each<[string | undefined, string | undefined]>([
    [undefined, undefined],
    ['', undefined],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['br;q=0.2, gzip;q=0.9', 'gzip'],
    ['*', 'br'],
    ['br;q=0, *', 'gzip'],
    ['*;q=0', undefined],
    ['br;q=0, gzip;q=0', undefined],
    ['zstd, compress', undefined],
    ['identity', undefined],
    ['identity, gzip;q=0.5', undefined],
    ['identity;q=0.5, gzip', 'gzip'],
    ['identity;q=0, gzip', 'gzip'],
    ['br;q=none', undefined],
  ])('%s: %s', (header, expected) => {
    expect(encodingFor(header, long)).toBe(expected);
  });
  it('is not worth the while for what fits into one packet, unless it is refused as it is', () => {
    expect(encodingFor('br', 1023)).toBeUndefined();
    expect(encodingFor('br', 1024)).toBe('br');
    expect(encodingFor('identity;q=0, br', 1)).toBe('br');
    expect(encodingFor('*;q=0, br', 1)).toBe('br');
  });
});

describe('A stream', () => {
  const world = { origin: 'http://localhost:4800', cloud: { id: 'worldwide', label: 'worldwide' } };
  const served = { worlds: [world as never], routes: [], authenticate: async () => anyone };
  const app = serve(served, { forceCloseConnections: true });
  let pages: AsyncIterable<string>;
  app.get('/', (request, reply) => sendCompressed(request, reply, Readable.from(pages)));
  const listening = app.listen({ port: 0, host: '127.0.0.1' });
  afterAll(() => app.close());
  const headers = { 'accept-encoding': 'gzip' };

  it('is read page by page, as the pages are made', async () => {
    const wasRead = deferred();
    pages = (async function* () {
      yield 'the first page\n';
      await wasRead.promise;
      yield 'the last page\n';
    })();
    const answer = await fetch(await listening, { headers });
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
    const { value } = await reader.read();
    expect([answer.headers.get('content-encoding'), value]).toEqual(['gzip', 'the first page\n']);
    wasRead.resolve();
    expect((await reader.read()).value).toBe('the last page\n');
  });
  it('that breaks off is seen to be broken', async () => {
    const wasRead = deferred();
    pages = (async function* () {
      yield 'the first page\n';
      await wasRead.promise;
      throw new Error('it ended early');
    })();
    const answer = await fetch(await listening, { headers });
    const reader = answer.body!.getReader();
    await reader.read();
    wasRead.resolve();
    await expect(reader.read()).rejects.toThrow();
  });
  it('that breaks off before anything was sent is a problem, which is not compressed', async () => {
    pages = {
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('it never began')) }),
    };
    const answer = await raw(await listening, { headers });
    expect([answer.status, answer.headers['content-encoding']]).toEqual([500, undefined]);
    expect(JSON.parse(answer.bytes.toString()).code).toBe('internal');
  });
  it('ends where it is made when its reader leaves', async () => {
    const hasEnded = deferred();
    pages = (async function* () {
      try {
        for (;;) yield 'a page\n'.repeat(1000);
      } finally {
        hasEnded.resolve();
      }
    })();
    const leaving = new AbortController();
    const answer = await fetch(await listening, { headers, signal: leaving.signal });
    await answer.body!.getReader().read();
    leaving.abort();
    await hasEnded.promise;
  });
  it('goes as it is to who takes no encoding, and says that others get another', async () => {
    pages = (async function* () {
      yield 'a page\n';
    })();
    const answer = await raw(await listening);
    expect([answer.headers['content-encoding'], answer.headers.vary]).toEqual([undefined, 'Accept-Encoding']);
    expect(textOf(answer)).toBe('a page\n');
  });
});
