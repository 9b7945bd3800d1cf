// Verifies the whole log in one pass of constant memory and names the first thing that does not fit.
import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../database/database.ts';
import type { Part } from './events.ts';
import { commitmentOf, linkHash, type Point } from './receipts.ts';
import { mayBeForgotten } from './retention.ts';

export type Flaw =
  | 'index_out_of_order' // A link is missing, or stands twice.
  | 'event_missing'
  | 'body_changed' // Or the hash of its link, or of the one before.
  | 'event_in_wrong_chain'
  | 'part_changed'
  | 'part_missing' // Only personal parts may be erased, and what is older than the log must keep it (AUD-003).
  | 'columns_disagree' // What readers filter by is not what the chain covers.
  | 'links_missing'
  | 'head_disagrees'
  | 'tail_cut'
  | 'rewritten_before_head';
export type Break = { flaw: Flaw; thread?: string; lane?: number; index?: number; event?: string };
export type Report = {
  /** Links of chains; an event is an entry of each chain it concerns. */
  entries: number;
  events: number;
  threads: number;
  /** Personal parts that were erased: their commitments stay and verify. */
  erased: number;
  /** Places in chains that heads from outside confirmed. */
  headsKept: number;
  broken: Break | null;
  tookMs: number;
};
export type Verifying = {
  /** What heads say that were kept outside, already verified: only they prove that nothing was rewritten or cut. */
  points?: readonly Point[];
  pageRows?: number;
  /** The clock on the wall, by which old entries may have been forgotten. */
  now?: Date;
  progressed?(entries: number): Promise<void> | void;
};

type Line = {
  kind: 1 | 2 | 3 | 4;
  name: string | null;
  lane: number | null;
  number: number;
  hash: Buffer | null;
  body: string | null;
  parts: string | null;
  chain: number | null;
};

/** One statement, hence one snapshot: every link with its event, every event with its parts, heads that disagree. */
const everything: Sql = sql`
  (select 1 as kind, h.thread as name, h.lane, l.idx as number, l.hash, e.body, null as parts, l.chain
    from chain_links l left join chain_heads h on h.chain = l.chain left join events e on e.seq = l.event
    order by l.chain, l.idx)
  union all
  (select 2, e.id || ' ' || e.type || ' ' || e.thing || ' ' || e.subject, null,
    (extract(epoch from e.at) * 1000)::bigint, null, e.body, coalesce(p.parts, '{}')::text, null
    from events e left join event_parts p on p.event = e.seq order by e.seq)
  union all
  (select 3, h.thread, h.lane, h.idx, h.hash, null, null, h.chain from chain_heads h
    left join lateral (
      select idx, hash from chain_links l where l.chain = h.chain order by idx desc limit 1) l on true
    where l.idx is distinct from h.idx or l.hash is distinct from h.hash order by h.thread, h.lane)
  union all
  select 4, '', null, count(*), null, null, null, count(distinct thread) from chain_heads`;

export async function verifyChains(database: Database, asked: Verifying = {}): Promise<Report> {
  const started = performance.now();
  const auditor = new Auditor(asked.points ?? [], mayBeForgotten(asked.now ?? new Date()));
  let broken: Break | null = null;
  for await (const lines of database.stream<Line>(everything, asked.pageRows ?? 2_000)) {
    for (const line of lines) {
      broken = auditor.check(line);
      if (broken) break;
    }
    await asked.progressed?.(auditor.entries);
    if (broken) break;
  }
  broken ??= auditor.rest();
  if (broken?.flaw === 'links_missing') broken = (await eventWithoutLinks(database)) ?? broken;
  const { entries, events, threads, erased, headsKept } = auditor;
  return { entries, events, threads, erased, headsKept, broken, tookMs: performance.now() - started };
}

const pointKey = (thread: string, lane: number) => `${lane} ${thread}`;

/** An event names both of a pair, and its lane unless it is from before there were any. */
function belongs(body: string, thread: string, lane: number): boolean {
  const isOfPair = !thread.includes('|') || thread.split('|').every((one) => body.includes(`"${one}"`));
  return isOfPair && (body.includes(`,"lane":${lane},`) || (lane === 0 && !body.includes(',"lane":')));
}

class Auditor {
  entries = 0;
  events = 0;
  threads = 0;
  erased = 0;
  headsKept = 0;
  /** What is said from outside of each chain that has not been passed yet. */
  readonly #points = new Map<string, Point[]>();
  #chain: number | null = null;
  #place = { thread: '', lane: 0 };
  #chains = 0;
  #index = 0;
  #hash: Buffer | null = null;
  #linksDue = 0;
  #isDone = false;

  readonly #mayBeForgotten: ReturnType<typeof mayBeForgotten>;

