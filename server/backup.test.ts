// An installation is set up, backed up, lost and restored, on both engines and from one to the other: nothing is lost.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifyAll } from '../cli/local/audit.ts';
import { ownSettings, startDemo } from '../tests/running.ts';
import { start } from './app.ts';
import { backUp } from './backup.ts';
import { openEngine } from './open.ts';
import { headOf } from './platform/record/heads.ts';
import { signHead } from './platform/record/receipts.ts';
import { readSettings, type Settings } from './platform/settings/config.ts';
import { restore } from './restore.ts';
import { setUp } from './setup.ts';
import { explained } from './trouble.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const say = () => undefined;
const kinds = ['embedded', 'postgresql'] as const;
type Kind = (typeof kinds)[number];
let folder: string;
const undone: (() => Promise<void>)[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kontor backup '));
});
afterEach(async () => {
  for (const undo of undone.splice(0)) await undo();
  rmSync(folder, { recursive: true, force: true });
});
afterAll(async () => {
  for (const past of pasts.values()) await (await past).demo.remove();
});

async function own(engine: Kind, more: Record<string, string> = {}): Promise<Settings> {
  const { environment, remove } = await ownSettings(engine, more);
  undone.push(remove);
  return readSettings(environment);
}

const pasts = new Map<string, ReturnType<typeof demoWithPast>>();
/** A demo with a past, its backup, and a signed head of before that was kept outside; made once, and only read. */
const backedUp = (engine: Kind, secret = '') => {
  const made = pasts.get(engine + secret) ?? demoWithPast(engine, secret);
  pasts.set(engine + secret, made);
  return made;
};
async function demoWithPast(engine: Kind, secret: string) {
  const demo = await startDemo(engine, secret ? { KONTOR_SECRET: secret } : {});
  const fortline = await demo.program('Fortline');
  const list = async (call: typeof fortline) => (await call('GET /api/v1/subscriptions')).body.items;
  const before = await list(fortline);
  const [world] = demo.running.worlds;
  const thread = before[0].partner.id;
  const head = await signHead(world!, (await world!.database.read((tx) => headOf(tx, thread)))!);
  await demo.running.close();
  const settings = readSettings(demo.environment);
  const file = join(settings.data, 'kontor.backup');
  const taken = await backUp({ settings, root, file, say });
  return { demo, before, head, taken, file };
}

const secret = 'Zk3vP9qLw7YtRb2HnXs6JdMf8CgUaE5oKi1';

