// What an organization finds of its webhooks and of what was delivered to them.
import * as contract from '../../../contract/webhooks.ts';
import { lookAt } from '../../platform/door/look.ts';
import { paged } from '../../platform/wire/export.ts';
import { listing, type Route, seeing, telling } from '../../platform/wire/operations.ts';
import { instantOrNull } from '../../platform/world/shown.ts';
import * as store from './store.ts';
import { webhooks } from './thing.ts';

const deliveries = telling(contract.listDeliveries, async ({ world, caller, path, query }) => {
  const seen = await lookAt(world, caller, { thing: webhooks, action: 'webhook.see', id: path.id! });
  if (!seen.ok) return seen;
  const limit = Math.min(query.limit ?? 50, world.limits.pageRowsMax);
  const asked = { after: query.after, limit: limit + 1 };
  const rows = await world.database.read((tx) => store.deliveriesOf(tx, path.id!, asked));
  const items = rows.slice(0, limit).map(shownDelivery);
  return { ok: true, body: { items, next: rows.length > limit ? items.at(-1)!.id : null } };
});

const shownDelivery = (row: store.DeliveryRow): contract.Delivery => ({
  ...{ id: row.id, type: row.type, event: row.event_id, status: row.status, attempts: row.attempts },
  ...{ answerStatus: row.answer_status, error: row.error, tookMs: row.took_ms },
  ...{ createdAt: row.created_at.toISOString(), finishedAt: instantOrNull(row.finished_at) },
});

export const views: readonly Route[] = [
  listing(contract.listWebhooks, { thing: webhooks, action: 'webhook.see' }),
  seeing(contract.seeWebhook, { thing: webhooks, action: 'webhook.see' }),
  paged(deliveries),
];
