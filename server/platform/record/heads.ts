// The last link of each chain: read, signed, and sent out of the house on a schedule.
import sql from 'sql-template-tag';
import type { Tx } from '../database/database.ts';
import type { JobKind } from '../work/jobs.ts';
import type { World } from '../world/world.ts';
import { type Head, signHead } from './receipts.ts';

type Link = { thread: string; idx: number; hash: Buffer };
const headFrom = ({ thread, idx, hash }: Link): Head => ({
  thread,
  index: idx,
  hash: hash.toString('base64url'),
});

export async function headOf(tx: Tx, thread: string): Promise<Head | undefined> {
  const [row] = await tx.query<Link>(sql`select thread, idx, hash from chain_heads where thread = ${thread}`);
  return row && headFrom(row);
}

/** The thread of a pair is named by both, in order. */
export const pairThread = (one: string, other: string): string => [one, other].sort().join('|');
/** Whether the thread is this organization's own, or one it shares. */
export const isThreadOf = (organization: string, thread: string): boolean => thread.split('|').includes(organization);

/** The signed head of an organization's own thread, to be sent along with whatever is sent to it. */
export async function signedHeadOf(world: World, thread: string): Promise<{ head: Head; signed: string } | undefined> {
  const head = await world.database.read((tx) => headOf(tx, thread));
  return head && { head, signed: await signHead(world, head) };
}

const batchHeads = 200;

/** Signs the heads of organizations that moved, keeps the last of each, and writes them to the log, which leaves. */
export const signHeads: JobKind = {
  kind: 'heads',
  everySeconds: 3600,
  run: async ({ world, signal, log }) => {
    for (let after = ''; ; ) {
      signal.throwIfAborted();
      const moved = await world.database.read((tx) =>
        tx.query<Link>(sql`select h.thread, h.idx, h.hash from chain_heads h
          left join signed_heads s on s.thread = h.thread
          where h.thread > ${after} and position('|' in h.thread) = 0 and h.idx > coalesce(s.idx, 0)
          order by h.thread limit ${batchHeads}`),
      );
      for (const link of moved) {
        const signed = await signHead(world, headFrom(link));
        log({ thread: link.thread, index: link.idx, signed }, 'signed head');
        await world.database.transaction(async (tx) => keepSigned(tx, link, { signed, at: world.clock.wall() }));
      }
      if (moved.length < batchHeads) return undefined;
      after = moved.at(-1)!.thread;
    }
  },
};

const keepSigned = (tx: Tx, { thread, idx }: Link, { signed, at }: { signed: string; at: Date }): void =>
  tx.write(sql`insert into signed_heads (thread, idx, signed, at) values (${thread}, ${idx}, ${signed}, ${at})
    on conflict (thread) do update set idx = excluded.idx, signed = excluded.signed, at = excluded.at`);
