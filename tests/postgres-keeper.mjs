// Keeps a PostgreSQL server for tests and ends it with its folder when its own input ends, however its parent died.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const startMsMax = 30_000;
const stopMsMax = 5_000;
/** PostgreSQL refuses to run as root; this user exists nearly everywhere and owns nothing. */
const nobody = 65534;

const { bin, parent, isDurable, settings: more } = JSON.parse(process.argv[2] ?? '{}');
const isRoot = process.getuid?.() === 0;
const folder = mkdtempSync(join(parent, 'kontor-pg-'));
const data = join(folder, 'data');
mkdirSync(data, { mode: 0o700 });
chmodSync(folder, 0o700);
const as = isRoot ? { uid: nobody, gid: nobody } : {};
if (isRoot) for (const path of [folder, data]) chownSync(path, nobody, nobody);

/** @type {import('node:child_process').ChildProcess | undefined} */
let server;
let isEnding = false;

/** @param {number} code */
async function end(code) {
  if (isEnding) return;
  isEnding = true;
  if (server && server.exitCode === null && server.signalCode === null) {
    const gone = once(server, 'exit');
    server.kill('SIGINT');
    const isGone = await Promise.race([gone.then(() => true), pause(stopMsMax, false)]);
    if (!isGone) server.kill('SIGKILL');
    await gone;
  }
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}

/** @param {string} program @param {string[]} parameters */
function started(program, parameters) {
  const child = spawn(join(bin, program), parameters, { ...as, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes) => {
      said = (said + bytes).slice(-4000);
    });
  }
  return { child, said: () => said };
}

async function run() {
  const made = started('initdb', [
    '-D',
    data,
    '-U',
    'postgres',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
  ]);
  const [code] = await once(made.child, 'exit');
  if (code !== 0) throw new Error(`initdb failed: ${made.said()}`);
  const settings = { listen_addresses: '', unix_socket_directories: folder, max_connections: 200 };
  const hasty = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
  const given = Object.entries({ ...settings, ...(isDurable ? {} : hasty), ...more });
  const running = started('postgres', ['-D', data, ...given.flatMap(([name, value]) => ['-c', `${name}=${value}`])]);
  server = running.child;
  server.on('exit', () => void end(1));
  const deadline = Date.now() + startMsMax;
  // The socket answers before the server does, so its own word is what counts.
  while (!running.said().includes('ready to accept connections')) {
    if (Date.now() > deadline) throw new Error(`postgres did not start: ${running.said()}`);
    await pause(20);
  }
  process.stdout.write(`${JSON.stringify({ folder })}\n`);
}

process.stdin.resume();
process.stdin.on('end', () => void end(0));
process.stdin.on('error', () => void end(0));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void end(0));
run().catch((error) => {
  process.stderr.write(`${error.message}\n`);
  void end(1);
});
