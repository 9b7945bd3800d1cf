// Runs another program and never leaves it behind: signals are passed on, and a time limit ends it.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const graceMilliseconds = 5000;
/** @type {readonly NodeJS.Signals[]} */
const deadlySignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/** @param {NodeJS.Signals} signal */
function passOn(signal) {
  for (const child of running) child.kill(signal);
  process.exit(128 + constants.signals[signal]);
}

/** @param {import('node:child_process').ChildProcess} child */
function watch(child) {
  if (running.size === 0) for (const signal of deadlySignals) process.on(signal, passOn);
  running.add(child);
}

/** @param {import('node:child_process').ChildProcess} child */
function forget(child) {
  running.delete(child);
  if (running.size === 0) for (const signal of deadlySignals) process.off(signal, passOn);
}

/**
 * @typedef {object} Circumstances
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} [env] added to this process's own
 * @property {boolean} [isOpen] what the program prints is shown at once instead of being kept
 * @property {number} [limitSeconds] after this time it is ended and counts as failed
 * @property {(output: string) => boolean} [isHopeless] asked whenever it prints; ends it early
 */

/**
 * @param {readonly string[]} command program and arguments
 * @param {Circumstances} circumstances
 * @returns {Promise<{ code: number, output: string }>} a code of -1 says that it could not be started or was ended
 */
export function run([program = '', ...args], { cwd, env, isOpen = false, limitSeconds, isHopeless }) {
  return new Promise((resolve) => {
    const stdio = isOpen ? 'inherit' : /** @type {const} */ (['ignore', 'pipe', 'pipe']);
    const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: /** @type {any} */ (stdio) });
    let output = '';
    const keep = (/** @type {Buffer} */ chunk) => {
      output += chunk.toString();
      if (isHopeless?.(output)) end(child);
    };
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    watch(child);
    const limit = limitSeconds && setTimeout(() => end(child), limitSeconds * 1000);
    const finish = (/** @type {number | null} */ code, /** @type {string} */ remark) => {
      clearTimeout(limit || undefined);
      forget(child);
      resolve({ code: code ?? -1, output: output + remark });
    };
    child.on('error', (error) => finish(-1, `${error.message}\n`));
    child.on('close', (code, signal) => finish(code, signal ? `ended by ${signal}\n` : ''));
  });
}

/** @param {import('node:child_process').ChildProcess} child */
function end(child) {
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), graceMilliseconds).unref();
}
