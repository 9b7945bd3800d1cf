// Lays beside each file of a folder what goes over the wire instead of it: the same in brotli and in gzip.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const compressible = /\.(css|html|js|json|svg|txt|webmanifest)$/;
/** Below that it is one packet either way. */
const bytesMin = 1024;
/** The highest quality takes two and a half times as long for another hundredth. */
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 10 } };
const gzipOptions = { level: constants.Z_BEST_COMPRESSION };

/**
 * All at once: the threads that compress share the work.
 * @param {string} folder
 */
export async function compressBeside(folder) {
  const names = await readdir(folder, { recursive: true });
  await Promise.all(names.filter((name) => compressible.test(name)).map((name) => compressOne(join(folder, name))));
}

/** @param {string} path */
async function compressOne(path) {
  const bytes = await readFile(path);
  if (bytes.length < bytesMin) return;
  await Promise.all([
    promisify(brotliCompress)(bytes, brotliOptions).then((smaller) => writeFile(`${path}.br`, smaller)),
    promisify(gzip)(bytes, gzipOptions).then((smaller) => writeFile(`${path}.gz`, smaller)),
  ]);
}
