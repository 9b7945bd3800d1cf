// Shows a long step on one line, with the seconds it takes.

const refreshMilliseconds = 1000;

/** @param {number} startedAt as `performance.now()` gave it */
export function secondsSince(startedAt) {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}

/**
 * Progress goes to the standard error stream, so that the output of a command stays what was asked for.
 * @template T
 * @param {string} name `Installing packages`
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function shown(name, work) {
  const { stderr } = process;
  const startedAt = performance.now();
  stderr.write(`${name} … `);
  const tick = () => stderr.write(`\r${name} … ${Math.round((performance.now() - startedAt) / 1000)} s `);
  const timer = stderr.isTTY ? setInterval(tick, refreshMilliseconds) : undefined;
  let outcome = 'failed after ';
  try {
    const result = await work();
    outcome = '';
    return result;
  } finally {
    clearInterval(timer);
    stderr.write(`${stderr.isTTY ? `\r${name} … ` : ''}${outcome}${secondsSince(startedAt)}\n`);
  }
}
