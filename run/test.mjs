// `npm test [-- --only pattern…]`: installs what the tests need, runs everything, and ends with one line of two
// numbers.
import { readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './child.mjs';
import { ensureBrowser } from './debian.mjs';
import { nodeComplaint } from './node-version.mjs';
import { ensurePackages } from './packages.mjs';
import { endWithNpm } from './parent.mjs';
import { shown } from './progress.mjs';
import { lanes, suites } from './steps.mjs';
import { failingFiles, inWords, sumOf, tallyAfter, tallyOf } from './tally.mjs';

/** @typedef {import('./tally.mjs').Tally} Tally */

const root = fileURLToPath(new URL('..', import.meta.url));
const patterns = process.argv.slice(2).filter((argument) => argument !== '--only');
const colours = process.stdout.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined };
// With CI set, Vitest refuses `.only` and never writes a missing snapshot by itself.
const testing = { cwd: root, env: { ...colours, CI: '1', NODE_ENV: 'test' } };
/** A machine may be that many times slower than the one the budgets are for. */
const lostAfterBudgets = 12;
// More failing files than this are no accident of the hour (decision 0036).
const filesTriedTwice = 3;
/** Files that passed only when they ran once more. @type {string[]} */
const unsteady = [];

/** @param {number} budgetSeconds */
const limitOf = (budgetSeconds) => Math.max(300, budgetSeconds * lostAfterBudgets);

/** @param {string} name @param {number} startedAt @param {{ budgetSeconds: number, tally: Tally }} result */
function print(name, startedAt, { budgetSeconds, tally }) {
  const seconds = (performance.now() - startedAt) / 1000;
  const remark = seconds > budgetSeconds ? '  over budget' : '';
  const time = `${seconds.toFixed(1)} s of ${budgetSeconds} s`;
  console.log(`${tally.failed ? '✗' : '✓'} ${name.padEnd(38)} ${inWords(tally).padEnd(24)} ${time}${remark}`);
}

/** @param {import('./steps.mjs').Step} step @returns {Promise<Tally>} */
async function passStep({ name, budgetSeconds, script }) {
  const startedAt = performance.now();
  const circumstances = {
    cwd: root,
    env: { ...colours, NODE_ENV: 'production' },
    limitSeconds: limitOf(budgetSeconds),
  };
  const { code, output } = await run([process.execPath, ...script], circumstances);
  const tally = code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
  if (code !== 0) console.log(output.trimEnd());
  print(name, startedAt, { budgetSeconds, tally });
  return tally;
}

/** @param {readonly import('./steps.mjs').Step[]} steps */
async function passLane(steps) {
  const tallies = [];
  for (const step of steps) tallies.push(await passStep(step));
  return sumOf(tallies);
}

/**
 * @param {import('./steps.mjs').Suite} suite
 * @param {readonly string[]} [files] otherwise all of the suite
 * @returns {Promise<{ tally: Tally, written: string | undefined }>}
 */
async function runSuite({ project, budgetSeconds }, files = patterns) {
  const report = join(root, '.cache', 'test', `${project}.json`);
  await rm(report, { force: true });
  const options = ['--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const command = [process.execPath, 'node_modules/vitest/vitest.mjs', 'run', ...options, ...files];
  if (files.length > 0) command.push('--passWithNoTests');
  const { code } = await run(command, { ...testing, isOpen: true, limitSeconds: limitOf(budgetSeconds) });
  const written = await readFile(report, 'utf8').catch(() => undefined);
  return { tally: tallyOf(code, written, { mayBeEmpty: patterns.length > 0 }), written };
}

/** @param {import('./steps.mjs').Suite} suite @returns {Promise<Tally>} */
async function passSuite(suite) {
  const startedAt = performance.now();
  let { tally, written } = await runSuite(suite);
  const failing = failingFiles(written);
  const names = failing.map((file) => relative(root, file));
  if (written && failing.length > 0 && failing.length <= filesTriedTwice) {
    console.log(`\nOnce more, by themselves: ${names.join(', ')}`);
    const again = await runSuite(suite, failing);
    tally = tallyAfter(written, again.tally);
    if (again.tally.failed === 0) unsteady.push(...names);
  }
  print(suite.name, startedAt, { budgetSeconds: suite.budgetSeconds, tally });
  return tally;
}

/** @param {Promise<string | undefined>} browserComplaint */
async function passEverything(browserComplaint) {
  const steps = patterns.length > 0 ? [lanes.flat().filter(({ name }) => name === 'build')] : lanes;
  const tallies = await Promise.all(steps.map(passLane));
  for (const suite of suites) {
    const complaint = suite.project === 'browser' ? await browserComplaint : undefined;
    if (complaint) console.log(`✗ ${complaint}`);
    tallies.push(complaint ? { passed: 0, failed: 1 } : await passSuite(suite));
  }
  return sumOf(tallies);
}

/** @returns {Promise<Tally>} */
async function passOrSayWhyNot() {
  try {
    const complaint = nodeComplaint(process.versions.node);
    if (complaint) throw new Error(complaint);
    await ensurePackages(root, { needsDev: true });
    return await passEverything(shown('Looking for Chromium and fonts', () => ensureBrowser(root)));
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}

endWithNpm();
const startedAt = performance.now();
const total = await passOrSayWhyNot();
const failed = total.failed + Number(total.passed + total.failed === 0);
for (const file of unsteady)
  console.log(`UNSTEADY: ${file} failed, then passed by itself. It is to be mended: see above.`);
console.log(`\nTook ${Math.round((performance.now() - startedAt) / 1000)} s.`);
console.log(inWords({ ...total, failed }));
process.exitCode = failed > 0 ? 1 : 0;
