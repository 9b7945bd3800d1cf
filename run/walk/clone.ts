// A clone of what is committed, started by `npm start` in a folder of its own and on a free port.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../server/listening.ts';

export type Clone = { origin: string; commit: string; seconds: number; end(): Promise<void> };

const answersIn = 'Kontor answers on ';
const secondsMax = 600;

export async function freshClone(root: string): Promise<Clone> {
  const folder = mkdtempSync(join(tmpdir(), 'kontor walk '));
  const startedAt = performance.now();
  execFileSync('git', ['clone', '--quiet', '--depth', '1', `file://${root}`, join(folder, 'kontor')]);
  const cwd = join(folder, 'kontor');
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd, encoding: 'utf8' }).trim();
  const port = await freePort('127.0.0.1', 0);
  const child = spawn('npm', ['start'], { cwd, env: { ...process.env, KONTOR_PORT: String(port) } });
  const ended = once(child, 'exit');
  const end = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  let said = '';
  const limit = setTimeout(() => child.kill('SIGTERM'), secondsMax * 1000);
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes) => {
      said += bytes;
    });
  }
  while (!said.includes(answersIn)) {
    await Promise.race([once(child.stdout, 'data'), ended]);
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`npm start ended: ${said}`);
  }
  clearTimeout(limit);
  const origin = said
    .slice(said.indexOf(answersIn) + answersIn.length)
    .split('\n')[0]!
    .trim();
  return { origin, commit, seconds: (performance.now() - startedAt) / 1000, end };
}
