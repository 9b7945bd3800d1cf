// How much processor time a process or a database server has used; it leaves out whoever makes the load.
import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100;

function statOf(pid: string | number): { parent: number; seconds: number } | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return { parent: Number(fields[1]), seconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond };
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
    return all.map(statOf).reduce((sum, one) => sum + (one?.parent === postmaster ? one.seconds : 0), 0);
  } catch {
    return 0;
  }
}

const memory = (pid: number, name: string): number =>
  Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
/** Megabytes now, and at most since its start. */
export const memoryOf = (pid: number) => ({ now: memory(pid, 'VmRSS'), peak: memory(pid, 'VmHWM') });
