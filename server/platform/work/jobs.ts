// Work that is done after the commit that asked for it: at least once, with backoff, dead letters at the end.
import sql from 'sql-template-tag';
import { newId } from '../../kernel/id.ts';
import type { Tx } from '../database/database.ts';
import type { Settings } from '../settings/config.ts';
import type { Job, Linked, Mail, World } from '../world/world.ts';

export const linkOf = ({ origin, secrets }: World, { path, purpose, of }: Linked): string =>
  `${origin}${path}${secrets.tokenFor(purpose, of)}`;

/** One attempt at a job. A job may run again after a crash, so whatever it does must bear being done twice. */
export type Attempt = {
  id: string;
  payload: Record<string, unknown>;
  /** 1 at the first try. */
  attempt: number;
  isLast: boolean;
  createdAt: Date;
  world: World;
  settings: Settings;
  /** Aborted when the server stops for good or another worker has taken the job over. */
  signal: AbortSignal;
  /** Into the log of the server, which others keep. */
  log(facts: Record<string, unknown>, message: string): void;
};
/** `later` puts the job off without counting the try. */
export type Outcome = { later: Date } | undefined;
/** What a room does for one kind of job. It throws when it did not work out, and `Hopeless` when it never will. */
export type JobKind = {
  kind: string;
  /** A recurring one is there by itself, once for all processes, and never dies. */
  everySeconds?: number;
  /** The part of a process's hands that this kind may take, from 0 to 1; at least one hand. */
  share?: number;
  run(attempt: Attempt): Promise<Outcome>;
};
/** What every process does after commits of its own and at each look: cheap, and safe for several at once. */
export type Pump = (world: World) => Promise<void>;

/** Trying again would not help. */
export class Hopeless extends Error {
  override readonly name = 'Hopeless';
}

/** Kept in the caller's transaction: if that is undone, the work is never done. */
export function enqueue(tx: Tx, { kind, payload, runAt, id = newId('wrk') }: Job): void {
  tx.write(sql`insert into jobs (id, kind, payload, status, run_at, created_at, attempts)
    values (${id}, ${kind}, ${JSON.stringify(payload)}, 'waiting', ${runAt}, ${runAt}, 0)`);
}

export const mailJob = (mail: Mail, runAt: Date): Job => ({ kind: 'mail', payload: { ...mail }, runAt });
