// U1 to U3: a fresh clone to its first answer, a second start, and the memory of a demo that nobody uses.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../../run/ready.mjs';
import type { Found } from '../report.ts';
import { memoryOf } from '../side/processor.ts';
import { medianOf } from '../side/spread.ts';

const port = 4817;
const waitSecondsMax = 600;
const idleSeconds = 20;
const runs = 5;

type Started = { seconds: number; pid: number; end(): Promise<void> };

/** From the command that a person types to the first page that answers. */
async function started(folder: string, data: string, environment: Record<string, string> = {}): Promise<Started> {
  const startedAt = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: '', KONTOR_PORT: String(port), KONTOR_DATA: data, ...environment },
    stdio: 'ignore',
    detached: true,
  });
  for (;;) {
    const answer = await fetch(`http://localhost:${port}/health/ready`).catch(() => undefined);
    if (answer?.ok) break;
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}`);
    if (performance.now() - startedAt > waitSecondsMax * 1000) throw new Error('the demo never answered');
    await pause(20);
  }
  const end = async () => {
    const gone = once(child, 'exit');
    process.kill(-child.pid!, 'SIGTERM');
    await gone;
    // npm is gone before the server is; the next start must not be answered by this one.
    while (await isOpen()) await pause(20);
  };
  return { seconds: (performance.now() - startedAt) / 1000, pid: serverBelow(child.pid!), end };
}

const isOpen = (): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, 'localhost', () => {
      socket.destroy();
      resolve(true);
    }).once('error', () => resolve(false));
  });

/** npm and its shell stand between; the server is the one without children of its own. */
function serverBelow(pid: number): number {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const parentOf = (one: string) => {
    try {
      return Number(readFileSync(`/proc/${one}/stat`, 'utf8').split(') ')[1]!.split(' ')[1]);
    } catch {
      return 0;
    }
  };
  const child = all.find((one) => parentOf(one) === pid);
  return child ? serverBelow(Number(child)) : pid;
}

const fresh = (name: string) => mkdtempSync(join(tmpdir(), name));

async function firstAnswer(): Promise<Found> {
  const folder = fresh('kontor-clone-');
  const cache = fresh('kontor-cache-');
  const startedAt = performance.now();
  execFileSync('git', ['clone', '-q', root, folder]);
  const cloned = (performance.now() - startedAt) / 1000;
  const demo = await started(folder, join(folder, 'data'), { npm_config_cache: cache });
  const seconds = cloned + demo.seconds;
  await demo.end();
  const [again] = [await started(folder, join(folder, 'data'), { npm_config_cache: cache })];
  await again.end();
  for (const one of [folder, cache]) rmSync(one, { recursive: true, force: true });
  return {
    ...{ id: 'U1', what: 'a fresh clone to its first answer, no package cached', floor: '120 s', goal: '60 s' },
    ...{ figure: `${seconds.toFixed(1)} s`, isAtFloor: seconds <= 120, isAtGoal: seconds <= 60 },
    rows: [{ 'clone s': cloned, 'npm start to answer s': demo.seconds, 'second start s': again.seconds }],
    notes: ['One run: packages from the registry, portal and server built, the demo of all clouds made.'],
  };
}

async function secondStart(): Promise<Found[]> {
  const data = fresh('kontor-demo-');
  const first = await started(root, data);
  await pause(idleSeconds * 1000);
  const afterFirst = memoryOf(first.pid);
  await first.end();
  const seconds: number[] = [];
  const memory: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const demo = await started(root, data);
    seconds.push(demo.seconds);
    if (run === 0) {
      await pause(idleSeconds * 1000);
      memory.push(memoryOf(demo.pid).now);
    }
    await demo.end();
  }
  rmSync(data, { recursive: true, force: true });
  const median = medianOf(seconds);
  const idle = memory[0]!;
  return [
    {
      ...{ id: 'U2', what: 'a second start to its first answer', floor: '3 s', goal: '1.5 s' },
      ...{ figure: `${median.toFixed(2)} s`, isAtFloor: median <= 3, isAtGoal: median <= 1.5 },
      rows: [{ 'median s': median, 'best s': Math.min(...seconds), 'longest s': Math.max(...seconds), runs }],
      notes: ['npm start on a data folder with the demo of all four clouds, nothing to build.'],
    },
    {
      ...{ id: 'U3', what: 'memory of a started demo, idle', floor: '400 MB', goal: '250 MB' },
      ...{ figure: `${idle.toFixed(0)} MB`, isAtFloor: idle <= 400, isAtGoal: idle <= 250 },
      rows: [
        { start: 'second', 'MB resident': idle },
        { start: 'first, which made the demo', 'MB resident': afterFirst.now, 'MB at most': afterFirst.peak },
      ],
      notes: [`Server and embedded database are one process; read ${idleSeconds} s after the first answer.`],
    },
  ];
}

export async function measure(wanted: readonly string[]): Promise<Found[]> {
  const found = wanted.includes('U2') || wanted.includes('U3') ? await secondStart() : [];
  if (wanted.includes('U1')) found.unshift(await firstAnswer());
  return found.filter(({ id }) => wanted.includes(id));
}
