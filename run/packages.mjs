// Knows whether the installed packages are those of the lock file, and installs them beside the old ones if not.
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './child.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { shown } from './progress.mjs';
import { exitCodes, Trouble, troubleFrom } from './trouble.mjs';

/**
 * @typedef {{ version?: string, integrity?: string, dev?: boolean, optional?: boolean, devOptional?: boolean,
 *   os?: string[], cpu?: string[], libc?: string[] }} LockedPackage
 * @typedef {Record<string, LockedPackage>} LockedPackages
 * @typedef {{ os: string, cpu: string }} Machine
 */

const here = { os: process.platform, cpu: process.arch };
const failure = 'The packages were not installed, and nothing was changed';

/** @param {string} root */
export const lockFile = (root) => join(root, '.cache', 'run.lock');
/** @param {string} root */
const stampFile = (root) => join(root, 'node_modules', '.kontor-lock');
/** @param {string} root */
const digest = (root) =>
  `${createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')} ${here.os} ${here.cpu}`;

/**
 * Makes sure that the packages of the lock file are there. An installation with development packages keeps them.
 * @param {string} root
 * @param {{ needsDev: boolean }} wish
 */
export async function ensurePackages(root, { needsDev }) {
  if (arePresent(root, needsDev)) return;
  try {
    await oneAtATime(lockFile(root), async () => {
      if (!arePresent(root, needsDev)) await install(root, needsDev || hasDev(installedPackages(root)));
    });
  } catch (error) {
    throw troubleFrom(failure, error);
  }
}

/**
 * The stamp is the quick answer of every later start. Without it, or where packages of the two kinds must be told
 * apart, npm's own account of what it installed is compared; a developer who ran npm by hand is not punished for it.
 * @param {string} root
 * @param {boolean} needsDev
 */
function arePresent(root, needsDev) {
  if (!needsDev && readIfThere(stampFile(root)) === digest(root)) return true;
  const installed = installedPackages(root);
  return installed !== undefined && missingPackages(lockedPackages(root), installed, { needsDev }).length === 0;
}

/** @param {string} root @returns {LockedPackages} */
const lockedPackages = (root) => JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;

/** @param {string} root @returns {LockedPackages | undefined} */
function installedPackages(root) {
  const text = readIfThere(join(root, 'node_modules', '.package-lock.json'));
  return text === undefined ? undefined : JSON.parse(text).packages;
}

/** @param {string} file */
function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** @param {LockedPackages | undefined} installed */
const hasDev = (installed) => Object.values(installed ?? {}).some(({ dev }) => dev);

/**
 * The places of the packages that the lock file asks for on this machine and that are not installed as it says.
 * @param {LockedPackages} locked
 * @param {LockedPackages} installed
 * @param {{ needsDev: boolean, machine?: Machine }} wish
 */
export function missingPackages(locked, installed, { needsDev, machine = here }) {
  return Object.entries(locked)
    .filter(([place, wanted]) => place !== '' && isWanted(wanted, needsDev, machine))
    .filter(([place, wanted]) => {
      const found = installed[place];
      return found?.version !== wanted.version || found?.integrity !== wanted.integrity;
    })
    .map(([place]) => place);
}

/** @param {LockedPackage} entry @param {boolean} needsDev @param {Machine} machine */
function isWanted(entry, needsDev, machine) {
  if (entry.dev && !needsDev) return false;
  if (!entry.optional && !entry.devOptional) return true;
  // Of the optional packages only those of this machine can be told; which C library it has is left to npm.
  return Boolean(entry.os && entry.cpu && !entry.libc && fits(entry.os, machine.os) && fits(entry.cpu, machine.cpu));
}

/** @param {string[]} list @param {string} value */
const fits = (list, value) =>
  list.includes(value) || (list.every((name) => name.startsWith('!')) && !list.includes(`!${value}`));

/** @param {string} root @param {boolean} withDev */
async function install(root, withDev) {
  const place = join(root, 'node_modules');
  if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink()) {
    throw new Trouble('node_modules is a link to another folder and out of date: install there.', exitCodes.broken);
  }
  const cache = join(root, '.cache');
  await removeLeftovers(cache);
  const nursery = join(cache, `install-${process.pid}`);
  try {
    await shown('Installing packages', () => installInto(nursery, root, withDev));
    await writeFile(join(nursery, 'node_modules', '.kontor-lock'), digest(root));
    await swap(place, join(nursery, 'node_modules'), join(nursery, 'replaced'));
  } finally {
    await rm(nursery, { recursive: true, force: true });
  }
}

/** @param {string} nursery @param {string} root @param {boolean} withDev */
async function installInto(nursery, root, withDev) {
  await mkdir(nursery, { recursive: true });
  for (const file of ['package.json', 'package-lock.json', '.npmrc'])
    await copyFile(join(root, file), join(nursery, file));
  const options = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=http', '--no-progress'];
  const command = [...npm(), 'ci', ...(withDev ? ['--include=dev'] : ['--omit=dev']), ...options];
  const { code, output } = await run(command, { cwd: nursery, isHopeless: isInstallHopeless });
  if (code !== 0) throw troubleFrom(failure, output.split('\n').filter(isTelling).join('\n'));
}

/** Of the many lines about requests only those about failures. @param {string} line */
const isTelling = (line) => !/^npm (http|warn) /.test(line) || /ENOSPC| failed with /.test(line);

const refusedAttempts = 10;

/**
 * npm asks for every package, several times, before it admits that there is no network, and unpacks to the end what
 * no longer fits on the disk. That takes minutes and changes nothing.
 * @param {string} output with one line for each request
 */
export function isInstallHopeless(output) {
  if (output.includes('ENOSPC')) return true;
  return !/ fetch GET 200 /.test(output) && output.split(/ attempt \d+ failed with /).length > refusedAttempts;
}

/** The npm that started this process, or the one on the path. */
function npm() {
  const script = process.env.npm_execpath;
  return script?.endsWith('npm-cli.js') ? [process.execPath, script] : ['npm'];
}

/** @param {string} place @param {string} fresh @param {string} aside */
async function swap(place, fresh, aside) {
  const wasThere = existsSync(place);
  if (wasThere) await rename(place, aside);
  try {
    await rename(fresh, place);
  } catch (error) {
    if (wasThere) await rename(aside, place);
    throw error;
  }
}

/** @param {string} cache */
async function removeLeftovers(cache) {
  const names = await readdir(cache).catch(() => []);
  for (const name of names.filter((each) => each.startsWith('install-'))) {
    // One that is still being written by an npm whose parent was killed is removed next time.
    await rm(join(cache, name), { recursive: true, force: true }).catch(() => undefined);
  }
}
