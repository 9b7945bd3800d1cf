// `npm run build [server] [kontor] [portal]`: builds what is older than its sources, several parts at once.
//
// dist/server.mjs, embedded-worker.mjs   the server · dist/kontor.mjs, kontor-*.mjs   the command line
// dist/portal/                           the portal · dist/.stamps/                   what each was built from
// Data that is read at run time (migrations/) stays where it is and is found from the root folder.
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';
import { oneAtATime } from './one-at-a-time.mjs';
import { ensurePackages, lockFile } from './packages.mjs';
import { fingerprint, partNames, parts, staleParts, stampFile, stampOf } from './parts.mjs';
import { secondsSince } from './progress.mjs';
import { explained, troubleFrom } from './trouble.mjs';

/** @typedef {import('./parts.mjs').PartName} PartName */

/**
 * @param {string} root
 * @param {readonly PartName[]} wanted
 */
async function build(root, wanted) {
  await oneAtATime(lockFile(root), async () => {
    await removeLeftovers(root);
    const outcomes = await Promise.allSettled(staleParts(root, wanted).map((name) => buildPart(root, name)));
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  });
}

/** @param {string} root @param {PartName} name */
async function buildPart(root, name) {
  const startedAt = performance.now();
  const { shown, inputs } = parts[name];
  const nursery = join(root, 'dist', `.new-${name}-${process.pid}`);
  try {
    const stamp = { fingerprint: fingerprint(root, inputs), files: /** @type {string[]} */ ([]) };
    await mkdir(nursery, { recursive: true });
    await bundle(root, name, nursery);
    stamp.files = await moveIn(nursery, join(root, 'dist'));
    await removeReplaced(root, name, stamp.files);
    await mkdir(dirname(stampFile(root, name)), { recursive: true });
    await writeFile(stampFile(root, name), JSON.stringify(stamp));
    console.error(`Built ${shown.padEnd(20)} ${secondsSince(startedAt)}`);
  } catch (error) {
    throw troubleFrom(`Building ${shown} failed, and what was built before is unchanged`, error);
  } finally {
    await rm(nursery, { recursive: true, force: true });
  }
}

/**
 * Pieces go first and entries last, so that an entry never finds a piece missing. A folder cannot be replaced in one
 * step: the old one steps aside into the nursery, which is removed afterwards.
 * @param {string} nursery
 * @param {string} dist
 */
async function moveIn(nursery, dist) {
  const names = (await readdir(nursery)).sort((a, b) => Number(b.includes('-')) - Number(a.includes('-')));
  for (const name of names) {
    const isFolder = !name.includes('.');
    if (isFolder) await rename(join(dist, name), join(nursery, `${name}.replaced`)).catch(() => undefined);
    await rename(join(nursery, name), join(dist, name));
  }
  return names;
}

/** @param {string} root @param {PartName} name @param {readonly string[]} files */
async function removeReplaced(root, name, files) {
  const old = stampOf(root, name)?.files ?? [];
  for (const file of old.filter((each) => !files.includes(each))) {
    await rm(join(root, 'dist', basename(file)), { recursive: true, force: true });
  }
}

/** @param {string} root */
async function removeLeftovers(root) {
  const dist = join(root, 'dist');
  const names = await readdir(dist).catch(() => []);
  for (const name of names.filter((each) => each.startsWith('.new-'))) {
    await rm(join(dist, name), { recursive: true, force: true });
  }
}

await explained(async () => {
  const root = fileURLToPath(new URL('..', import.meta.url));
  const wanted = partNames().filter((name) => process.argv.length < 3 || process.argv.includes(name));
  await ensurePackages(root, { needsDev: false });
  try {
    await build(root, wanted);
  } catch (error) {
    throw troubleFrom('Nothing was built', error);
  }
});
