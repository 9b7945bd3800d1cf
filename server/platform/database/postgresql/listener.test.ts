// A connection that listens and hears nothing, although nobody ended it: it is noticed, and another one is made.
import { type AddressInfo, createConnection, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { Listener } from './listener.ts';

/** Passes on what is said to the server of the tests, until it is told to swallow the answers to those who came. */
async function between(url: string) {
  const { hostname, port } = new URL(url);
  const host = decodeURIComponent(hostname);
  const target = host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port || 5432}` } : { host, port: Number(port) };
  const sockets: Socket[] = [];
  const swallowed = new Set<Socket>();
  const proxy: Server = createServer((near) => {
    const far = createConnection(target as { path: string });
    sockets.push(near, far);
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => swallowed.has(near) || near.write(bytes));
    for (const socket of [near, far]) socket.on('error', () => undefined);
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    port: (proxy.address() as AddressInfo).port,
    swallow: () => {
      for (const socket of sockets) swallowed.add(socket);
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise<unknown>((resolve) => proxy.close(resolve));
    },
  };
}

describe('A connection that listens', () => {
  let proxy: Awaited<ReturnType<typeof between>>;
  let listener: Listener;
  const faults: string[] = [];
  beforeAll(async () => {
    const url = inject('postgresUrl');
    proxy = await between(url);
    const { username, password, pathname } = new URL(url);
    const options = { host: '127.0.0.1', port: proxy.port, user: username, password, database: pathname.slice(1) };
    listener = new Listener(options, { hearingSecondsMax: 1.5, faulted: ({ message }) => void faults.push(message) });
  });
  afterAll(async () => {
    await listener.close();
    await proxy.close();
  });

  it('notices that it hears nothing, makes another, and says that something may have been missed', async () => {
    const heard: string[] = [];
    await listener.listen('kontor.deaf', (payload) => heard.push(payload));
    expect(heard).toEqual([]);
    proxy.swallow();
    await expect.poll(() => heard, { timeout: 60_000 }).toContain('');
    expect(faults.join()).toContain('do not arrive');
  });
});
