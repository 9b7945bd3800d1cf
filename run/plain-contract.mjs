// Gives the portal the contract as plain data: its schemas are made once, here, and not anew in every browser.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What the portal never asks of an operation: who serves it, what it answers, and what its documents say of it. */
const unasked = new Set(['summary', 'answer', 'status', 'who']);

/** @param {string} root @returns {import('vite').Plugin} */
export function plainContract(root) {
  const folder = join(root, 'contract');
  /** @type {Promise<Record<string, string>> | undefined} */
  let files;
  return {
    name: 'plain-contract',
    enforce: 'pre',
    async load(path) {
      if (!path.startsWith(folder)) return undefined;
      files ??= plainFiles(folder);
      const code = (await files)[path];
      return code === undefined ? undefined : { code, map: null };
    },
    watchChange(path) {
      if (path.startsWith(folder)) files = undefined;
    },
  };
}

/**
 * The files of the contract that hold schemas and operations, rewritten without the code that made them, by their path.
 * @param {string} folder
 * @returns {Promise<Record<string, string>>}
 */
export async function plainFiles(folder) {
  const exported = Object.entries(await evaluated(folder)).map(([path, exports]) => {
    const data = Object.entries(exports).filter(([, one]) => typeof one === 'object');
    return [path, data.map(([name, one]) => `export const ${name} = ${plain(one)};\n`).join('')];
  });
  return Object.fromEntries(exported.filter(([, code]) => code));
}

/** @param {unknown} exported */
function plain(exported) {
  if (!(exported instanceof Object && 'method' in exported)) return JSON.stringify(exported);
  return JSON.stringify(Object.fromEntries(Object.entries(exported).filter(([name]) => !unasked.has(name))));
}

/**
 * What each file of the contract exports: all of them are bundled into one text, which is run here.
 * @param {string} folder
 * @returns {Promise<Record<string, Record<string, unknown>>>}
 */
async function evaluated(folder) {
  const { build } = await import('esbuild');
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const paths = names.filter((name) => /(?<!\.test)\.ts$/.test(name)).map((name) => join(folder, name));
  const imports = paths.map((path, at) => `import * as file${at} from ${JSON.stringify(path)};`);
  const byPath = paths.map((path, at) => `${JSON.stringify(path)}: file${at}`);
  const contents = `${imports.join('\n')}\nexport const all = { ${byPath.join(', ')} };`;
  const stdin = { contents, resolveDir: folder };
  const { outputFiles } = await build({ stdin, bundle: true, write: false, format: 'esm', logLevel: 'silent' });
  const code = outputFiles.map((file) => file.text).join('\n');
  const address = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
  return (await import(address)).all;
}
