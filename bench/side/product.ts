// The product itself as one process, built and set up as in production, with tokens for programs of the town.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { built, ready, root } from '../../run/ready.mjs';
import { programOf, secret } from '../town/rows.ts';
import { patient } from './patient.ts';

export type Product = {
  port: number;
  pid: number;
  /** A token by client credentials, as any program gets one. */
  tokenOf(partner: number): Promise<string>;
  tokenFor(program: string): Promise<string>;
  end(signal?: NodeJS.Signals): Promise<void>;
};
export type Settings = Readonly<Record<string, string>>;

/** Not to be guessed, or production refuses it; the same for all processes of one run. */
export const installationSecret = randomBytes(48).toString('base64');

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}

/** As for an installation behind a proxy; requests are not counted, so that the load is not taken for an attack. */
const settingsOf = (port: number, more: Settings): Settings => ({
  KONTOR_MODE: 'production',
  KONTOR_PORT: String(port),
  KONTOR_ORIGIN: `https://localhost:${port}`,
  KONTOR_TRUST_PROXY: '127.0.0.1',
  KONTOR_SECRET: installationSecret,
  KONTOR_CLOUDS: 'worldwide',
  KONTOR_RATE_PER_MINUTE: '0',
  KONTOR_RATE_PER_ADDRESS: '0',
  KONTOR_LOG_LEVEL: 'error',
  ...more,
});

async function answering(child: ChildProcess): Promise<void> {
  let said = '';
  child.stderr!.on('data', (bytes) => {
    said = (said + bytes).slice(-3000);
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The server ended with ${code}. ${said}`);
  });
  ended.catch(() => undefined);
  const lines = createInterface(child.stdout!);
  const heard = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      if (line.startsWith('Kontor answers on')) resolve();
      else if (line.includes('"level":50')) process.stderr.write(`${line}\n`);
    });
  });
  await Promise.race([heard, ended]);
}

async function tokenFrom(port: number, client: string): Promise<string> {
  const asked = { grant_type: 'client_credentials', client_id: client, client_secret: secret };
  const answer = await patient(() =>
    fetch(`http://localhost:${port}/oauth/token`, { method: 'POST', body: new URLSearchParams(asked) }),
  );
  const body = (await answer.json()) as { access_token?: string };
  if (!body.access_token) throw new Error(`no token: ${answer.status} ${JSON.stringify(body)}`);
  return body.access_token;
}

export async function startProduct(settings: Settings): Promise<Product> {
  await ready(['server'], { isQuiet: true });
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'kontor-bench-'));
  const options = process.env.KONTOR_BENCH_NODE_OPTIONS?.split(' ').filter(Boolean) ?? [];
  const child = spawn(process.execPath, [...options, built('server.mjs')], {
    cwd: root,
    env: { ...process.env, ...settingsOf(port, { KONTOR_DATA: folder, ...settings }), NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const endWithUs = () => child.kill('SIGKILL');
  process.once('exit', endWithUs);
  await answering(child);
  return {
    port,
    pid: child.pid!,
    tokenOf: (partner) => tokenFrom(port, programOf(partner)),
    tokenFor: (program) => tokenFrom(port, program),
    end: async (signal = 'SIGTERM') => {
      const gone = once(child, 'exit');
      child.kill(signal);
      await gone;
      process.off('exit', endWithUs);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
