// The only SQL about webhooks: their rows, how far each has read its thread, and what was delivered.
import sql, { type Sql } from 'sql-template-tag';
import type { Tx } from '../../platform/database/database.ts';
import { rowsOf } from '../../platform/record/columns.ts';
import { linksBehind, type Places, placesBehind } from '../events/offers.ts';
import type { Webhook } from './state.ts';

export const rows = rowsOf<Webhook>({
  organization: 'organization_id',
  url: 'url',
  types: 'types',
  secretEdition: 'secret_edition',
  secretSince: 'secret_since',
  createdBy: 'created_by',
  createdAt: 'created_at',
});

export async function countWebhooks(tx: Tx, organization: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    sql`select count(*) as count from webhooks where organization_id = ${organization} and status <> 'removed'`,
  );
  return row!.count;
}

export async function editionOf(tx: Tx, id: string, version: number): Promise<number> {
  const [row] = await tx.query<{ secret_edition: number }>(
    sql`select secret_edition from webhooks_versions where id = ${id} and version = ${version}`,
  );
  return row!.secret_edition;
}

export type Behind = { id: string; organization: string; types: string[]; readsAll: boolean };
/** Readers of the whole log stop below the oldest running transaction, so that one that commits late is not skipped. */
const settled = sql`e.xid < pg_snapshot_xmin(pg_current_snapshot())`;
const asTransaction = (place: Sql): Sql => sql`(${place})::text::xid8`;
type Asked = { limit: number; operator: string | undefined };

/**
 * Active webhooks whose log has grown beyond what they have read. Whoever runs the cloud reads the log of all, by
 * transaction; everybody else its own thread, by the places in its lanes.
 */
export const webhooksBehind = async (tx: Tx, { limit, operator = '' }: Asked): Promise<Behind[]> => {
  const [own, all] = await Promise.all([
    tx.query<Behind>(sql`select w.id, w.organization_id as organization, w.types, false as "readsAll" from webhooks w
      left join webhook_cursors c on c.webhook_id = w.id
      where w.status = 'active' and w.organization_id <> ${operator} and exists (select from chain_heads h
        where h.thread = w.organization_id and h.idx > coalesce(c.lanes[h.lane + 1], 0)) limit ${limit}`),
    tx.query<Behind>(sql`select w.id, w.organization_id as organization, w.types, true as "readsAll" from webhooks w
      left join webhook_cursors c on c.webhook_id = w.id
      where w.status = 'active' and w.organization_id = ${operator} and (c.idx is null or exists (
        select 1 from events e where e.xid > ${asTransaction(sql`c.idx`)} and ${settled})) limit ${limit}`),
  ]);
  return [...own, ...all];
};

/** A webhook begins right behind the event that made or resumed it, in each lane; what came before is in the feed. */
const beginning = ({ id, organization, readsAll }: Behind): Sql =>
  readsAll
    ? sql`select ${id}, e.xid::text::bigint, '{}'::bigint[], 0 from events e
        where e.subject = ${id} and e.type in ('webhook.created', 'webhook.resumed') order by e.seq desc limit 1`
    : sql`select ${id}, e.seq, array(
          select coalesce(reached.idx, 0) from generate_series(0,
              (select max(lane) from chain_heads where thread = ${organization})) as one (lane)
            left join chain_heads h on h.thread = ${organization} and h.lane = one.lane
            left join lateral (select l.idx from chain_links l where l.chain = h.chain and l.event <= e.seq
              order by l.idx desc limit 1) reached on true order by one.lane), 0
        from events e where e.subject = ${id} and e.type in ('webhook.created', 'webhook.resumed')
        order by e.seq desc limit 1`;

/** Of who reads the log of all a transaction; of others a place in each lane of their thread. */
export type Cursor = { idx: number; lanes: Places };
/** Its place in the log, locked; undefined when another process is at it, or it is no longer active. */
export async function lockCursor(tx: Tx, behind: Behind): Promise<Cursor | undefined> {
  tx.write(sql`insert into webhook_cursors as c (webhook_id, idx, lanes, failures) ${beginning(behind)}
    on conflict (webhook_id) do update set idx = excluded.idx, lanes = excluded.lanes, failures = 0
    where c.idx < excluded.idx`);
  const [row] = await tx.query<Cursor>(sql`select c.idx, c.lanes from webhook_cursors c
    join webhooks w on w.id = c.webhook_id and w.status = 'active'
    where c.webhook_id = ${behind.id} for update of c skip locked`);
  return row;
}

