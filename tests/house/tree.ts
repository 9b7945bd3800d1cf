// The files of this repository as the tests of the house see them: path and text, nothing built, nothing fetched.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export type Source = { path: string; text: string };

const root = fileURLToPath(new URL('../../', import.meta.url));
const madeByMachines = ['.cache', 'bench/results', 'data', 'dist', 'docs/generated', 'test-results'];

/** Every file below the folder, as paths from the root with `/`, without what machines make. */
export function paths(folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = relative(root, join(root, folder, entry.name))
      .split(sep)
      .join('/');
    const isOurs = !['.git', 'node_modules'].includes(entry.name) && !madeByMachines.includes(path);
    if (!isOurs) return [];
    return entry.isDirectory() ? paths(path) : entry.isFile() ? [path] : [];
  });
}

export const read = (path: string): Source => ({ path, text: readFileSync(join(root, path), 'utf8') });

export const sources = (ending: RegExp): Source[] =>
  paths()
    .filter((path) => ending.test(path))
    .map(read);

/** Files of TypeScript, which most tests of the house look at. */
export const code = (): Source[] => sources(/\.tsx?$/);

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path) || path.startsWith('tests/');
