// The parts that are built, what each is made of, and whether it is older than that.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {'server' | 'kontor' | 'portal'} PartName
 * @typedef {object} Part
 * @property {string} shown its name for people
 * @property {string} entry a part without its entry does not exist yet and is not built
 * @property {readonly string[]} inputs files and folders
 */

const always = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'run/build.mjs',
  'run/bundle.mjs',
  'run/parts.mjs',
];

/** @type {Record<PartName, Part>} */
export const parts = {
  server: { shown: 'the server', entry: 'server/main.ts', inputs: ['server', 'contract', 'messages', ...always] },
  kontor: {
    shown: 'the command line',
    entry: 'cli/main.ts',
    inputs: ['cli', 'server', 'contract', 'messages', ...always],
  },
  portal: {
    shown: 'the portal',
    entry: 'portal/main.tsx',
    inputs: [
      ...['portal', 'contract', 'messages', 'vite.config.ts', 'run/plain-contract.mjs', 'run/compress.mjs'],
      ...always,
    ],
  },
};

/** @returns {PartName[]} */
export const partNames = () => /** @type {PartName[]} */ (Object.keys(parts));

/**
 * Names, sizes and times of all files under the inputs: enough to see an edit, and cheap enough for every start.
 * @param {string} root
 * @param {readonly string[]} inputs
 */
export function fingerprint(root, inputs) {
  const hash = createHash('sha256');
  for (const input of inputs) addTo(hash, root, input);
  return hash.digest('hex');
}

/** @param {import('node:crypto').Hash} hash @param {string} root @param {string} path */
function addTo(hash, root, path) {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stats?.isDirectory()) {
    hash.update(`${path} ${stats?.size} ${stats?.mtimeMs}\n`);
    return;
  }
  for (const name of readdirSync(join(root, path)).sort()) {
    if (!name.startsWith('.') && !/\.test\.tsx?$/.test(name)) addTo(hash, root, `${path}/${name}`);
  }
}

/** @param {string} root @param {PartName} name */
export const stampFile = (root, name) => join(root, 'dist', '.stamps', `${name}.json`);

/**
 * What was written when the part was last built: the fingerprint of its inputs and the files it consists of.
 * @param {string} root
 * @param {PartName} name
 * @returns {{ fingerprint: string, files: string[] } | undefined}
 */
export function stampOf(root, name) {
  try {
    return JSON.parse(readFileSync(stampFile(root, name), 'utf8'));
  } catch {
    return undefined;
  }
}

/**
 * @param {string} root
 * @param {readonly PartName[]} wanted
 * @returns {PartName[]} those that exist as sources and are not built as they stand
 */
export function staleParts(root, wanted) {
  return wanted.filter((name) => existsSync(join(root, parts[name].entry)) && !isFresh(root, name));
}

/** @param {string} root @param {PartName} name */
function isFresh(root, name) {
  const stamp = stampOf(root, name);
  if (stamp?.fingerprint !== fingerprint(root, parts[name].inputs)) return false;
  return stamp.files.every((file) => existsSync(join(root, 'dist', file)));
}
