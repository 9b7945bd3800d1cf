// The installation itself from the command line of its machine: its settings, and its troubles as exit codes.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readSettings, type Settings } from '../../server/platform/settings/config.ts';
import { explained } from '../../server/trouble.ts';
import { type ExitCode, Stopped } from '../exit-codes.ts';
import type { Terminal } from '../terminal.ts';

/** Where the migrations lie: above the bundle, or above the sources. */
export function rootFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'migrations')) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

export const settingsFrom = ({ environment }: Terminal, more: Readonly<Record<string, string>> = {}): Settings =>
  readSettings({ ...environment, ...more });

/** Opening an embedded database makes one where there is none, so who only looks asks first. */
export const hasDatabase = ({ databaseUrl, data }: Settings): boolean =>
  databaseUrl !== '' || existsSync(join(data, 'postgres'));

/** What a person can mend is said in a sentence, with the exit code that `npm start` has for it. */
export async function troubled<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Stopped) throw error;
    const { says, code } = explained(error);
    throw new Stopped(says, code as ExitCode);
  }
}

export type Overwriting = { overwrite?: boolean };
export type Wanted = { admin?: string; displayName?: string; country?: string; operator?: string };
