// The only SQL about webhooks: their rows, how far each has read its thread, and what was delivered.
import sql, { type Sql } from 'sql-template-tag';
import type { Tx } from '../../platform/database/database.ts';
import type { Row } from '../../platform/world/world.ts';
import type { Webhook } from './state.ts';

type WebhookRow = Pick<Webhook, 'id' | 'version' | 'status' | 'url' | 'types'> & {
  organization_id: string;
  secret_edition: number;
  secret_since: Date;
  created_by: string;
  created_at: Date;
};
export const webhookFromRow = ({ id, version, status, url, types, ...row }: WebhookRow): Webhook => ({
  ...{ id, version, status, url, types, organization: row.organization_id },
  ...{ secretEdition: row.secret_edition, secretSince: row.secret_since },
  ...{ createdBy: row.created_by, createdAt: row.created_at },
});
export const webhookToRow = (webhook: Webhook): Row => {
  const { organization, secretEdition, secretSince, createdBy, createdAt, types, ...same } = webhook;
  return {
    ...{ ...same, types: [...types], organization_id: organization },
    ...{ secret_edition: secretEdition, secret_since: secretSince, created_by: createdBy, created_at: createdAt },
  };
};

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
 * transaction; everybody else its own thread, by index.
 */
export const webhooksBehind = async (tx: Tx, { limit, operator = '' }: Asked): Promise<Behind[]> => {
  const [own, all] = await Promise.all([
    tx.query<Behind>(sql`select w.id, w.organization_id as organization, w.types, false as "readsAll" from webhooks w
      join chain_heads h on h.thread = w.organization_id left join webhook_cursors c on c.webhook_id = w.id
      where w.status = 'active' and w.organization_id <> ${operator} and (c.idx is null or h.idx > c.idx)
      limit ${limit}`),
    tx.query<Behind>(sql`select w.id, w.organization_id as organization, w.types, true as "readsAll" from webhooks w
      left join webhook_cursors c on c.webhook_id = w.id
      where w.status = 'active' and w.organization_id = ${operator} and (c.idx is null or exists (
        select 1 from events e where e.xid > ${asTransaction(sql`c.idx`)} and ${settled})) limit ${limit}`),
  ]);
  return [...own, ...all];
};

/** A webhook begins right behind the event that made or resumed it; what came before is in the feed. */
const beginning = ({ id, organization, readsAll }: Behind): Sql =>
  readsAll
    ? sql`select ${id}, e.xid::text::bigint, 0 from events e
        where e.subject = ${id} and e.type in ('webhook.created', 'webhook.resumed') order by e.seq desc limit 1`
    : sql`select ${id}, l.idx, 0 from events e join chain_links l on l.event_id = e.id and l.thread = ${organization}
        where e.subject = ${id} and e.type in ('webhook.created', 'webhook.resumed') order by l.idx desc limit 1`;

/** Its place in the log, locked; undefined when another process is at it, or it is no longer active. */
export async function lockCursor(tx: Tx, behind: Behind): Promise<number | undefined> {
  tx.write(sql`insert into webhook_cursors as c (webhook_id, idx, failures) ${beginning(behind)}
    on conflict (webhook_id) do update set idx = excluded.idx, failures = 0 where c.idx < excluded.idx`);
  const [row] = await tx.query<{ idx: number }>(sql`select c.idx from webhook_cursors c
    join webhooks w on w.id = c.webhook_id and w.status = 'active'
    where c.webhook_id = ${behind.id} for update of c skip locked`);
  return row?.idx;
}

export type NewEvent = { idx: number; id: string; type: string; subject: string };
export const eventsBehind = (
  tx: Tx,
  { organization, readsAll }: Behind,
  { after, limit }: { after: number; limit: number },
): Promise<NewEvent[]> =>
  readsAll
    ? tx.query<NewEvent>(sql`select e.xid::text::bigint as idx, e.id, e.type, e.subject from events e
        where e.xid > ${asTransaction(sql`${after}::bigint`)} and ${settled}
        order by e.xid fetch first ${limit} rows with ties`)
    : tx.query<NewEvent>(sql`select l.idx, e.id, e.type, e.subject from chain_links l join events e on e.id = l.event_id
        where l.thread = ${organization} and l.idx > ${after} order by l.idx limit ${limit}`);

export const moveCursor = (tx: Tx, webhook: string, idx: number): void =>
  tx.write(sql`update webhook_cursors set idx = ${idx} where webhook_id = ${webhook}`);

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