  constructor(points: readonly Point[], mayForget: ReturnType<typeof mayBeForgotten>) {
    this.#mayBeForgotten = mayForget;
    for (const point of points) {
      const key = pointKey(point.thread, point.lane ?? 0);
      this.#points.set(key, [...(this.#points.get(key) ?? []), point]);
    }
  }

  check(line: Line): Break | null {
    if (line.kind === 1) return this.#link(line);
    const ended = this.#ended();
    if (ended) return ended;
    if (line.kind === 2) return this.#event(line);
    if (line.kind === 3) {
      return { flaw: 'head_disagrees', thread: line.name!, lane: line.lane!, index: line.number };
    }
    this.threads = line.chain!;
    return line.number === this.#chains ? null : { flaw: 'head_disagrees' };
  }

  /** What can be said only once everything was seen. */
  rest(): Break | null {
    return this.#ended() ?? (this.#linksDue === this.entries ? null : { flaw: 'links_missing' });
  }

  #link({ name: thread, lane, number: index, hash, body, chain }: Line): Break | null {
    if (thread === null) return { flaw: 'head_disagrees', index };
    if (chain !== this.#chain) {
      const ended = this.#tailCut();
      if (ended) return ended;
      this.#chains += 1;
      this.#chain = chain;
      this.#place = { thread, lane: lane! };
      this.#index = 0;
      this.#hash = null;
    }
    const place = { ...this.#place, index };
    if (index !== this.#index + 1) return { flaw: 'index_out_of_order', ...place };
    if (body === null) return { flaw: 'event_missing', ...place };
    if (!linkHash(this.#hash, index, body).equals(hash!)) return { flaw: 'body_changed', ...place };
    if (!belongs(body, thread, lane!)) return { flaw: 'event_in_wrong_chain', ...place };
    this.#index = index;
    this.#hash = hash;
    this.entries += 1;
    return this.#againstPoints();
  }

  #againstPoints(): Break | null {
    const { thread, lane } = this.#place;
    const said = this.#points.size > 0 ? this.#points.get(pointKey(thread, lane)) : undefined;
    for (const point of said ?? []) {
      if (point.index !== this.#index) continue;
      this.headsKept += 1;
      if (point.hash === this.#hash!.toString('base64url')) continue;
      return { flaw: 'rewritten_before_head', ...this.#place, index: this.#index };
    }
    return null;
  }

  #tailCut(): Break | null {
    const key = pointKey(this.#place.thread, this.#place.lane);
    const beyond = (this.#points.get(key) ?? []).find(({ index }) => index > this.#index);
    this.#points.delete(key);
    return beyond ? { flaw: 'tail_cut', ...this.#place, index: this.#index + 1 } : null;
  }

  /** After the last link: what is said of chains of which nothing is left at all. */
  #ended(): Break | null {
    if (this.#isDone) return null;
    this.#isDone = true;
    const cut = this.#tailCut();
    if (cut) return cut;
    const [[gone] = []] = this.#points.values();
    return gone === undefined ? null : { flaw: 'tail_cut', thread: gone.thread, lane: gone.lane ?? 0, index: 1 };
  }

  #event({ name, number, body, parts }: Line): Break | null {
    this.events += 1;
    const said = JSON.parse(body!) as Said;
    const event = name!.slice(0, name!.indexOf(' '));
    const columns = `${said.id} ${said.type} ${said.thing} ${said.subject}`;
    if (name !== columns || number !== Date.parse(said.at)) return { flaw: 'columns_disagree', event };
    this.#linksDue += said.chains;
    const opened = JSON.parse(parts!) as Record<string, Part>;
    for (const [fieldClass, commitment] of Object.entries(said.commitments)) {
      const part = opened[fieldClass];
      if (!part && fieldClass !== 'personal' && !this.#mayBeForgotten(said)) return { flaw: 'part_missing', event };
      if (!part) this.erased += fieldClass === 'personal' ? 1 : 0;
      else if (commitmentOf(part) !== commitment) return { flaw: 'part_changed', event };
    }
    const isMore = Object.keys(opened).some((fieldClass) => !(fieldClass in said.commitments));
    return isMore ? { flaw: 'part_changed', event } : null;
  }
}

type Said = {
  id: string;
  at: string;
  type: string;
  thing: string;
  subject: string;
  /** In how many chains the event stands. */
  chains: number;
  commitments: Record<string, string>;
};

/** Looked for only once it is known that there is one. */
async function eventWithoutLinks(database: Database): Promise<Break | undefined> {
  const counted = sql`select e.id, e.body,
    (select count(*) from chain_links l where l.event = e.seq) as links from events e order by e.seq`;
  for await (const rows of database.stream<{ id: string; body: string; links: number }>(counted)) {
    const found = rows.find(({ body, links }) => (JSON.parse(body) as Said).chains !== links);
    if (found) return { flaw: 'links_missing', event: found.id };
  }
  return undefined;
}
