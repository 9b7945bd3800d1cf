// The last link of each chain: read, signed, and sent out of the house on a schedule.
import sql from 'sql-template-tag';
import type { Tx } from '../database/database.ts';
import type { JobKind } from '../work/jobs.ts';
import type { World } from '../world/world.ts';
import { type Head, headOver, signHead } from './receipts.ts';

type Ends = { lane: number; index: number; hash: string }[];
const headFrom = (thread: string, ends: Ends): Head => {
  const lanes = ends.map(({ hash, ...at }) => ({ ...at, hash: Buffer.from(hash, 'hex').toString('base64url') }));
  return { thread, ...headOver(lanes), lanes };
};
const ends = sql`jsonb_agg(jsonb_build_object('lane', lane, 'index', idx, 'hash', encode(hash, 'hex')) order by lane)`;

/** The end of all lanes of a thread, from one snapshot. */
export async function headOf(tx: Tx, thread: string): Promise<Head | undefined> {
  const [row] = await tx.query<{ ends: Ends | null }>(
    sql`select ${ends} as ends from chain_heads where thread = ${thread}`,
  );
  return row?.ends ? headFrom(thread, row.ends) : undefined;
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
        tx.query<{ thread: string; ends: Ends }>(sql`select h.thread, h.ends from (
            select thread, sum(idx) as idx, ${ends} as ends from chain_heads
            where thread > ${after} and position('|' in thread) = 0 group by thread) h
          left join signed_heads s on s.thread = h.thread
          where h.idx > coalesce(s.idx, 0) order by h.thread limit ${batchHeads}`),
      );
      for (const row of moved) {
        const head = headFrom(row.thread, row.ends);
        const signed = await signHead(world, head);
        log({ thread: head.thread, index: head.index, signed }, 'signed head');
        await world.database.transaction(async (tx) => keepSigned(tx, head, { signed, at: world.clock.wall() }));
      }
      if (moved.length < batchHeads) return undefined;
      after = moved.at(-1)!.thread;
    }
  },
};

const keepSigned = (tx: Tx, { thread, index }: Head, { signed, at }: { signed: string; at: Date }): void =>
  tx.write(sql`insert into signed_heads (thread, idx, signed, at) values (${thread}, ${index}, ${signed}, ${at})
    on conflict (thread) do update set idx = excluded.idx, signed = excluded.signed, at = excluded.at`);
