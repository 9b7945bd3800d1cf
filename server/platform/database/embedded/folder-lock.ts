// One process per folder: a lock that the operating system gives back when its holder dies, however it dies.
//
// The lock is a listening unix socket, hard-linked as `lock.<generation>`. Whoever can connect to the newest generation
// knows that its holder lives; if nobody listens, the next generation is up for grabs, and link() lets only one have
// it.
// The newest generation is never removed, not even by its holder: otherwise a process that was slow to judge an old
// generation dead could win a number that is already behind somebody who lives. Neither process numbers (which are
// reused, and repeat in containers) nor times take part. It works between containers that share a folder of one
// kernel, and not between machines over a network file system.

import { randomBytes } from 'node:crypto';
import { closeSync, linkSync, openSync, readdirSync, rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { codeOf, DatabaseUnusable } from '../database.ts';
import { ownFolder, unusable } from './data-folder.ts';

const pathBytesMax = 100;
const answerWaitMs = 5_000;
const triesMax = 20;

const generationsIn = (folder: string): number[] =>
  readdirSync(folder)
    .flatMap((name) => /^lock\.(\d+)$/.exec(name)?.[1] ?? [])
    .map(Number)
    .sort((a, b) => b - a);

/** What the holder says about itself, or undefined when nobody holds this socket any more. */
function holderOf(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(path);
    const finish = (answer: string | undefined) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(answerWaitMs, () => finish('another process'));
    socket.on('data', (bytes) => {
      said += bytes.toString('utf8');
    });
    socket.on('end', () => finish(said || 'another process'));
    // Only these two prove that nobody listens; a full queue or a refused right is a sign of life.
    socket.on('error', (error) =>
      finish(['ECONNREFUSED', 'ENOENT'].includes(codeOf(error)) ? undefined : 'another process'),
    );
  });
}

function listening(path: string): Promise<Server> {
  const since = new Date().toISOString();
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end(`process ${process.pid}, since ${since}`);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.unref();
      resolve(server);
    });
  });
}

function canLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

const inUse = (holder: string): DatabaseUnusable =>
  new DatabaseUnusable(
    'in_use',
    `The data folder is already in use by ${holder}. Stop it first, or use another folder.`,
  );

type Place = { folder: string; own: string; server: Server };

/** Tries to take the generation after the newest; undefined when somebody else was faster. */
async function claimed({ folder, own }: Place): Promise<boolean> {
  const [newest = 0] = generationsIn(folder);
  const holder = newest > 0 ? await holderOf(join(folder, `lock.${newest}`)) : undefined;
  if (holder) throw inUse(holder);
  const mine = newest + 1;
  if (!canLink(own, join(folder, `lock.${mine}`))) return false;
  const [top, ...older] = generationsIn(folder);
  if (top !== mine) return false;
  for (const generation of older) rmSync(join(folder, `lock.${generation}`), { force: true });
  return true;
}

async function takeIn(folder: string): Promise<Server> {
  const own = join(folder, `claim.${randomBytes(6).toString('hex')}`);
  const place = { folder, own, server: await listening(own) };
  try {
    for (let tries = 0; tries < triesMax; tries++) if (await claimed(place)) return place.server;
    throw inUse('other processes that start at the same time');
  } catch (error) {
    place.server.close();
    throw error;
  } finally {
    rmSync(own, { force: true });
  }
}

/** Resolves with the way to give the folder back, or rejects with `DatabaseUnusable`. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  ownFolder(folder);
  // The address of a unix socket holds about a hundred bytes; an open folder gives a long path a short name.
  const descriptor = Buffer.byteLength(folder) > pathBytesMax - 30 ? openSync(folder, 'r') : undefined;
  const server = await takeIn(descriptor === undefined ? folder : `/proc/self/fd/${descriptor}`)
    .catch((error: unknown) => {
      throw unusable(folder, error);
    })
    .finally(() => {
      if (descriptor !== undefined) closeSync(descriptor);
    });
  return () => new Promise((resolve) => server.close(() => resolve()));
}
