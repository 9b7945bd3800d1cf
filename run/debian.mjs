// What the browser tests need from the system: a Chromium and fonts for Hangul and Han, installed where it may be.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './child.mjs';

const browserNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const installLimitSeconds = 900;
const asRootOrWithSudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];

export const howToInstall = 'As root: apt-get install chromium fonts-noto-cjk';

/** @returns {string | undefined} the path of the system's Chromium */
export function findChromium() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin'];
  return folders.flatMap((folder) => browserNames.map((name) => join(folder, name))).find((path) => existsSync(path));
}

/** @param {string} cwd @returns {Promise<string[]>} names of Debian packages */
export async function missingFromSystem(cwd) {
  const fonts = await run(['fc-list', ':lang=ko', 'family'], { cwd });
  const lacksFonts = process.platform === 'linux' && fonts.output.trim() === '';
  return [...(findChromium() ? [] : ['chromium']), ...(fonts.code !== 0 || lacksFonts ? ['fonts-noto-cjk'] : [])];
}

/**
 * @param {string} cwd
 * @returns {Promise<string | undefined>} what is still missing and why, as a sentence
 */
export async function ensureBrowser(cwd) {
  const missing = await missingFromSystem(cwd);
  if (missing.length === 0) return undefined;
  const { output } = await aptGet(cwd, missing);
  const stillMissing = await missingFromSystem(cwd);
  if (stillMissing.length === 0) return undefined;
  const lastWords = output.trim().split('\n').slice(-3).join(' / ');
  return `The browser tests need ${stillMissing.join(' and ')}. ${howToInstall} (tried it: ${lastWords})`;
}

/** @param {string} cwd @param {readonly string[]} packages */
async function aptGet(cwd, packages) {
  const waitForLock = ['-o', 'DPkg::Lock::Timeout=300'];
  const circumstances = { cwd, env: { DEBIAN_FRONTEND: 'noninteractive' }, limitSeconds: installLimitSeconds };
  const update = await run([...asRootOrWithSudo, 'apt-get', ...waitForLock, 'update', '-qq'], circumstances);
  if (update.code !== 0) return update;
  const install = ['apt-get', ...waitForLock, 'install', '-y', '-qq', ...packages];
  return run([...asRootOrWithSudo, ...install], circumstances);
}
