// The only SQL that reads events by thread: forward for those who follow, backward for those who look back.
import sql, { empty, raw, type Sql } from 'sql-template-tag';
import type { Tx } from '../../platform/database/database.ts';
import type { Part } from '../../platform/record/events.ts';
import type { Position } from '../../platform/record/receipts.ts';

type Linked = { thread: string; index: number; hash: string };
export type EventRow = {
  idx: number;
  id: string;
  at: Date;
  body: string;
  parts: Record<string, Part>;
  chains: Linked[];
};
export type Reading = {
  thread: string;
  /** Exclusive; where reading begins. */
  from: number | undefined;
  backward: boolean;
  limit: number;
  types?: readonly string[] | undefined;
  subject?: string | undefined;
  since?: Date | undefined;
  until?: Date | undefined;
};
export type Read = {
  rows: EventRow[];
  /** The last index that was looked at, whether it fitted or not; undefined when there was none. */
  reached: number | undefined;
  isEnd: boolean;
};

/** How many links one page looks at where few of them fit. */
const looksMax = 2_000;

const scan = ({ thread, from, backward, subject, limit }: Reading, isFiltered: boolean): Sql => {
  const beyond = from === undefined ? empty : backward ? sql`and l.idx < ${from}` : sql`and l.idx > ${from}`;
  const direction = raw(backward ? 'desc' : 'asc');
  const most = isFiltered ? looksMax : limit + 1;
  return subject === undefined
    ? sql`select l.idx, l.event_id from chain_links l where l.thread = ${thread} ${beyond}
        order by l.idx ${direction} limit ${most}`
    : sql`select l.idx, l.event_id from events s join chain_links l on l.event_id = s.id
        where s.subject = ${subject} and l.thread = ${thread} ${beyond} order by l.idx ${direction} limit ${most}`;
};

/**
 * A page in one statement, hence from one snapshot. Indices of a thread have no gaps and commit in their order, since
 * whoever takes one holds the head until the commit: a reader that goes on behind the last index it saw misses nothing.
 */
export async function readThread(tx: Tx, reading: Reading): Promise<Read> {
  const { backward, limit, types, since, until } = reading;
  const isFiltered = types !== undefined || since !== undefined || until !== undefined;
  const direction = raw(backward ? 'desc' : 'asc');
  const rows = await tx.query<Partial<EventRow> & { reached: number | null; looked: number; edge: Date | null }>(sql`
    with scanned as materialized (${scan(reading, isFiltered)}),
      edge as (select s.idx, e.at from scanned s join events e on e.id = s.event_id
        order by s.idx ${raw(backward ? 'asc' : 'desc')} limit 1),
      found as (select s.idx, e.id, e.at, e.body, e.parts from scanned s join events e on e.id = s.event_id
        where (${types ?? null}::text[] is null or e.type = any(${types ?? null}::text[]))
          and (${since ?? null}::timestamptz is null or e.at >= ${since ?? null})
          and (${until ?? null}::timestamptz is null or e.at < ${until ?? null})
        order by s.idx ${direction} limit ${limit + 1})
    select (select idx from edge) as reached, (select at from edge) as edge,
      (select count(*) from scanned) as looked, found.*,
      (select jsonb_agg(jsonb_build_object('thread', c.thread, 'index', c.idx, 'hash', encode(c.hash, 'hex'))
        order by c.thread) from chain_links c where c.event_id = found.id) as chains
    from (select 1) as one left join found on true order by found.idx ${direction}`);
  const [first] = rows;
  const found = rows.filter((row): row is typeof row & EventRow => row.id != null);
  const looked = first?.looked ?? 0;
  const isBeforePeriod = backward && since !== undefined && first?.edge != null && first.edge < since;
  const isEnd = found.length <= limit && (isBeforePeriod || looked < (isFiltered ? looksMax : limit + 1));
  const page = found.slice(0, limit);
  const reached = found.length > limit ? page.at(-1)!.idx : (first?.reached ?? undefined);
  return { rows: page, reached, isEnd };
}

type PositionRow = { thread: string; idx: number; hash: Buffer; before: Buffer | null };
/** Where an event stands in each of its chains, with the hash before it. */
export async function positionsOf(tx: Tx, event: string): Promise<Position[]> {
  const rows = await tx.query<PositionRow>(sql`select l.thread, l.idx, l.hash, b.hash as before from chain_links l
    left join chain_links b on b.thread = l.thread and b.idx = l.idx - 1
    where l.event_id = ${event} order by l.thread`);
  return rows.map(({ thread, idx, hash, before }) => ({
    ...{ thread, index: idx, hash: hash.toString('base64url') },
    before: before?.toString('base64url') ?? null,
  }));
}
