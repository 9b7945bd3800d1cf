// Brings this folder to where a part can be run: packages installed, part built. Quick where nothing is to be done.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './child.mjs';
import { ensurePackages } from './packages.mjs';
import { staleParts } from './parts.mjs';
import { exitCodes, Trouble } from './trouble.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Builds in a process of its own, since the memory that bundlers leave behind would stay with the server.
 * @param {readonly import('./parts.mjs').PartName[]} wanted
 * @param {{ isQuiet?: boolean }} [manner] a quiet build shows nothing unless it fails
 */
export async function ready(wanted, { isQuiet = false } = {}) {
  await ensurePackages(root, { needsDev: false });
  const stale = staleParts(root, wanted);
  if (stale.length === 0) return;
  const command = [process.execPath, join(root, 'run', 'build.mjs'), ...stale];
  const { code, output } = await run(command, { cwd: root, env: { NODE_ENV: 'production' }, isOpen: !isQuiet });
  if (code !== 0) throw new Trouble(output.trim(), code < 0 ? exitCodes.failed : code);
}

/** @param {string} file */
export function built(file) {
  const path = join(root, 'dist', file);
  if (!existsSync(path)) throw new Trouble(`dist/${file} is missing; delete dist and try again.`, exitCodes.broken);
  return path;
}
