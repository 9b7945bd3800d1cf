// `kontor tour` against whole servers: the story of each kind of cloud is played to its end, in words.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandLine } from '../tests/command-line.ts';
import { type Demo, startDemo } from '../tests/running.ts';
import { exitCodes } from './exit-codes.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await startDemo('embedded', { KONTOR_CLOUDS: 'worldwide,usgov,china,germany' });
});
afterAll(() => demo.end());

async function toured(cloud: string) {
  const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const cli = commandLine({ environment: { KONTOR_URL: demo.running.origin }, pause });
  try {
    return await cli.run(`tour --fast --cloud ${cloud}`);
  } finally {
    rmSync(cli.folder, { recursive: true });
  }
}
/** Runs lines as a shell would: each must be understood, and reaches the server, where nobody has signed in. */
async function pasted(lines: readonly string[], cloud: string): Promise<string[]> {
  const asked: string[] = [];
  const cli = commandLine({
    environment: { KONTOR_URL: demo.running.origin, KONTOR_TOKEN: 'nobody' },
    fetch: (input, init) => {
      asked.push(String(input));
      return fetch(input, init);
    },
  });
  for (const line of lines) {
    const { stdout } = spawnSync('bash', ['-c', `kontor() { printf '%s\\0' "$@"; }; ${line}`], { encoding: 'utf8' });
    const words = stdout.split('\0').slice(0, -1);
    const { code, told } = await cli.run(words, { answer: 'no' });
    expect(words.slice(-2)).toEqual(['--cloud', cloud]);
    expect([exitCodes.done, exitCodes.unauthenticated], `${line}\n${told}`).toContain(code);
  }
  rmSync(cli.folder, { recursive: true });
  return asked;
}
const titles = (out: string): string[] => out.split('\n').filter((line) => /^\d+\. /.test(line));

describe('The tour', () => {
  it.each([
    ['worldwide', 7, 'Saebyeok'],
    ['china', 8, 'only the indirect provider invites'],
    ['usgov', 4, 'one tier'],
  ])('of %s is played in %i steps, to the confirmation of the vendor', async (cloud, steps, says) => {
    const { code, out, told } = await toured(cloud);
    expect(code, told).toBe(exitCodes.done);
    expect(titles(out)).toHaveLength(steps);
    expect(out).toContain(says);
    expect(out.slice(out.indexOf(titles(out).at(-1)!))).toMatch(/^active /m);
    const typed = out.split('\n').filter((line) => line.startsWith('kontor '));
    // What a person reads is words: no braces but in the commands that are shown as typed.
    expect(out.split('\n').filter((line) => line.includes('{"') && !typed.includes(line))).toEqual([]);
    expect(typed.length).toBeGreaterThan(steps);
    const asked = await pasted(typed, cloud);
    expect(asked).toContainEqual(expect.stringContaining('/skus?search=Workplace+Standard'));
    expect(asked).toContainEqual(expect.stringMatching(/subscriptions\?orderId=ord_/));
  });

  it('of a cloud that is closed to new business says so', async () => {
    const { code, told } = await toured('germany');
    expect([code, told]).toEqual([exitCodes.refused, expect.stringContaining('closed to new business')]);
  });
});
