// What the rooms declare, found where it is declared: refusals by room.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Refusals } from '../../server/kernel/decision.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Files of the server below a folder, without tests, as paths from the root. */
function serverFiles(folder = 'server'): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return serverFiles(path);
      return /(?<!\.test)\.ts$/.test(entry.name) ? [path] : [];
    });
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** `server/capabilities/orders/state.ts` → `orders`, `server/platform/world/refusals.ts` → `platform`. */
const roomOf = (path: string): string =>
  /^server\/(?:capabilities|dialects)\/([^/]+)/.exec(path)?.[1] ?? path.split('/')[1]!.replace(/\.ts$/, '');

export type Declared = { room: string; path: string; refusals: Refusals };

/** Every table of refusals there is; a new room needs no registration. */
export async function declaredRefusals(): Promise<Declared[]> {
  const paths = serverFiles().filter((path) => /^export const refusals\b/m.test(read(path)));
  return Promise.all(
    paths.map(async (path) => {
      const { refusals } = (await import(pathToFileURL(join(root, path)).href)) as { refusals: Refusals };
      return { room: roomOf(path), path, refusals };
    }),
  );
}
