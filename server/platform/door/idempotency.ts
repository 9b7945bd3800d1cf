// The same key gives the first answer again; a twin that comes at the same moment waits for the first one's lock.
import { createHash } from 'node:crypto';
import sql from 'sql-template-tag';
import type { Sides } from '../../access/may.ts';
import type { Tx } from '../database/database.ts';
import { hashed, sealWith, unsealWith } from '../settings/secrets.ts';
import type { Caller } from '../world/world.ts';

export type Request = { operation: string; key: string; command: unknown };
/** As it lies in the table, also from before an upgrade: its names stay. */
export type Remembered = { answer: unknown; sides: Sides };

const fingerprint = ({ operation, key, command }: Request) =>
  createHash('sha256')
    .update(JSON.stringify([operation, key, command]))
    .digest('hex');
const callerOf = ({ id, organization }: Caller) => `${id}@${organization}`;

/** Joins the other locks, so that of two equal requests the second one reads what the first one kept. */
export const lockOfKey = (caller: Caller, once: string): string => `once:${callerOf(caller)}:${once}`;

/** The answer kept under this key, or `'reused'` when it was given to another request. */
export async function remembered(
  tx: Tx,
  caller: Caller,
  { once, request }: { once: string; request: Request },
): Promise<Remembered | 'reused' | undefined> {
  const [kept] = await tx.query<{ request: string; answer: string }>(
    sql`select request, answer from idempotency_keys where caller = ${callerOf(caller)} and key = ${hashed(once)}`,
  );
  if (!kept) return undefined;
  if (kept.request !== fingerprint(request)) return 'reused';
  return JSON.parse(unsealWith(once, kept.answer)) as Remembered;
}

/** Kept with the effect in one transaction, so that a crash leaves neither; only the client's key opens it. */
export function remember(
  tx: Tx,
  caller: Caller,
  { once, request, kept, at }: { once: string; request: Request; kept: Remembered; at: Date },
): void {
  const answer = sealWith(once, JSON.stringify(kept));
  tx.write(sql`insert into idempotency_keys (caller, key, request, answer, created_at)
    values (${callerOf(caller)}, ${hashed(once)}, ${fingerprint(request)}, ${answer}, ${at})`);
}
