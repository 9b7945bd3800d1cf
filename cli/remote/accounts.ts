// What the command line remembers between calls: where, as whom, for which organization. Only its person may read it.
import { randomUUID } from 'node:crypto';
import { chmod, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Terminal } from '../terminal.ts';

export type Tokens = { access: string; refresh?: string; until: number };
export type Account = {
  client: string;
  /** Of a program, to ask for the next token. */
  secret?: string;
  tokens?: Tokens;
  organization?: string;
};
export type Remembered = {
  /** The origin of the cloud that is used now. */
  origin: string;
  /** The origin under whose labels the other clouds of the installation lie. */
  installation: string;
  accounts: Record<string, Account>;
};

const usualOrigin = 'http://localhost:4800';
const onlyMine = 0o600;
const onlyMineToEnter = 0o700;
const lockWaitMs = 50;
const lockAbandonedMs = 20_000;

export const folderOf = ({ environment }: Pick<Terminal, 'environment'>): string => {
  const { KONTOR_CONFIG, XDG_CONFIG_HOME, APPDATA } = environment;
  return KONTOR_CONFIG || join(XDG_CONFIG_HOME || APPDATA || join(homedir(), '.config'), 'kontor');
};

export type Accounts = {
  read(): Promise<Remembered>;
  /** One at a time, also between processes: two that renew the same token would end the session. */
  change(how: (known: Remembered) => Promise<Remembered> | Remembered): Promise<Remembered>;
};

export function accountsIn(folder: string): Accounts {
  const file = join(folder, 'accounts.json');
  const read = async (): Promise<Remembered> => {
    const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    const empty = { origin: usualOrigin, installation: usualOrigin, accounts: {} };
    return text === undefined ? empty : { ...empty, ...(JSON.parse(text) as Partial<Remembered>) };
  };
  const write = async (known: Remembered): Promise<Remembered> => {
    const aside = `${file}.${randomUUID()}`;
    await writeFile(aside, `${JSON.stringify(known, null, 2)}\n`, { mode: onlyMine });
    await rename(aside, file);
    return known;
  };
  return {
    read,
    change: async (how) => {
      await mkdir(folder, { recursive: true, mode: onlyMineToEnter });
      await chmod(folder, onlyMineToEnter);
      const unlock = await locked(`${file}.lock`);
      try {
        return await write(await how(await read()));
      } finally {
        await unlock();
      }
    },
  };
}

async function locked(path: string): Promise<() => Promise<void>> {
  for (;;) {
    const taken = await open(path, 'wx', onlyMine).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return undefined;
      throw error;
    });
    if (taken) {
      await taken.close();
      return () => rm(path, { force: true });
    }
    const since = await stat(path).then(
      ({ mtimeMs }) => mtimeMs,
      () => Date.now(),
    );
    if (Date.now() - since > lockAbandonedMs) await rm(path, { force: true });
    else await new Promise((resolve) => setTimeout(resolve, lockWaitMs));
  }
}
