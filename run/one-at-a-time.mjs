// Lets only one process at a time install or build in this folder; the others wait their turn.

import { readFileSync, unlinkSync } from 'node:fs';
import { link, mkdir, rename, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const heartbeatMilliseconds = 1000;
const deadAfterMilliseconds = 10_000;
const retryMilliseconds = 200;

/**
 * @template T
 * @param {string} file the lock
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function oneAtATime(file, work) {
  await mkdir(dirname(file), { recursive: true });
  await take(file);
  const release = () => releaseOwn(file);
  process.on('exit', release);
  const beat = () => utimes(file, new Date(), new Date()).catch(() => undefined);
  const heart = setInterval(beat, heartbeatMilliseconds);
  try {
    return await work();
  } finally {
    clearInterval(heart);
    process.off('exit', release);
    release();
  }
}

/** @param {string} file */
async function take(file) {
  let hasSaidSo = false;
  while (!(await couldTake(file))) {
    if (await isAbandoned(file)) await removeAbandoned(file);
    else {
      if (!hasSaidSo) console.error('Waiting for another command that installs or builds in this folder …');
      hasSaidSo = true;
      await pause(retryMilliseconds);
    }
  }
}

const owner = () => `${process.pid} ${hostname()}`;

/** @param {string} file */
async function couldTake(file) {
  try {
    await writeFile(file, owner(), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    await unlink(file).catch(() => undefined); // On a full disk it exists now, and is empty.
    throw error;
  }
}

/**
 * A process on this machine is asked for by its id; one elsewhere (a container, a shared folder) only by its heartbeat.
 * @param {string} file
 */
export async function isAbandoned(file) {
  const seen = await stat(file).catch(() => undefined);
  if (!seen) return false;
  if (Date.now() - seen.mtimeMs > deadAfterMilliseconds) return true;
  const [id, host] = ownerOf(file).split(' ');
  return host === hostname() && Number(id) !== process.pid && !isAlive(Number(id));
}

/** @param {string} file */
function ownerOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** @param {number} id */
function isAlive(id) {
  if (!id) return true; // Created a moment ago and not yet written.
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/**
 * Two processes may find the same abandoned lock. Renaming it is won by one of them; the other may by then have moved
 * a living lock aside, and puts it back.
 * @param {string} file
 */
async function removeAbandoned(file) {
  const aside = `${file}.${process.pid}`;
  const before = await stat(file).catch(() => undefined);
  if (!before || !(await isAbandoned(file))) return;
  await rename(file, aside).catch(() => undefined);
  const moved = await stat(aside).catch(() => undefined);
  if (moved && moved.ino !== before.ino) await link(aside, file).catch(() => undefined);
  if (moved) await unlink(aside).catch(() => undefined);
}

/** @param {string} file */
function releaseOwn(file) {
  if (ownerOf(file) !== owner()) return;
  try {
    unlinkSync(file);
  } catch {
    // Another process has judged this one dead and gone on.
  }
}
