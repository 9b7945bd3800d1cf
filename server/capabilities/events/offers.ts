// What higher rooms may use: an event of a thread, and as a side may see it, in the envelope of feed and webhooks.
import sql from 'sql-template-tag';
import type { Event } from '../../../contract/events.ts';
import type { Actor, Sides } from '../../access/may.ts';
import type { Tx } from '../../platform/database/database.ts';
import { partsSeen } from '../../platform/door/present.ts';
import { isThreadOf } from '../../platform/record/heads.ts';
import { namingOf } from '../../platform/world/party-names.ts';
import type { Row, World } from '../../platform/world/world.ts';
import type { EventRow } from './store.ts';

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
  const place = sql`select max(l.idx) from chain_links l where l.event_id = e.id and l.thread = ${thread}`;
  const [row] = await tx.query<EventRow & { idx: number | null }>(sql`
    select ${thread === undefined ? sql`0` : sql`(${place})`} as idx, e.id, e.at, e.body, e.parts, '[]'::jsonb as chains
    from events e where e.id = ${id}`);
  return row?.idx == null ? undefined : row;
}
