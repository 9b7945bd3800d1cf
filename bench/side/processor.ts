// How much processor time a process or a database server has used; it leaves out whoever makes the load.
import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

/** `ofChildren`: what those of its children have used that have ended. */
type Stat = { parent: number; seconds: number; ofChildren: number };
function statOf(pid: string | number): Stat | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    const seconds = (at: number) => (Number(fields[at]) + Number(fields[at + 1])) / ticksPerSecond;
    return { parent: Number(fields[1]), seconds: seconds(11), ofChildren: seconds(13) };
  } catch {
    return undefined;
  }
}

/** Seconds since its start; 0 where the system does not tell. */
export const usedBy = (pid: number): number => statOf(pid)?.seconds ?? 0;

/** Of all processes of a PostgreSQL server, by the folder in the address of its socket. */
export function usedByServer(url: string): number {
  try {
    const folder = decodeURIComponent(/@([^:/]+)/.exec(url)?.[1] ?? '');
    const postmaster = Number(readFileSync(`${folder}/data/postmaster.pid`, 'utf8').split('\n')[0]);
    const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    const living = all.map(statOf).reduce((sum, one) => sum + (one?.parent === postmaster ? one.seconds : 0), 0);
    return living + (statOf(postmaster)?.ofChildren ?? 0);
  } catch {
    return 0;
  }
}

const memory = (pid: number, name: string): number =>
  Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
/** Megabytes now, and at most since its start. */
export const memoryOf = (pid: number) => ({ now: memory(pid, 'VmRSS'), peak: memory(pid, 'VmHWM') });
