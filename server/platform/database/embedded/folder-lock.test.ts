// The lock of the data folder: one holder, whoever starts when; free again the moment its holder dies.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { startProcess } from '../../../../tests/processes/start.ts';
import { lockFolder } from './folder-lock.ts';

const made: string[] = [];
let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kontor-lock-'));
  made.push(folder);
});
afterAll(() => {
  for (const each of made) rmSync(each, { recursive: true });
});

describe('The lock of a folder', () => {
  it('is given to one and free again when given back', async () => {
    for (let i = 0; i < 3; i++) {
      const unlock = await lockFolder(folder);
      await expect(lockFolder(folder)).rejects.toMatchObject({ name: 'DatabaseUnusable', reason: 'in_use' });
      await expect(lockFolder(folder)).rejects.toThrow(`process ${process.pid}`);
      await unlock();
    }
    expect(readdirSync(folder)).toEqual(['lock.3']);
  });

  it('is given to exactly one of many who ask at the same moment', async () => {
    for (let i = 0; i < 20; i++) {
      const asked = await Promise.allSettled(Array.from({ length: 8 }, () => lockFolder(folder)));
      const held = asked.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
      expect(held).toHaveLength(1);
      await held[0]!();
    }
  });

  it('is given to exactly one of several processes, and to another as soon as that one is killed', async () => {
    for (let round = 0; round < 2; round++) {
      const all = Array.from({ length: 4 }, () => startProcess('lock-holder', folder));
      const said = await Promise.all(all.map((each) => each.line(() => true)));
      expect(said.filter((line) => line === 'held')).toHaveLength(1);
      expect(said.filter((line) => line.startsWith('refused'))).toHaveLength(3);
      await Promise.all(all.map((each) => each.kill()));
    }
    await (await lockFolder(folder))();
  });

  it('works in a folder with a long name', async () => {
    const long = join(folder, 'x'.repeat(120), 'y'.repeat(120));
    mkdirSync(long, { recursive: true });
    const unlock = await lockFolder(long);
    await expect(lockFolder(long)).rejects.toMatchObject({ reason: 'in_use' });
    await unlock();
    await (await lockFolder(long))();
  });
});
