// What a running server sends, byte by byte: small where that is safe, the same for everybody, and honest about it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operations } from '../contract/list.ts';
import { builtServer } from '../tests/processes/built.ts';
import { raw, textOf } from '../tests/raw.ts';
import { type Demo, startDemo } from '../tests/running.ts';

const taking = (encoding: string) => ({ 'accept-encoding': encoding });
let demo: Demo;
let origin: string;
let authorization: string;
beforeAll(async () => {
  builtServer(['portal']);
  demo = await startDemo('embedded');
  origin = demo.running.origin;
  authorization = `Bearer ${await demo.tokenOf('Stonebridge')}`;
});
afterAll(() => demo.end());

describe('A piece of the portal', () => {
  let piece: string;
  beforeAll(async () => {
    const { bytes } = await raw(`${origin}/`);
    piece = `${origin}${/\/assets\/[^"]+\.js/.exec(bytes.toString())![0]}`;
  });
  it.each(['br', 'gzip'])('goes as it was packed when it was built: %s', async (encoding) => {
    const [plain, packed] = [await raw(piece), await raw(piece, { headers: taking(encoding) })];
    expect(textOf(packed)).toBe(plain.bytes.toString());
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 2);
    const { headers } = packed;
    expect([headers['content-encoding'], plain.headers['content-encoding']]).toEqual([encoding, undefined]);
    expect(headers['content-length']).toBe(String(packed.bytes.length));
    expect(headers['content-type']).toBe(plain.headers['content-type']);
    expect(headers['content-type']).toContain('javascript');
    expect(headers['cache-control']).toContain('immutable');
    expect(headers['content-security-policy']).toBe(plain.headers['content-security-policy']);
    expect([headers.vary, plain.headers.vary].map((one) => one?.toLowerCase())).toEqual(
      Array(2).fill('accept-encoding'),
    );
    expect(headers.etag).not.toBe(plain.headers.etag);
  });
  it('is kept by browsers in the encoding in which they have it', async () => {
    const { headers } = await raw(piece, { headers: taking('br') });
    const again = await raw(piece, { headers: { ...taking('br'), 'if-none-match': headers.etag! } });
    expect([again.status, again.bytes.length]).toEqual([304, 0]);
    const other = await raw(piece, { headers: { ...taking('gzip'), 'if-none-match': headers.etag! } });
    expect(other.status).toBe(200);
  });
  it('tells its size to who asks for the head alone, and gives a part to who asks for one', async () => {
    const whole = await raw(piece, { headers: taking('br') });
    const head = await raw(piece, { method: 'HEAD', headers: taking('br') });
    expect([head.headers['content-length'], head.bytes.length]).toEqual([String(whole.bytes.length), 0]);
    const part = await raw(piece, { headers: { ...taking('br'), range: 'bytes=100-199' } });
    expect([part.status, part.bytes]).toEqual([206, whole.bytes.subarray(100, 200)]);
  });
  it.each(['zstd', 'identity', 'br;q=0, gzip;q=0'])('goes as it is to who takes %s', async (encoding) => {
    const answer = await raw(piece, { headers: taking(encoding) });
    expect([answer.status, answer.headers['content-encoding']]).toEqual([200, undefined]);
  });
  it('is no page of its own when packed', async () => {
    expect((await raw(`${piece}.br`)).headers['content-type']).toContain('text/html');
  });
  it('and the page that names it, and the docs, are packed, too', async () => {
    for (const path of [
      '/',
      '/customers',
      '/api/docs',
      '/api/docs/main.mjs',
      '/api/docs/texts.json',
      '/api/openapi.json',
    ]) {
      const [plain, packed] = [await raw(origin + path), await raw(origin + path, { headers: taking('br') })];
      const isSmall = plain.bytes.length < 1024;
      expect([path, packed.headers['content-encoding']]).toEqual([path, isSmall ? undefined : 'br']);
      expect(textOf(packed)).toBe(plain.bytes.toString());
      expect(packed.headers.vary?.toLowerCase()).toContain('accept-encoding');
    }
  });
});

