// Whatever keeps the data folder from being made is said in words, at once, and leaves everything as it was.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatabaseUnusable } from '../database.ts';
import { ownFolder, unusable } from './data-folder.ts';
import { lockFolder } from './folder-lock.ts';

let place = '';
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'kontor own '));
  writeFileSync(join(place, 'letter'), 'Dear Sena');
  symlinkSync(join(place, 'gone'), join(place, 'link'));
});
afterAll(() => rmSync(place, { recursive: true }));

describe('The data folder', () => {
  it('is made with all that lies above it, for its owner only; one that is there is taken as it is', () => {
    const folder = join(place, 'a', 'b', 'c');
    ownFolder(folder);
    ownFolder(folder);
    expect(statSync(folder).mode & 0o077).toBe(0);
  });

  it.each([
    ['a file', () => join(place, 'letter'), 'a file in its place'],
    ['a path below a file', () => join(place, 'letter', 'data', 'deep'), 'one of the folders above it'],
    ['a link to nothing', () => join(place, 'link'), 'a link that leads nowhere'],
    ['a path below such a link', () => join(place, 'link', 'data'), 'a link that leads nowhere'],
    ['a place where nothing can be made', () => '/proc/kontor/data', 'nothing can be made'],
    ['a folder of the system', () => '/proc', 'cannot be used'],
  ])('is never %s, and the message says what to do', async (_what, named, says) => {
    const before = readdirSync(place);
    const refused = await lockFolder(named()).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(DatabaseUnusable);
    expect(refused).toMatchObject({ reason: 'folder', message: expect.stringContaining(says) });
    expect((refused as Error).message).toContain('Set KONTOR_DATA');
    expect((refused as Error).message).not.toMatch(/\bE[A-Z]{4,}\b.*mkdir/);
    expect([readdirSync(place), readFileSync(join(place, 'letter'), 'utf8')]).toEqual([before, 'Dear Sena']);
  });

  it('that this account may not write to is said so; a full disk keeps its own sentence', () => {
    const failed = (code: string) => Object.assign(new Error(code), { code });
    expect(unusable(place, failed('EACCES'))).toMatchObject({ message: expect.stringContaining('may not write') });
    expect(unusable(place, failed('EROFS'))).toMatchObject({ message: expect.stringContaining('only be read') });
    expect(unusable(place, failed('ENOSPC'))).toMatchObject({ code: 'ENOSPC' });
  });
});
