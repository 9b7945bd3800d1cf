// `kontor tour` against whole servers: the story of each kind of cloud is played to its end, in words.
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
    // What a person reads is words: no braces but in the commands that are shown as typed.
    expect(out.split('\n').filter((line) => line.includes('{"') && !line.includes('$ kontor'))).toEqual([]);
  });

  it('of a cloud that is closed to new business says so', async () => {
    const { code, told } = await toured('germany');
    expect([code, told]).toEqual([exitCodes.refused, expect.stringContaining('closed to new business')]);
  });
});
