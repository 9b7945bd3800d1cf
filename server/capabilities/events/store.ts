// The only SQL that reads events by thread: forward for those who follow, backward for those who look back.
import sql, { raw } from 'sql-template-tag';
import type { Tx } from '../../platform/database/database.ts';
import type { Position } from '../../platform/record/receipts.ts';
import { type EventRow, linksBehind, type Places, placesBehind, type Reading } from './offers.ts';

export type Read = {
  rows: EventRow[];
  /** Where to go on. */
  reached: Places;
  isEnd: boolean;
};

/** How many links one page looks at where few of them fit. */
const looksMax = 2_000;

type Found = Partial<EventRow> & {
  looked: number;
  edge: Date | null;
  scanned: { lane: number; idx: number }[] | null;
  heads: { lane: number; idx: number }[] | null;
};

/**
 * A page in one statement, hence from one snapshot. Indices of a lane have no gaps and commit in their order, since
 * whoever takes one holds the head until the commit: a reader that goes on behind the last index that it saw in each
 * lane misses nothing. Who looks back does not meet what came since it began.
 */
export async function readThread(tx: Tx, reading: Reading): Promise<Read> {
  const { backward, limit, types, since, until, thread, from } = reading;
  const isFiltered = types !== undefined || since !== undefined || until !== undefined;
  const most = isFiltered ? looksMax : limit + 1;
  const direction = raw(backward ? 'desc' : 'asc');
  const farthest = raw(backward ? 'min' : 'max');
  const rows = await tx.query<Found>(sql`
    with scanned as materialized (${linksBehind(reading, most)}),
      edge as (select e.at from scanned s join events e on e.seq = s.event
        order by s.n ${raw(backward ? 'asc' : 'desc')} limit 1),
      found as (select s.lane, s.idx, s.n, e.seq, e.id, e.at, e.body, coalesce(p.parts, '{}') as parts
        from scanned s join events e on e.seq = s.event left join event_parts p on p.event = e.seq
        where (${types ?? null}::text[] is null or e.type = any(${types ?? null}::text[]))
          and (${since ?? null}::timestamptz is null or e.at >= ${since ?? null})
          and (${until ?? null}::timestamptz is null or e.at < ${until ?? null})
        order by s.n ${direction}, s.idx ${direction} limit ${limit + 1})
    select (select at from edge) as edge, (select count(*) from scanned) as looked,
      (select jsonb_agg(jsonb_build_object('lane', lane, 'idx', idx))
        from (select lane, ${farthest}(idx) as idx from scanned group by lane) s) as scanned,
      (select jsonb_agg(jsonb_build_object('lane', lane, 'idx', idx + 1))
        from chain_heads where thread = ${thread}) as heads,
      found.lane, found.idx, found.id, found.at, found.body, found.parts,
      (select jsonb_agg(jsonb_build_object('thread', h.thread, 'lane', h.lane, 'index', c.idx,
          'hash', encode(c.hash, 'hex')) order by h.thread)
        from chain_links c join chain_heads h on h.chain = c.chain where c.event = found.seq) as chains
    from (select 1) as one left join found on true order by found.n ${direction}, found.idx ${direction}`);
  const { looked, edge, scanned, heads } = rows[0]!;
  const found = rows.filter((row): row is typeof row & EventRow => row.id != null);
  const isBeforePeriod = backward && since !== undefined && edge !== null && edge < since;
  const isEnd = found.length <= limit && (isBeforePeriod || looked < most);
  const page = found.slice(0, limit);
  const begun = from ?? placesBehind([], backward ? (heads ?? []) : []);
  const reached = placesBehind(begun, found.length > limit ? page : (scanned ?? []));
  return { rows: page, reached, isEnd };
}

type PositionRow = { thread: string; lane: number; idx: number; hash: Buffer; before: Buffer | null };
/** Where an event stands in each of its chains, with the hash before it. */
export async function positionsOf(tx: Tx, event: string): Promise<Position[]> {
  const rows = await tx.query<PositionRow>(sql`select h.thread, h.lane, l.idx, l.hash, b.hash as before from events e
    join chain_links l on l.event = e.seq join chain_heads h on h.chain = l.chain
    left join chain_links b on b.chain = l.chain and b.idx = l.idx - 1 where e.id = ${event} order by h.thread`);
  return rows.map(({ thread, lane, idx, hash, before }) => ({
    ...{ thread, lane, index: idx, hash: hash.toString('base64url') },
    before: before?.toString('base64url') ?? null,
  }));
}