describe('An answer', () => {
  const asked = (path: string, headers: Record<string, string> = {}, method: 'GET' | 'HEAD' = 'GET') =>
    raw(`${origin}/api/v1/${path}`, { method, headers: { authorization, ...headers } });

  it.each(['br', 'gzip'])('of many rows is packed: %s', async (encoding) => {
    const [plain, packed] = [await asked('events?limit=100'), await asked('events?limit=100', taking(encoding))];
    expect(packed.headers).toMatchObject({
      ...{ 'content-encoding': encoding, vary: 'Accept-Encoding', 'cache-control': 'no-store' },
      ...{ 'content-type': plain.headers['content-type'], 'content-length': String(packed.bytes.length) },
    });
    expect(plain.headers).toMatchObject({ vary: 'Accept-Encoding', 'content-length': String(plain.bytes.length) });
    expect(textOf(packed)).toBe(plain.bytes.toString());
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 3);
    const head = await asked('events?limit=100', taking(encoding), 'HEAD');
    expect([head.status, head.bytes.length]).toEqual([200, 0]);
    expect(head.headers['content-length']).toBe(packed.headers['content-length']);
  });
  it('about one thing keeps its version for If-Match, as a weak one', async () => {
    const { items } = JSON.parse((await asked('enrolments?limit=1')).bytes.toString());
    const path = `enrolments/${items[0].id}`;
    const [plain, packed] = [await asked(path), await asked(path, taking('br, identity;q=0'))];
    expect(packed.headers['content-encoding']).toBe('br');
    expect(packed.headers.etag).toBe(`W/${plain.headers.etag}`);
  });
  it.each(['text/csv', 'application/x-ndjson'])('that is a whole list is packed as it is made: %s', async (accept) => {
    const [plain, packed] = [await asked('events', { accept }), await asked('events', { accept, ...taking('br') })];
    expect([packed.headers['content-encoding'], packed.headers['content-length']]).toEqual(['br', undefined]);
    expect(packed.headers['content-type']).toBe(plain.headers['content-type']);
    // Meanwhile it was noted that the list has left.
    expect(textOf(packed).startsWith(plain.bytes.toString().slice(0, 5000))).toBe(true);
  });
  it('that is small, and a problem, go as they are', async () => {
    const small = await asked('regions', taking('br'));
    expect([small.status, small.bytes.length < 1024, small.headers['content-encoding']]).toEqual([
      200,
      true,
      undefined,
    ]);
    const pointless = 'x'.repeat(1500);
    const problem = await asked(`events?${pointless}=1`, taking('br'));
    expect([problem.status, problem.bytes.length > 1024, problem.headers['content-encoding']]).toEqual([
      ...[400, true],
      undefined,
    ]);
  });
});

describe('What lets somebody in', () => {
  it('never goes packed with what others chose (BREACH)', async () => {
    const told = await raw(`${origin}/workbench/world`, { headers: taking('br') });
    expect(told.headers['content-encoding']).toBeUndefined();
    const { organizations } = JSON.parse(told.bytes.toString()).clouds[0];
    const links = organizations.flatMap((one: any) => one.openLinks.map(({ link }: { link: string }) => link));
    const tokens: string[] = links.map((link: string) => link.split('/').at(-1));
    expect(tokens.length).toBeGreaterThan(0);
    const reads = operations.filter(({ method, path }) => method === 'GET' && !path.includes('{'));
    const shown = { packed: [] as string[], asTheyAre: [] as string[] };
    for (const { name } of organizations.filter((one: any) => one.apiClients.length > 0)) {
      const by = `Bearer ${await demo.tokenOf(name)}`;
      for (const { name: operation, path } of reads) {
        const answer = await raw(origin + path, { headers: { authorization: by, ...taking('br, identity;q=0') } });
        const text = textOf(answer);
        if (!tokens.some((token) => text.includes(token))) continue;
        shown[answer.headers['content-encoding'] ? 'packed' : 'asTheyAre'].push(operation);
      }
    }
    expect(shown.packed).toEqual([]);
    expect(shown.asTheyAre).toContain('invitation.list');
  });
});
