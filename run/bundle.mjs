// Makes the files of one part in an empty folder: esbuild for what Node.js runs, Vite for what the browser runs.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { compressBeside } from './compress.mjs';

/**
 * @typedef {import('./parts.mjs').PartName} PartName
 * @param {string} root
 * @param {PartName} name
 * @param {string} folder
 */
export async function bundle(root, name, folder) {
  if (name === 'portal') return bundlePortal(root, join(folder, 'portal'));
  const entries = name === 'server' ? { server: 'server/main.ts', ...workerEntry(root) } : { kontor: 'cli/main.ts' };
  return bundleForNode(root, folder, { entries, isSplit: name === 'kontor' });
}

/**
 * The embedded database runs in a worker thread, which is started from a file of its own beside the bundle.
 * @param {string} root
 * @returns {Record<string, string>}
 */
function workerEntry(root) {
  const folder = 'server/platform/database/embedded';
  const names = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [];
  const source = names.find((name) => /^embedded-worker\.(ts|mts|js|mjs)$/.test(name));
  return source ? { 'embedded-worker': `${folder}/${source}` } : {};
}

/**
 * Everything lies flat in `dist`, one level below the root like `server/main.ts` and `cli/main.ts`: a path relative to
 * one of these two holds in the bundle, too. Splitting keeps what a command does not need from being loaded.
 * @param {string} root
 * @param {string} folder
 * @param {{ entries: Record<string, string>, isSplit: boolean }} shape
 */
async function bundleForNode(root, folder, { entries, isSplit }) {
  const { build, formatMessages } = await import('esbuild');
  const { warnings } = await build({
    absWorkingDir: root,
    entryPoints: entries,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'kontor-[hash]',
    bundle: true,
    splitting: isSplit,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    loader: { '.json': 'json' },
    logLevel: 'silent',
  });
  for (const line of await formatMessages(warnings, { kind: 'warning' })) console.error(line);
}

/**
 * Whoever builds from within a test must not get the twice as large React that is made for developing.
 * @param {string} root
 * @param {string} folder
 */
async function bundlePortal(root, folder) {
  process.env.NODE_ENV = 'production';
  const { build } = await import('vite');
  await build({
    configFile: join(root, 'vite.config.ts'),
    build: { outDir: folder, emptyOutDir: true },
    mode: 'production',
    logLevel: 'warn',
  });
  await compressBeside(folder);
}
