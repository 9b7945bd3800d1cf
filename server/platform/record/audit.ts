// Verifies the whole log in one pass of constant memory and names the first thing that does not fit.
import sql, { type Sql } from 'sql-template-tag';
import type { Database } from '../database/database.ts';
import type { Part } from './events.ts';
import { commitmentOf, type Head, linkHash } from './receipts.ts';
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
export type Break = { flaw: Flaw; thread?: string; index?: number; event?: string };
export type Report = {
  /** Links of chains; an event is an entry of each chain it concerns. */
  entries: number;
  events: number;
  threads: number;
  /** Personal parts that were erased: their commitments stay and verify. */
  erased: number;
  headsKept: number;
  broken: Break | null;
  tookMs: number;
};
export type Verifying = {
  /** Heads that were kept outside, already verified: only they prove that nothing was rewritten or cut. */
  heads?: readonly Head[];
  pageRows?: number;
  /** The clock on the wall, by which old entries may have been forgotten. */
  now?: Date;
  progressed?(entries: number): Promise<void> | void;
};

type Line = {
  kind: 1 | 2 | 3 | 4;
  name: string;
  number: number;
  hash: Buffer | null;
  body: string | null;
  parts: string | null;
};

/** One statement, hence one snapshot: every link with its event, every event with its parts, heads that disagree. */
const everything: Sql = sql`
  (select 1 as kind, l.thread as name, l.idx as number, l.hash, e.body, null as parts
    from chain_links l left join events e on e.id = l.event_id order by l.thread, l.idx)
  union all
  (select 2, e.id || ' ' || e.type || ' ' || e.thing || ' ' || e.subject,
    (extract(epoch from e.at) * 1000)::bigint, null, e.body, e.parts::text
    from events e order by e.id)
  union all
  (select 3, h.thread, h.idx, h.hash, null, null from chain_heads h
    left join lateral (
      select idx, hash from chain_links l where l.thread = h.thread order by idx desc limit 1) l on true
    where l.idx is distinct from h.idx or l.hash is distinct from h.hash order by h.thread)
  union all
  select 4, '', count(*), null, null, null from chain_heads`;

export async function verifyChains(database: Database, asked: Verifying = {}): Promise<Report> {
  const started = performance.now();
  const auditor = new Auditor(asked.heads ?? [], mayBeForgotten(asked.now ?? new Date()));
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

class Auditor {
  entries = 0;
  events = 0;
  threads = 0;
  erased = 0;
  headsKept = 0;
  readonly #heads = new Map<string, Head[]>();
  #thread = '';
  #index = 0;
  #hash: Buffer | null = null;
  #linksDue = 0;
  #isDone = false;

  readonly #mayBeForgotten: ReturnType<typeof mayBeForgotten>;

  constructor(heads: readonly Head[], mayForget: ReturnType<typeof mayBeForgotten>) {
    this.#mayBeForgotten = mayForget;
    for (const head of heads) this.#heads.set(head.thread, [...(this.#heads.get(head.thread) ?? []), head]);
  }

  check(line: Line): Break | null {
    if (line.kind === 1) return this.#link(line);
    const ended = this.#ended();
    if (ended) return ended;
    if (line.kind === 2) return this.#event(line);
    if (line.kind === 3) return { flaw: 'head_disagrees', thread: line.name, index: line.number };
    return line.number === this.threads ? null : { flaw: 'head_disagrees' };
  }

  /** What can be said only once everything was seen. */
  rest(): Break | null {
    return this.#ended() ?? (this.#linksDue === this.entries ? null : { flaw: 'links_missing' });
  }

  #link({ name: thread, number: index, hash, body }: Line): Break | null {
    const place = { thread, index };
    if (thread !== this.#thread) {
      const ended = this.#tailCut();
      if (ended) return ended;
      this.threads += 1;
      this.#thread = thread;
      this.#index = 0;
      this.#hash = null;
    }
    if (index !== this.#index + 1) return { flaw: 'index_out_of_order', ...place };
    if (body === null) return { flaw: 'event_missing', ...place };
    if (!linkHash(this.#hash, index, body).equals(hash!)) return { flaw: 'body_changed', ...place };
    const isPair = thread.includes('|');
    if (isPair && !thread.split('|').every((one) => body.includes(`"${one}"`))) {
      return { flaw: 'event_in_wrong_chain', ...place };
    }
    this.#index = index;
    this.#hash = hash;
    this.entries += 1;
    return this.#againstHeads();
  }

  #againstHeads(): Break | null {
    const kept = this.#heads.size > 0 ? this.#heads.get(this.#thread) : undefined;
    for (const head of kept ?? []) {
      if (head.index !== this.#index) continue;
      this.headsKept += 1;
      if (head.hash === this.#hash!.toString('base64url')) continue;
      return { flaw: 'rewritten_before_head', thread: this.#thread, index: this.#index };
    }
    return null;
  }

  #tailCut(): Break | null {
    const beyond = (this.#heads.get(this.#thread) ?? []).find(({ index }) => index > this.#index);
    this.#heads.delete(this.#thread);
    return beyond ? { flaw: 'tail_cut', thread: beyond.thread, index: this.#index + 1 } : null;
  }

  /** After the last link: heads of threads of which nothing is left at all. */
  #ended(): Break | null {
    if (this.#isDone) return null;
    this.#isDone = true;
    const cut = this.#tailCut();
    if (cut) return cut;
    const [gone] = this.#heads.keys();
    return gone === undefined ? null : { flaw: 'tail_cut', thread: gone, index: 1 };
  }

  #event({ name, number, body, parts }: Line): Break | null {
    this.events += 1;
    const said = JSON.parse(body!) as Said;
    const event = name.slice(0, name.indexOf(' '));
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
    (select count(*) from chain_links l where l.event_id = e.id) as links from events e order by e.id`;
  for await (const rows of database.stream<{ id: string; body: string; links: number }>(counted)) {
    const found = rows.find(({ body, links }) => (JSON.parse(body) as Said).chains !== links);
    if (found) return { flaw: 'links_missing', event: found.id };
  }
  return undefined;
}
