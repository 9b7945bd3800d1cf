// What may be called and what is sent: nothing private in whatever writing, one look-up, a signature that holds.
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { addressKind, isReachable } from './address.ts';
import { type Resolve, send, signatureHeaders } from './send.ts';

const closed = { loopback: false };
const secret = `whsec_${Buffer.from('a secret of some length').toString('base64')}`;
const message = { id: 'whd_1', at: new Date('2026-03-01T09:00:00Z'), body: '{"a":"가"}', secrets: [secret] };
const never = new AbortController().signal;

describe('An address', () => {
  it.each([
    'https://localhost/x',
    'https://LOCALHOST./x',
    'https://127.0.0.1',
    'https://127.1',
    'https://2130706433',
    'https://0x7f000001',
    'https://0177.0.0.1',
    'https://0.0.0.0',
    'https://[::1]',
    'https://[::]',
    'https://[::ffff:127.0.0.1]',
    'https://[::ffff:8.8.8.8]',
    'https://[64:ff9b::7f00:1]',
    'https://[2002:7f00:1::]',
    'https://[fe80::1]',
    'https://[fd00::1]',
    'https://10.1.2.3',
    'https://172.16.0.1',
    'https://172.31.255.255',
    'https://192.168.1.1',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1',
    'https://198.18.0.1',
    'https://224.0.0.1',
    'https://255.255.255.255',
    'https://intranet',
    'https://printer.local',
    'https://metadata.internal',
  ])('is not public: %s', (url) => expect(addressKind(url, closed)).toBe('not_public'));
  it.each([
    'http://miru.example/hook',
    'ftp://miru.example',
    'file:///etc/passwd',
    'https://gu:secret@miru.example',
    'https://miru.example/#a',
    'miru.example',
    'javascript:alert(1)',
  ])('is none: %s', (url) => expect(addressKind(url, closed)).toBe('invalid'));
  it.each([
    'https://miru.example/hook?a=1',
    'https://8.8.8.8',
    'https://[2606:4700::1111]:8443/x',
    'https://172.32.0.1',
  ])('is public: %s', (url) => expect(addressKind(url, closed)).toBe('public'));
  it('of this machine is fit only where the settings say so', () => {
    expect(addressKind('http://127.0.0.1:9/x', { loopback: true })).toBe('public');
    expect(addressKind('http://localhost:9/x', { loopback: true })).toBe('public');
    expect(addressKind('http://10.0.0.1/x', { loopback: true })).toBe('invalid');
    expect(isReachable('::1', { loopback: true })).toBe(true);
    expect(isReachable('10.0.0.1', { loopback: true })).toBe(false);
  });
});

describe('A message', () => {
  let server: Server | undefined;
  afterEach(() => new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined))));
  type Got = { headers: IncomingMessage['headers']; body: string };
  const listen = async (answer: Parameters<typeof createServer>[1]): Promise<number> => {
    server = createServer(answer as never);
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  };
  const sent = (url: string, more: { resolve?: Resolve; signal?: AbortSignal } = {}) =>
    send({ url, message, reach: { loopback: true }, signal: never, ...more });

  it('is signed as the Standard Webhooks specification says, over its exact bytes', async () => {
    let got: Got | undefined;
    const port = await listen((request, response) => {
      let body = '';
      request.on('data', (bytes) => (body += bytes));
      request.on('end', () => {
        got = { headers: request.headers, body };
        response.writeHead(204).end();
      });
    });
    expect(await sent(`http://127.0.0.1:${port}/hook?x=1`)).toEqual({ status: 204 });
    const { headers, body } = got!;
    const signedText = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const expected = createHmac('sha256', 'a secret of some length').update(signedText).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${expected}`);
    expect([body, headers['webhook-timestamp'], headers['content-type']]).toEqual([
      message.body,
      '1772355600',
      'application/json',
    ]);
  });
  it('is signed by both secrets while one follows the other', () => {
    const both = signatureHeaders({ ...message, secrets: [secret, `whsec_${Buffer.from('old').toString('base64')}`] });
    expect(both['webhook-signature']!.split(' ')).toHaveLength(2);
  });
  it('goes to the address that was judged: the name is looked up once', async () => {
    let host: string | undefined;
    const port = await listen((request, response) => {
      host = request.headers.host;
      response.end();
    });
    let looks = 0;
    const resolve: Resolve = async () => {
      looks += 1;
      return [{ address: looks === 1 ? '127.0.0.1' : '10.0.0.1' }];
    };
    const outcome = await sent(`http://localhost:${port}/`, { resolve });
    expect([outcome, looks, host]).toEqual([{ status: 200 }, 1, `localhost:${port}`]);
  });
  it('is not sent where a name leads into a private network, if only by one of its addresses', async () => {
    const refused = { error: 'the address is not public' };
    for (const addresses of [['10.0.0.1'], ['8.8.8.8', '192.168.0.1'], ['::1'], ['fe80::1%eth0'], []]) {
      const resolve: Resolve = async () => addresses.map((address) => ({ address }));
      const outcome = await send({ url: 'https://evil.example/', message, reach: closed, signal: never, resolve });
      expect(outcome).toEqual(refused);
    }
  });
  it('follows no redirect', async () => {
    let count = 0;
    const port = await listen((_request, response) => {
      count += 1;
      response.writeHead(302, { location: '/again' }).end();
    });
    expect([await sent(`http://127.0.0.1:${port}/`), count]).toEqual([{ status: 302 }, 1]);
  });
  it('does not listen to an answer without end', async () => {
    let written = 0;
    const port = await listen((_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => {
        written += 16_384;
        response.write('x'.repeat(16_384));
      }, 1);
      response.once('close', () => clearInterval(timer));
    });
    expect(await sent(`http://127.0.0.1:${port}/`)).toEqual({ status: 200 });
    expect(written).toBeLessThan(4_000_000);
  });
  it('does not wait for an answer that never comes', async () => {
    const port = await listen(() => undefined);
    const outcome = await sent(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(200) });
    expect(outcome).toHaveProperty('error');
    server!.closeAllConnections();
  });
  it('says why when nobody answers', async () => {
    const port = await listen(() => undefined);
    await new Promise((resolve) => server!.close(resolve));
    server = undefined;
    expect(await sent(`http://127.0.0.1:${port}/`)).toEqual({ error: 'ECONNREFUSED' });
  });
});
