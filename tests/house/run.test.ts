// The two commands judge rightly what is missing, what is stale, what passed, and what went wrong.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from '../../run/child.mjs';
import { nodeComplaint } from '../../run/node-version.mjs';
import { isAbandoned, oneAtATime } from '../../run/one-at-a-time.mjs';
import { isInstallHopeless, missingPackages } from '../../run/packages.mjs';
import { fingerprint, staleParts, stampFile } from '../../run/parts.mjs';
import { failingFiles, inWords, sumOf, tallyAfter, tallyOf } from '../../run/tally.mjs';
import { exitCodes, troubleFrom } from '../../run/trouble.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kontor run '));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
  return join(folder, path);
}

describe('Node.js', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.1.0'])('%s will do', (version) => {
    expect(nodeComplaint(version)).toBeUndefined();
  });

  it.each(['20.18.3', '18.20.4', '8.0.0'])('%s is too old, and the sentence says what is needed', (version) => {
    expect(nodeComplaint(version)).toMatch(new RegExp(`20\\.19 or newer.*${version}`));
  });
});

describe('Installed packages', () => {
  const locked = {
    '': { version: '1.0.0' },
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/tool': { version: '2.0.0', dev: true },
    'node_modules/a-linux': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'] },
    'node_modules/a-musl': { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'], libc: ['musl'] },
    'node_modules/a-other': { version: '1.0.0', optional: true, os: ['!linux'], cpu: ['x64'] },
  };
  const machine = { os: 'linux', cpu: 'x64' };
  const complete = { 'node_modules/a': locked['node_modules/a'], 'node_modules/a-linux': { version: '1.0.0' } };

  it('are complete without development packages and without those of other machines', () => {
    expect(missingPackages(locked, complete, { needsDev: false, machine })).toEqual([]);
  });

  it('are incomplete for the tests without development packages', () => {
    expect(missingPackages(locked, complete, { needsDev: true, machine })).toEqual(['node_modules/tool']);
  });

  it('are incomplete with another version, other contents, or the files of another machine', () => {
    const older = { ...complete, 'node_modules/a': { version: '0.9.0', integrity: 'sha512-a' } };
    const forged = { ...complete, 'node_modules/a': { version: '1.0.0', integrity: 'sha512-b' } };
    expect(missingPackages(locked, older, { needsDev: false, machine })).toEqual(['node_modules/a']);
    expect(missingPackages(locked, forged, { needsDev: false, machine })).toEqual(['node_modules/a']);
    const elsewhere = { os: 'darwin', cpu: 'x64' };
    expect(missingPackages(locked, complete, { needsDev: false, machine: elsewhere })).toEqual([
      'node_modules/a-other',
    ]);
  });
});

describe('An installation', () => {
  const failedAttempts = (count: number) => 'npm http fetch GET /a attempt 1 failed with ENOTFOUND\n'.repeat(count);

  it('is given up when the registry never answers, or the disk is full', () => {
    expect(isInstallHopeless(failedAttempts(20))).toBe(true);
    expect(isInstallHopeless('npm warn tar TAR_ENTRY_ERROR ENOSPC: no space left on device')).toBe(true);
  });

  it('goes on over a failure here and there', () => {
    expect(isInstallHopeless(failedAttempts(3))).toBe(false);
    expect(isInstallHopeless(`npm http fetch GET 200 /b 12ms\n${failedAttempts(20)}`)).toBe(false);
  });
});

describe('A part', () => {
  const isStale = () => staleParts(folder, ['server']).length === 1;
  const stamp = () => {
    const inputs = ['server', 'contract', 'messages', 'package.json', 'package-lock.json', 'tsconfig.json'];
    const always = ['run/build.mjs', 'run/bundle.mjs', 'run/parts.mjs'];
    const text = JSON.stringify({ fingerprint: fingerprint(folder, [...inputs, ...always]), files: ['server.mjs'] });
    write('dist/server.mjs', '');
    write(stampFile('', 'server'), text);
  };

  it('without sources is not built at all', () => {
    expect(isStale()).toBe(false);
  });

  it('is stale before its first build, and not after it', () => {
    write('server/main.ts', '1');
    expect(isStale()).toBe(true);
    stamp();
    expect(isStale()).toBe(false);
  });

  it('is stale once a source is edited, added, renamed or removed, or its result is gone', () => {
    const source = write('server/main.ts', '1');
    const neighbour = write('server/room/rules.ts', '1');
    const edits = [
      () => write('server/room/rules.ts', '2 longer'),
      () => utimesSync(source, new Date(), new Date(statSync(source).mtimeMs + 5)),
      () => write('messages/en/room.json', '{}'),
      () => rmSync(neighbour),
      () => rmSync(join(folder, 'dist/server.mjs')),
    ];
    for (const edit of edits) {
      stamp();
      expect(isStale()).toBe(false);
      edit();
      expect(isStale()).toBe(true);
    }
  });

  it('is not stale for a test that was edited', () => {
    write('server/main.ts', '1');
    stamp();
    write('server/room/rules.test.ts', '1');
    expect(isStale()).toBe(false);
  });
});

describe('The count of tests', () => {
  const report = (...files: unknown[]) => JSON.stringify({ testResults: files });
  const file = (...statuses: string[]) => ({
    status: statuses.includes('failed') ? 'failed' : 'passed',
    assertionResults: statuses.map((status) => ({ status })),
  });

  it('adds up over files and suites', () => {
    const first = tallyOf(0, report(file('passed', 'passed'), file('passed')));
    const second = tallyOf(1, report(file('passed', 'failed')));
    expect(inWords(sumOf([first, second]))).toBe('4 passed, 1 failed');
  });

  it.each(['pending', 'skipped', 'todo', 'disabled'])('takes a test that is %s for a failure', (status) => {
    expect(tallyOf(0, report(file('passed', status)))).toEqual({ passed: 1, failed: 1 });
  });

  it('takes a file that breaks while it is loaded, or holds no test, for a failure', () => {
    expect(tallyOf(1, report(file('passed'), { status: 'failed', assertionResults: [] }))).toEqual({
      passed: 1,
      failed: 1,
    });
    expect(tallyOf(0, report(file('passed'), { status: 'passed', assertionResults: [] })).failed).toBe(1);
  });

  it('takes a file whose tests passed but whose clean-up broke for a failure', () => {
    const broken = { ...file('passed'), status: 'failed' };
    expect(tallyOf(1, report(broken))).toEqual({ passed: 1, failed: 1 });
  });

  it('takes a suite that crashed, ended with an error, or ran nothing for a failure', () => {
    expect(tallyOf(-1, undefined)).toEqual({ passed: 0, failed: 1 });
    expect(tallyOf(1, '{"testRes')).toEqual({ passed: 0, failed: 1 });
    expect(tallyOf(1, report(file('passed')))).toEqual({ passed: 1, failed: 1 });
    expect(tallyOf(0, report())).toEqual({ passed: 0, failed: 1 });
    expect(tallyOf(0, report(), { mayBeEmpty: true })).toEqual({ passed: 0, failed: 0 });
  });

  it('names the files to try once more, and counts only what came of them then', () => {
    const first = report(file('passed', 'passed'), { ...file('passed', 'failed'), name: 'a.test.ts' });
    expect(failingFiles(first)).toEqual(['a.test.ts']);
    expect(tallyAfter(first, { passed: 2, failed: 0 })).toEqual({ passed: 4, failed: 0 });
    expect(tallyAfter(first, { passed: 1, failed: 1 })).toEqual({ passed: 3, failed: 1 });
    expect([failingFiles(report(file('passed'))), failingFiles(undefined), failingFiles('{')]).toEqual([[], [], []]);
  });
});

describe('What goes wrong on a machine', () => {
  it.each([
    ['npm error code ENOSPC', exitCodes.diskFull, /disk is full/],
    ['Error: EACCES: permission denied, mkdir', exitCodes.notWritable, /may not write/],
    ['npm error code EAI_AGAIN', exitCodes.unreachable, /cannot be reached/],
    ['npm error code EUSAGE', exitCodes.broken, /disagree/],
  ])('%s has its sentence and its exit code', (evidence, exitCode, says) => {
    const trouble = troubleFrom('Nothing was done', evidence);
    expect(trouble.exitCode).toBe(exitCode);
    expect(trouble.message).toMatch(says);
    expect(trouble.message.split('\n')).toHaveLength(1);
  });

  it('is shown whole where it is not known', () => {
    const trouble = troubleFrom('Nothing was done', 'line one\nline two\n');
    expect(trouble.message).toBe('Nothing was done:\nline one\nline two');
  });
});

describe('Two commands in one folder', () => {
  const lock = () => join(folder, '.cache', 'run.lock');

  it('take turns', async () => {
    const steps: string[] = [];
    const work = (name: string) => async () => {
      steps.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 50));
      steps.push(`${name} ends`);
    };
    await Promise.all([oneAtATime(lock(), work('a')), oneAtATime(lock(), work('b'))]);
    expect([steps[0]?.[0], steps[2]?.[0]].toSorted()).toEqual(['a', 'b']);
    expect(steps.map((step) => step.split(' ')[1])).toEqual(['begins', 'ends', 'begins', 'ends']);
  });

  it('do not wait for one that is gone', async () => {
    const gone = spawn(process.execPath, ['-e', '']);
    await once(gone, 'exit');
    const file = write('.cache/run.lock', `${gone.pid} ${hostname()}`);
    expect(await isAbandoned(file)).toBe(true);
    await expect(oneAtATime(lock(), async () => 'done')).resolves.toBe('done');
    await expect(isAbandoned(file)).resolves.toBe(false);
  });

  it('wait for one that lives, here or on another machine', async () => {
    expect(await isAbandoned(write('.cache/run.lock', `${process.ppid} ${hostname()}`))).toBe(false);
    const elsewhere = write('.cache/run.lock', '1 another-machine');
    expect(await isAbandoned(elsewhere)).toBe(false);
    utimesSync(elsewhere, new Date(), new Date(Date.now() - 60_000));
    expect(await isAbandoned(elsewhere)).toBe(true);
  });
});

describe('Another program', () => {
  it('is ended when its time is over, and says so', async () => {
    const command = [process.execPath, '-e', 'setInterval(() => {}, 1000)'];
    const { code, output } = await run(command, { cwd: folder, limitSeconds: 0.3 });
    expect(code).toBe(-1);
    expect(output).toContain('SIGTERM');
  });

  it('that does not exist is a failure, not an exception', async () => {
    const { code, output } = await run(['no-such-program'], { cwd: folder });
    expect(code).toBe(-1);
    expect(output).toContain('ENOENT');
  });
});
