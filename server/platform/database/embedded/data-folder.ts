// The data folder: made where it is missing, and a sentence about what is in its way where it cannot be used.
import { accessSync, constants, lstatSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { codeOf, DatabaseUnusable } from '../database.ts';
import { isDiskFull } from '../disk-full.ts';

const onlyOwner = 0o700;
const cures: Record<string, string> = {
  EEXIST: 'there is a file in its place',
  ENOTDIR: 'there is a file where one of the folders above it should be',
  EACCES: 'this account may not write there',
  EPERM: 'this account may not write there',
  EROFS: 'that place can only be read',
  ENOENT: 'nothing can be made in that place',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links lead in a circle',
};

/** What is thrown instead of the bare word of the operating system; a full disk keeps its own sentence. */
export function unusable(folder: string, error: unknown): unknown {
  if (error instanceof DatabaseUnusable || isDiskFull(error)) return error;
  const code = codeOf(error);
  const why = leadsNowhere(error) ?? cures[code] ?? (code || String(error));
  const says = `The data folder ${resolve(folder)} cannot be used: ${why}.`;
  const mend = 'Set KONTOR_DATA to a folder that this account may write to; nothing was changed.';
  return new DatabaseUnusable('folder', `${says} ${mend}`, { cause: error });
}

/** What the operating system calls a file in the way may be a link to what is not there any more. */
function leadsNowhere(error: unknown): string | undefined {
  const { code, path } = error as NodeJS.ErrnoException;
  if (code !== 'EEXIST' || !path || statSync(path, { throwIfNoEntry: false })) return undefined;
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink();
  return isLink ? `${path} is a link that leads nowhere` : undefined;
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/** Step by step: where nothing can be made (`/proc`), the recursive way of Node never comes back. */
function make(folder: string): void {
  try {
    mkdirSync(folder, { mode: onlyOwner });
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && isFolder(folder)) return;
    const above = dirname(folder);
    if (codeOf(error) !== 'ENOENT' || isFolder(above)) throw error;
    make(above);
    make(folder);
  }
}

/** Throws `DatabaseUnusable` with what to do. */
export function ownFolder(folder: string): void {
  try {
    make(resolve(folder));
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw unusable(folder, error);
  }
}
