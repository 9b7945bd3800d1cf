// Ends this process when the npm that started it is gone: npm's shell passes no signal on, and would leave it behind.
import { readFileSync } from 'node:fs';

const lookMilliseconds = 1000;

/** Does nothing for a process that was started without npm: its parent may leave as it likes. */
export function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const shell = process.ppid;
  const npm = parentOf(shell);
  const look = () => {
    if (process.ppid !== shell || parentOf(shell) !== npm) process.kill(process.pid, 'SIGTERM');
  };
  setInterval(look, lookMilliseconds).unref();
}

/**
 * Only Linux tells; elsewhere the shell alone is watched.
 * @param {number} id
 */
function parentOf(id) {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    return undefined;
  }
}
