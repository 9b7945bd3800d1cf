// The built server as tests start it: built first where its sources are newer.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { staleParts } from '../../run/parts.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The file to start. */
export function builtServer(parts: readonly ('server' | 'portal')[] = ['server']): string {
  if (staleParts(root, parts).length > 0) {
    const { status, stderr } = spawnSync(process.execPath, ['run/build.mjs', ...parts], { cwd: root });
    if (status !== 0) throw new Error(`It could not be built: ${stderr}`);
  }
  return join(root, 'dist', 'server.mjs');
}
