// What higher rooms may use: an event of a thread, and as a side may see it, in the envelope of feed and webhooks.
import sql, { empty, raw, type Sql } from 'sql-template-tag';
import type { Event } from '../../../contract/events.ts';
import type { Actor, Sides } from '../../access/may.ts';
import type { Tx } from '../../platform/database/database.ts';
import { partsSeen } from '../../platform/door/present.ts';
import type { Part } from '../../platform/record/events.ts';
import { isThreadOf } from '../../platform/record/heads.ts';
import { namingOf } from '../../platform/world/party-names.ts';
import type { Row, World } from '../../platform/world/world.ts';

type Linked = { thread: string; lane: number; index: number; hash: string };
/** How far somebody has read: an index for each lane, the first lane first; of lanes beyond its end, nothing yet. */
export type Places = readonly number[];
export type EventRow = {
  lane: number;
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
  from: Places | undefined;
  backward: boolean;
  limit: number;
  types?: readonly string[] | undefined;
  subject?: string | undefined;
  since?: Date | undefined;
  until?: Date | undefined;
};
/** What the chain covers, as `record` wrote it. */
export type Body = {
  id: string;
  type: string;
  thing: string;
  subject: string;
  version: number;
  at: string;
  recordedAt: string;
  by: { kind: string; organization: string };
  language?: 'en' | 'ko' | 'zh-CN';
  sides: Sides;
  rules: string[];
  commitments: Record<string, string>;
};
export type Opened = { before?: Row; after?: Row; actor?: string };
type Viewer = { world: World; tx: Tx; actor: Actor };

/** On whose behalf: the customer, when somebody else acted on a thing of its. */
const customerOf = ({ sides, by }: Body): string | null =>
  sides.customer && sides.customer !== by.organization ? sides.customer : null;

export async function envelopes(viewer: Viewer, rows: readonly EventRow[]): Promise<Event[]> {
  const { world, tx, actor } = viewer;
  const bodies = rows.map(({ body }) => JSON.parse(body) as Body);
  const ids = bodies.flatMap(({ sides, by }) => [...Object.values(sides), by.organization]);
  const { party, partyOrNull } = await namingOf(world, tx, { ids });
  return rows.map(({ parts, chains }, i) => {
    const body = bodies[i]!;
    const seen = Object.values(partsSeen(viewer, body.sides, parts)).map(({ value }) => JSON.parse(value) as Opened);
    const merged = (which: 'before' | 'after'): Row => Object.assign({}, ...seen.map((one) => one[which]));
    const isNew = body.version === 1;
    const known = Object.entries(body.sides).filter((entry): entry is [string, string] => entry[1] != null);
    const isHouse = ['system', 'anyone'].includes(body.by.kind);
    return {
      ...{ id: body.id, type: body.type, at: body.at, recordedAt: body.recordedAt },
      by: { kind: body.by.kind, organization: isHouse ? null : party(body.by.organization) },
      actor: seen.find((one) => one.actor !== undefined)?.actor ?? null,
      onBehalfOf: partyOrNull(customerOf(body)),
      ...{ thing: body.thing, subject: body.subject, version: body.version },
      parties: Object.fromEntries(known.map(([side, id]) => [side, party(id)])),
      before: isNew ? null : merged('before'),
      after: merged('after'),
      rules: body.rules,
      chains: chains
        .filter(({ thread }) => isThreadOf(actor.organization, thread))
        .map(({ hash, ...at }) => ({ ...at, hash: Buffer.from(hash, 'hex').toString('base64url') })),
    };
  });
}

/** One event as it stands in a thread, or in the whole log; undefined where it does not. */
export async function findEvent(tx: Tx, id: string, thread: string | undefined): Promise<EventRow | undefined> {
  const stands = sql`exists (select from chain_links l join chain_heads h on h.chain = l.chain
    where l.event = e.seq and h.thread = ${thread})`;
  const [row] = await tx.query<EventRow>(sql`
    select 0 as lane, 0 as idx, e.id, e.at, e.body, coalesce(p.parts, '{}') as parts, '[]'::jsonb as chains
    from events e left join event_parts p on p.event = e.seq
    where e.id = ${id} ${thread === undefined ? empty : sql`and ${stands}`}`);
  return row;
}

/** The links behind a place, each lane in its order; `n` orders all of them, as their events were recorded. */
export function linksBehind({ thread, from, backward, subject }: Omit<Reading, 'limit'>, most: number): Sql {
  const start = sql`(${from ?? null}::bigint[])[h.lane + 1]`;
  const beyond =
    from === undefined
      ? empty
      : backward
        ? sql`and l.idx < coalesce(${start}, 0)`
        : sql`and l.idx > coalesce(${start}, 0)`;
  const direction = raw(backward ? 'desc' : 'asc');
  const links = sql`select l.idx, l.event from chain_links l`;
  const found =
    subject === undefined
      ? sql`${links} where l.chain = h.chain ${beyond} order by l.idx ${direction} limit ${most}`
      : sql`${links} join events s on s.seq = l.event where s.subject = ${subject} and l.chain = h.chain ${beyond}
          order by l.idx ${direction} limit ${most}`;
  // Before there were lanes, numbers of events could be a little behind the order of their chain.
  const n = sql`${raw(backward ? 'min' : 'max')}(l.event) over (partition by h.lane order by l.idx ${direction})`;
  return sql`select h.lane, l.idx, l.event, ${n} as n from chain_heads h cross join lateral (${found}) l
    where h.thread = ${thread} order by n ${direction}, l.idx ${direction} limit ${most}`;
}

/** As far as these rows go in their lanes, and as before in all others. */
export function placesBehind(before: Places, rows: readonly { lane: number; idx: number }[]): Places {
  const places = [...before];
  for (const { lane, idx } of rows) {
    while (places.length <= lane) places.push(0);
    places[lane] = idx;
  }
  return places;
}