export type NewEvent = { lane: number; idx: number; id: string; type: string; subject: string };
export const eventsBehind = (
  tx: Tx,
  { organization, readsAll }: Behind,
  { after, limit }: { after: Cursor; limit: number },
): Promise<NewEvent[]> =>
  readsAll
    ? tx.query<NewEvent>(sql`select 0 as lane, e.xid::text::bigint as idx, e.id, e.type, e.subject from events e
        where e.xid > ${asTransaction(sql`${after.idx}::bigint`)} and ${settled}
        order by e.xid fetch first ${limit} rows with ties`)
    : tx.query<NewEvent>(sql`select l.lane, l.idx, e.id, e.type, e.subject
        from (${linksBehind({ thread: organization, from: after.lanes, backward: false }, limit)}) l
        join events e on e.seq = l.event order by l.n, l.idx`);

export function moveCursor(
  tx: Tx,
  { id, readsAll }: Behind,
  { after, read }: { after: Cursor; read: NewEvent[] },
): void {
  const idx = readsAll ? read.at(-1)!.idx : after.idx;
  const lanes = readsAll ? after.lanes : placesBehind(after.lanes, read);
  tx.write(sql`update webhook_cursors set idx = ${idx}, lanes = ${[...lanes]}::bigint[] where webhook_id = ${id}`);
}

export type DeliveryRow = {
  id: string;
  webhook_id: string;
  status: 'waiting' | 'delivered' | 'failed' | 'dropped';
  type: string;
  event_id: string | null;
  attempts: number;
  answer_status: number | null;
  error: string | null;
  took_ms: number | null;
  created_at: Date;
  finished_at: Date | null;
};
type Adding = { id: string; webhook: string; type: string; event: string; at: Date };
export const addDelivery = (tx: Tx, { id, webhook, type, event, at }: Adding): void =>
  tx.write(sql`insert into webhook_deliveries (id, webhook_id, status, type, event_id, attempts, created_at)
    values (${id}, ${webhook}, 'waiting', ${type}, ${event}, 0, ${at})`);

export async function findDelivery(tx: Tx, id: string): Promise<DeliveryRow | undefined> {
  const [row] = await tx.query<DeliveryRow>(sql`select * from webhook_deliveries where id = ${id}`);
  return row;
}

export const deliveriesOf = (
  tx: Tx,
  webhook: string,
  { after, limit }: { after?: string | undefined; limit: number },
) =>
  tx.query<DeliveryRow>(sql`select * from webhook_deliveries where webhook_id = ${webhook}
    and (${after ?? null}::text is null or id < ${after ?? null}) order by id desc limit ${limit}`);

const redeliveredMax = 1000;
/** Those that gave up or were dropped, oldest first: all, or of these. */
export async function failedOf(tx: Tx, webhook: string, ids: readonly string[] | undefined): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(sql`select id from webhook_deliveries
    where webhook_id = ${webhook} and status in ('failed', 'dropped')
      and (${ids === undefined} or id = any(${[...(ids ?? [])]}::text[])) order by id limit ${redeliveredMax}`);
  return rows.map(({ id }) => id);
}

export const waitAgain = (ids: readonly string[]): Sql =>
  sql`update webhook_deliveries set status = 'waiting', attempts = 0, error = null, answer_status = null,
    finished_at = null where id = any(${[...ids]}::text[])`;

export type Tried = {
  status: DeliveryRow['status'];
  attempts: number;
  answerStatus: number | null;
  error: string | null;
  tookMs: number;
  finishedAt: Date | null;
};
/** Writes down a try and resolves with the number of failures in a row at this address. */
export async function keepTry(tx: Tx, { id, webhook_id }: DeliveryRow, tried: Tried): Promise<number> {
  tx.write(sql`update webhook_deliveries set status = ${tried.status}, attempts = ${tried.attempts},
    answer_status = ${tried.answerStatus}, error = ${tried.error}, took_ms = ${tried.tookMs},
    finished_at = ${tried.finishedAt} where id = ${id}`);
  if (tried.status === 'dropped') return 0;
  const [row] = await tx.query<{ failures: number }>(sql`update webhook_cursors
    set failures = case when ${tried.status === 'delivered'} then 0 else failures + 1 end
    where webhook_id = ${webhook_id} returning failures`);
  return row?.failures ?? 0;
}