describe.each([
  ['embedded', 'embedded'],
  ['postgresql', 'postgresql'],
  ['embedded', 'postgresql'],
] as const)('A backup from %s to %s', (from, to) => {
  it('brings everything back, the log proves it, and the signatures begin anew', async () => {
    const { before, head, taken, file } = await backedUp(from, secret);
    expect(taken.rows).toBeGreaterThan(500);
    expect(statSync(file).mode & 0o077).toBe(0);
    const settings = await own(to, { KONTOR_SECRET: secret });
    expect(await restore({ settings, root, file, say })).toMatchObject({ rows: taken.rows, mode: 'demo' });

    const engine = await openEngine(settings);
    const database = engine.schema('usgov');
    const verified = await verifyAll({ database, head });
    expect([verified.outcome, verified.report?.broken]).toEqual(['proved', null]);
    const keys = await database.read((tx) => tx.query({ text: 'select retired_at from receipt_keys', values: [] }));
    expect(keys).toEqual([{ retired_at: expect.any(Date) }]);
    await engine.close();

    const running = await start(settings, { root, say });
    const { clouds } = (await (await fetch(`${running.origin}/workbench/world`)).json()) as any;
    const [client] = clouds[0].organizations.find(
      ({ name }: { name: string }) => name === 'Fortline Public',
    ).apiClients;
    const signedIn = await fetch(`${running.origin}/oauth/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${client.id}:${client.secret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', scope: 'api' }),
    });
    const { access_token: token } = (await signedIn.json()) as { access_token: string };
    const call = async (path: string, init: RequestInit = {}) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      return (await fetch(running.origin + path, { ...init, headers })).json() as any;
    };
    const after = (await call('/api/v1/subscriptions')).items;
    expect(after.map(({ id }: { id: string }) => id)).toEqual(before.map(({ id }: { id: string }) => id));
    const made = await call('/api/v1/invitations', { method: 'POST', body: '{}' });
    expect(made.status).toBe('open');
    await running.close();
    const again = await openEngine(settings);
    expect((await verifyAll({ database: again.schema('usgov'), head })).outcome).toBe('proved');
    await again.close();
  });
});

describe('A backup', () => {
  it('is refused where it is damaged, cut, foreign, newer, or of another secret, and nothing is begun', async () => {
    const { file } = await backedUp('embedded');
    const whole = readFileSync(file);
    const text = gunzipSync(whole).toString('utf8');
    const [header] = text.split('\n') as [string];
    const newer = { ...JSON.parse(header.slice(1)), format: 99 };
    const broken: [string, Buffer, RegExp][] = [
      [
        'damaged',
        Buffer.concat([whole.subarray(0, whole.length / 2), Buffer.alloc(64), whole.subarray(whole.length / 2)]),
        /damaged/,
      ],
      ['cut', whole.subarray(0, whole.length - 200), /damaged/],
      ['changed', gzipSync(text.replace('Fortline Public', 'Fortline Publik')), /damaged/],
      ['without its end', gzipSync(text.slice(0, text.lastIndexOf('\nE'))), /damaged/],
      ['foreign', gzipSync('hello\n'), /no backup|damaged/],
      ['no archive', Buffer.from('hello'), /damaged/],
      ['newer', gzipSync(text.replace(header, `H${JSON.stringify(newer)}`)), /newer version/],
    ];
    const settings = await own('postgresql');
    for (const [what, bytes, says] of broken) {
      const other = join(folder, `${what}.backup`);
      writeFileSync(other, bytes);
      await expect(restore({ settings, root, file: other, say }), what).rejects.toThrow(says);
    }
    await expect(restore({ settings, root, file: join(folder, 'none.backup'), say })).rejects.toThrow(/no backup at/);
    const strange = await own('embedded', { KONTOR_SECRET: secret });
    await expect(restore({ settings: strange, root, file, say })).rejects.toThrow(/another secret/);
  });

  it('goes into an empty place only, and brings its own secret along', async () => {
    const { file } = await backedUp('embedded');
    const settings = await own('embedded');
    await restore({ settings, root, file, say });
    expect(existsSync(join(settings.data, 'secret'))).toBe(true);
    await expect(restore({ settings, root, file, say })).rejects.toThrow(/something in usgov already/);
  });

  it('is not taken of nothing, and leaves no half file behind', async () => {
    const file = join(folder, 'kontor.backup');
    const settings = readSettings({ KONTOR_DATA: join(folder, 'nothing here') });
    await expect(backUp({ settings, root, file, say })).rejects.toThrow(/nothing to back up/);
    expect([existsSync(file), existsSync(join(folder, 'nothing here'))]).toEqual([false, false]);
  });
});

describe('A backup into a folder that is not there', () => {
  it('is refused with the name of the folder, before anything is opened', async () => {
    const data = join(folder, 'data');
    mkdirSync(join(data, 'postgres'), { recursive: true });
    const taking = (file: string) =>
      backUp({ settings: readSettings({ KONTOR_DATA: data }), root, file, say }).catch((error: unknown) => error);
    const gone = await taking(join(folder, 'gone', 'kontor.backup'));
    expect(explained(gone)).toEqual({
      says: expect.stringContaining(`There is no folder ${join(folder, 'gone')} for the backup.`),
      code: 75,
    });
    writeFileSync(join(folder, 'letter'), '');
    expect(explained(await taking(join(folder, 'letter', 'kontor.backup'))).says).toContain('There is no folder');
    expect(readdirSync(join(data, 'postgres'))).toEqual([]);
  });
});

describe.each(kinds)('A set-up on %s', (engine) => {
  const real = {
    KONTOR_MODE: 'production',
    KONTOR_ORIGIN: 'https://partners.example',
    KONTOR_TRUST_PROXY: '127.0.0.1',
    KONTOR_SECRET: secret,
  };
  const wish = { country: 'US', admin: { name: 'ada@meridian.example', displayName: 'Ada', language: 'en' as const } };
  it('is what production asks for; it makes the operator and shows each password once', async () => {
    const settings = await own(engine, real);
    await expect(start(settings, { root, say })).rejects.toThrow(/kontor setup/);
    const made = await setUp(settings, wish, { root, say });
    expect(made).toEqual([
      expect.objectContaining({ cloud: 'usgov', operator: 'Meridian', name: 'ada@meridian.example' }),
    ]);
    expect(await setUp(settings, wish, { root, say })).toEqual([]);
    const running = await start(settings, { root, say });
    const [world] = running.worlds;
    const { statusCode, body } = await running.app.inject({
      ...{
        method: 'POST',
        url: '/api/v1/sign-in',
        headers: { host: new URL(world!.origin).host, origin: world!.origin },
      },
      payload: { name: made[0]!.name, password: made[0]!.temporaryPassword },
    });
    expect([statusCode, JSON.parse(body).me.mustChangePassword ?? true]).toEqual([200, true]);
    const workbench = await running.app.inject({
      url: '/workbench/world',
      headers: { host: new URL(world!.origin).host },
    });
    expect(workbench.statusCode).toBe(404);
    await running.close();
    await expect(start(readSettings({ ...process.env, ...demoOf(settings) }), { root, say })).rejects.toThrow(
      /set up as production/,
    );
  });

  it('is refused for what was once a demo', async () => {
    const { demo } = await backedUp(engine, secret);
    const settings = readSettings({ ...demo.environment, ...real });
    await expect(setUp(settings, wish, { root, say })).rejects.toThrow(/set up as demo/);
    await expect(start(settings, { root, say })).rejects.toThrow(/set up as demo/);
  });
});

const demoOf = ({ data, databaseUrl }: Settings) => ({
  KONTOR_MODE: 'demo',
  KONTOR_DATA: data,
  KONTOR_PORT: '0',
  KONTOR_CLOUDS: 'usgov',
  KONTOR_LOG_LEVEL: 'silent',
  ...(databaseUrl && { KONTOR_DATABASE_URL: databaseUrl }),
});
