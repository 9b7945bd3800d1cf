// The process itself: killed it loses nothing, and whatever keeps it from starting is a sentence and an exit code.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { embeddedFolder } from '../tests/engines.ts';
import { builtServer } from '../tests/processes/built.ts';
import { openEmbedded } from './platform/database/embedded/engine.ts';
import { exitCodes } from './trouble.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
let program: string;
let folder: string;
let environment: Record<string, string>;
const children: ChildProcess[] = [];
beforeAll(() => {
  program = builtServer();
});
beforeEach(async () => {
  folder = await embeddedFolder();
  environment = {
    KONTOR_DATA: folder,
    KONTOR_PORT: '0',
    KONTOR_CLOUDS: 'usgov',
    KONTOR_LOG_LEVEL: 'silent',
    KONTOR_LOOP_DELAY_MS_MAX: '60000',
  };
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  rmSync(folder, { recursive: true, force: true });
});

function begin(more: Record<string, string> = {}) {
  const child = spawn(process.execPath, [program], {
    cwd: root,
    env: { ...process.env, ...environment, ...more },
  });
  children.push(child);
  let said = '';
  const heard = (bytes: Buffer) => {
    said += bytes;
  };
  child.stdout.on('data', heard);
  child.stderr.on('data', heard);
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, said }));
  /** What it says at that place, once it does. */
  const says = async (sought: RegExp): Promise<string> => {
    for (;;) {
      const found = sought.exec(said);
      if (found) return found[1] ?? found[0];
      if (child.exitCode !== null) throw new Error(`it ended: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  /** Where it answers. */
  const answers = () => says(/Kontor answers on (\S+)\n/);
  return { child, ended, says, answers };
}

async function programOf(origin: string, organization: string) {
  const told = await fetch(`${origin}/workbench/world`);
  if (told.status !== 200) throw new Error(`the workbench answered ${told.status}: ${await told.text()}`);
  const { clouds } = (await told.json()) as any;
  const found = clouds[0].organizations.find(({ name }: { name: string }) => name === organization);
  const [{ id, secret }] = found.apiClients;
  const answer = await fetch(`${origin}/oauth/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${id}:${secret}`)}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'api' }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  return async (path: string, body?: object) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const more = body ? { method: 'POST', body: JSON.stringify(body) } : {};
    return (await fetch(origin + path, { headers, ...more })).json() as any;
  };
}

describe('A server', () => {
  it('that is killed keeps what it acknowledged, and starts again; one that is asked to end does so', async () => {
    expect(folder).toContain(' '); // A folder whose name has a space in it is as good as any other.
    const first = begin();
    const made = await (await programOf(await first.answers(), 'Fortline Public'))('/api/v1/invitations', {});
    first.child.kill('SIGKILL');
    await first.ended;
    const second = begin();
    const origin = await second.answers();
    const { status } = await (await programOf(origin, 'Fortline Public'))(`/api/v1/invitations/${made.id}`);
    expect([made.status, status]).toEqual(['open', 'open']);

    const third = await begin().ended;
    expect(third).toMatchObject({ code: exitCodes.folder, said: expect.stringMatching(/process \d+/) });
    expect((await fetch(`${origin}/health/ready`)).status).toBe(200);
    second.child.kill('SIGTERM');
    expect(await second.ended).toMatchObject({ code: 0, said: expect.stringContaining('Ending') });
  });

  it('is not ready from the moment it was asked to end, though it answers before all of it has started', async () => {
    const { child, ended, says } = begin({ KONTOR_LOG_LEVEL: 'info' });
    const origin = await says(/Server listening at (http:[^"]+)/);
    child.kill('SIGTERM');
    await says(/Ending/);
    const answer = await fetch(`${origin}/health/ready`).catch(() => undefined);
    expect(answer?.status).not.toBe(200);
    expect(await ended).toMatchObject({ code: 0 });
  });

  it('says that its port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { code, said } = await begin({ KONTOR_PORT: String(port) }).ended;
    other.close();
    expect([code, said]).toEqual([exitCodes.portBusy, expect.stringContaining('KONTOR_PORT')]);
  });

  it('leaves a database of a newer version alone', async () => {
    const engine = await openEmbedded({ folder });
    await engine.schema('usgov').transaction(async (tx) => {
      await tx.query({ text: 'create schema usgov', values: [] });
      await tx.query({ text: 'create table migrations (number int, name text, checksum text)', values: [] });
      await tx.query({ text: `insert into migrations values (1, '9999_later', '')`, values: [] });
    });
    await engine.close();
    expect(await begin().ended).toMatchObject({
      code: exitCodes.unavailable,
      said: expect.stringContaining('migration'),
    });
  });

  it.each<[string, () => unknown, number]>([
    ['a broken folder', () => rmSync(join(folder, 'postgres', 'PG_VERSION')), exitCodes.folder],
    [
      'a damaged database',
      () => writeFileSync(join(folder, 'postgres', 'global', 'pg_control'), 'x'),
      exitCodes.folder,
    ],
    ['a folder that cannot be made', () => ({ KONTOR_DATA: join(root, 'package.json', 'data') }), exitCodes.folder],
    ['a wrong setting', () => ({ KONTOR_PORT: 'many' }), exitCodes.usage],
    [
      'production that nobody has set up',
      () => ({
        ...{ KONTOR_MODE: 'production', KONTOR_ORIGIN: 'https://partners.example' },
        KONTOR_TRUST_PROXY: '127.0.0.1',
      }),
      exitCodes.mode,
    ],
  ])('ends with a sentence on %s', async (_what, damage, expected) => {
    const { code, said } = await begin((damage() ?? {}) as Record<string, string>).ended;
    expect([code, said.includes('    at ')]).toEqual([expected, false]);
  });
});
