// What is remembered is for one pair of eyes, and two processes do not overwrite each other.
import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { accountsIn, folderOf } from './accounts.ts';
import { originFrom, reachable } from './address.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kontor-accounts-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('What is remembered', () => {
  it('may be read only by its person', async () => {
    const inside = join(folder, 'new');
    await accountsIn(inside).change((known) => ({ ...known, accounts: { a: { client: 'x', secret: 'hidden' } } }));
    expect(statSync(join(inside, 'accounts.json')).mode & 0o777).toBe(0o600);
    expect(statSync(inside).mode & 0o777).toBe(0o700);
  });
  it('is changed by one at a time', async () => {
    const several = Array.from({ length: 12 }, (_, at) => String(at));
    await Promise.all(
      several.map((name) =>
        accountsIn(folder).change(async (known) => {
          await new Promise((resolve) => setTimeout(resolve, 2));
          return { ...known, accounts: { ...known.accounts, [name]: { client: name } } };
        }),
      ),
    );
    expect(Object.keys((await accountsIn(folder).read()).accounts).sort()).toEqual(several.sort());
  });
  it('stays as it was when a change fails, and is free afterwards', async () => {
    const accounts = accountsIn(folder);
    await accounts.change((known) => ({ ...known, origin: 'http://one.example' }));
    await expect(accounts.change(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect((await accounts.change((known) => known)).origin).toBe('http://one.example');
  });
  it('is not locked for ever by a process that is gone', async () => {
    const lock = join(folder, 'accounts.json.lock');
    writeFileSync(lock, '');
    utimesSync(lock, new Date(), new Date(Date.now() - 60_000));
    expect((await accountsIn(folder).change((known) => known)).accounts).toEqual({});
  });
  it('lies where the person says, or where such things lie', () => {
    expect(folderOf({ environment: { KONTOR_CONFIG: '/a' } })).toBe('/a');
    expect(folderOf({ environment: { XDG_CONFIG_HOME: '/b' } })).toBe('/b/kontor');
  });
});

describe('An address', () => {
  it.each([
    ['http://china.localhost:4800', 'http://localhost:4800/china'],
    ['http://china.localhost:4800/oauth/token?a=b', 'http://localhost:4800/china/oauth/token?a=b'],
    ['http://localhost:4800', 'http://localhost:4800'],
    ['https://partners.example', 'https://partners.example'],
  ])('%s is reached at %s', (address, at) => expect(reachable(address)).toBe(at));
  it.each([
    ['china', 'http://china.localhost:4800'],
    ['https://partners.example/path', 'https://partners.example'],
    ['no such', undefined],
  ])('%s leads to %s', (named, origin) => expect(originFrom(named, 'http://localhost:4800')).toBe(origin));
});
