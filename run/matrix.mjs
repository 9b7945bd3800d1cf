// `npm run matrix [-- file…]`: proves on each promised line of Node.js that Kontor starts, ends, and passes its tests.
// Named files are all that is tested then.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { run } from './child.mjs';
import { ensurePackages } from './packages.mjs';
import { secondsSince, shown } from './progress.mjs';
import { exitCodes, explained, Trouble, troubleFrom } from './trouble.mjs';

const majors = ['22', '24'];
const files = process.argv.slice(2);
const root = fileURLToPath(new URL('..', import.meta.url));
const startLimitMilliseconds = 180_000;
const endLimitMilliseconds = 20_000;
const lookMilliseconds = 100;

/** npm carries the binaries of Node.js, so no other place must be reached. @param {string} major */
async function fetchNode(major) {
  const name = `node-${process.platform}-${process.arch}`;
  const folder = join(root, '.cache', `node-${major}`);
  const binary = join(folder, 'node_modules', name, 'bin', 'node');
  if (existsSync(binary)) return binary;
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  const command = ['npm', 'install', '--no-audit', '--no-fund', `${name}@${major}`];
  const { code, output } = await shown(`Fetching Node.js ${major}`, () => run(command, { cwd: folder }));
  if (code !== 0) throw troubleFrom(`Node.js ${major} was not fetched`, output);
  return binary;
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = /** @type {import('node:net').AddressInfo} */ (probe.address());
  probe.close();
  return String(address.port);
}

/** @param {string} binary */
async function startsAndEnds(binary) {
  const data = await mkdtemp(join(tmpdir(), 'kontor-matrix-'));
  const port = await freePort();
  const path = `${dirname(binary)}${delimiter}${process.env.PATH}`;
  const env = { ...process.env, PATH: path, KONTOR_PORT: port, KONTOR_DATA: data, npm_lifecycle_event: '' };
  const server = spawn(binary, [join(root, 'run', 'start.mjs')], { env, stdio: 'inherit' });
  const ended = once(server, 'exit');
  try {
    await answers(`http://127.0.0.1:${port}/health/ready`, server);
    await answers(`http://127.0.0.1:${port}/`, server);
    server.kill('SIGINT');
    const [code] = await Promise.race([ended, pause(endLimitMilliseconds, ['late'], { ref: false })]);
    if (code !== 0) throw new Trouble(`The server did not end cleanly on SIGINT: ${code}.`, exitCodes.failed);
  } finally {
    server.kill('SIGKILL');
    await rm(data, { recursive: true, force: true });
  }
}

/** @param {string} url @param {import('node:child_process').ChildProcess} server */
async function answers(url, server) {
  const until = performance.now() + startLimitMilliseconds;
  while (performance.now() < until && server.exitCode === null) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await pause(lookMilliseconds);
  }
  throw new Trouble(`${url} did not answer.`, exitCodes.failed);
}

/** @param {string} binary */
async function passesTests(binary) {
  const path = `${dirname(binary)}${delimiter}${process.env.PATH}`;
  const command = [binary, 'node_modules/vitest/vitest.mjs', 'run', '--project', 'node', ...files];
  const { code } = await run(command, { cwd: root, env: { PATH: path, CI: '1' }, isOpen: true });
  if (code !== 0) throw new Trouble('Tests failed.', exitCodes.failed);
}

await explained(async () => {
  await ensurePackages(root, { needsDev: true });
  const lines = [];
  for (const major of majors) {
    const binary = await fetchNode(major);
    const startedAt = performance.now();
    const version = (await run([binary, '--version'], { cwd: root })).output.trim();
    await startsAndEnds(binary);
    await passesTests(binary);
    lines.push(`✓ Node.js ${version}: starts, answers, ends, passes its tests  ${secondsSince(startedAt)}`);
  }
  console.log(lines.join('\n'));
});
