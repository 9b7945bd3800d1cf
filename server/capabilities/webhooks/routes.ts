// How the wire reaches webhooks, and the one answer in which a secret is shown.
import * as contract from '../../../contract/webhooks.ts';
import { newId } from '../../kernel/id.ts';
import { change } from '../../platform/door/change.ts';
import { lookAt } from '../../platform/door/look.ts';
import { alone, perform, together } from '../../platform/door/perform.ts';
import { step } from '../../platform/door/step.ts';
import { paged } from '../../platform/wire/export.ts';
import { doing, listing, type Route, seeing, telling } from '../../platform/wire/operations.ts';
import { systemCaller } from '../../platform/world/caller-roles.ts';
import type { Thing, World } from '../../platform/world/world.ts';
import { judged, type Reach } from './address.ts';
import * as rules from './rules.ts';
import { secretOf } from './secret.ts';
import * as state from './state.ts';
import * as store from './store.ts';

export const webhooks: Thing<state.Webhook, typeof state.webhookLifecycle> = {
  name: 'webhook',
  table: 'webhooks',
  lifecycle: state.webhookLifecycle,
  sides: state.webhookSides,
  contract: contract.Webhook,
  fromRow: store.webhookFromRow,
  toRow: store.webhookToRow,
  show: ({ id, status, version, organization, url, types, createdAt, secretSince, createdBy }, { party }) =>
    ({
      ...{ id, status, version, organization: party(organization), url, types: [...types], createdBy },
      ...{ createdAt: createdAt.toISOString(), secretSince: secretSince.toISOString() },
    }) satisfies contract.Webhook,
  listing: { sort: { createdAt: '-created_at' }, filters: { status: 'status' } },
};

export const reachOf = ({ limits }: Pick<World, 'limits'>): Reach => ({
  loopback: limits.webhooksReachLoopback === true,
});

type Creating = rules.Create & { organization: string };
const creating = change({
  thing: webhooks,
  command: 'create',
  find: 'new',
  locks: (_state, { organization }: Creating) => [`webhooks:${organization}`],
  given: async ({ tx, now, actor: by, world }, _state, { url }: Creating): Promise<rules.CreateGiven> => ({
    ...{ now, by, newId: newId('whk', by.organization), address: judged(url, reachOf(world)) },
    count: await store.countWebhooks(tx, by.organization),
  }),
  rule: rules.create,
});
const making = together<rules.Create>(async ({ caller }, key, command) => [
  step(creating, key, { ...command, organization: caller.organization }),
]);

const pinging = change({ thing: webhooks, command: 'ping', given: () => ({}), rule: rules.ping });
const pausing = change({ thing: webhooks, command: 'pause', given: () => ({}), rule: rules.pause });
const resuming = change({ thing: webhooks, command: 'resume', given: () => ({}), rule: rules.resume });
const redelivering = change({
  thing: webhooks,
  command: 'redeliver',
  given: async ({ tx }, { id }, { deliveries: ids }: rules.Redeliver) => ({
    failed: await store.failedOf(tx, id, ids),
  }),
  rule: rules.redeliver,
  writes: ({ tx }, _webhook, { failed }) => tx.write(store.waitAgain(failed)),
  jobs: (_webhook, { now, given: { failed } }) =>
    failed.map((delivery) => ({ kind: 'webhook', payload: { delivery }, runAt: now })),
});
const suspending = change({ thing: webhooks, command: 'suspend', given: () => ({}), rule: rules.suspend });
const removing = change({ thing: webhooks, command: 'remove', given: () => ({}), rule: rules.remove });
const changing = change({
  thing: webhooks,
  command: 'changeSecret',
  given: ({ now }) => ({ now }),
  rule: rules.changeSecret,
});

/** Because its address failed too often in a row. */
export const suspend = (world: World, id: string) =>
  perform(world, systemCaller, { operation: 'webhook.suspend', act: alone(suspending), key: id, command: {} });

/** Adds the secret to the answer of the command that made it: after the door, so no event or history ever holds it. */
const showingSecret = (
  route: Route,
  editionOf: (version: number, world: World, id: string) => Promise<number>,
): Route => ({
  ...route,
  answer: async (call) => {
    const answer = await route.answer(call);
    if (!answer.ok || call.preview) return answer;
    const { id, version } = answer.body as contract.Webhook;
    const secretEdition = await editionOf(version, call.world, id);
    const secret = secretOf(call.world, { id: id as state.Webhook['id'], secretEdition });
    return { ...answer, body: { ...(answer.body as object), secret } };
  },
});

/** The edition as of the version that the answer shows: a repeated request shows what it made, not what came later. */
const editionAt = (version: number, { database }: World, id: string): Promise<number> =>
  database.read((tx) => store.editionOf(tx, id, version));

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
  ...{ createdAt: row.created_at.toISOString(), finishedAt: row.finished_at?.toISOString() ?? null },
});

export const routes: readonly Route[] = [
  showingSecret(doing(contract.createWebhook, making), async () => 1),
  listing(contract.listWebhooks, { thing: webhooks, action: 'webhook.see' }),
  seeing(contract.seeWebhook, { thing: webhooks, action: 'webhook.see' }),
  doing(contract.pingWebhook, alone(pinging)),
  doing(contract.pauseWebhook, alone(pausing)),
  doing(contract.resumeWebhook, alone(resuming)),
  showingSecret(doing(contract.changeWebhookSecret, alone(changing)), editionAt),
  doing(contract.removeWebhook, alone(removing)),
  paged(deliveries),
  doing(contract.redeliverWebhook, alone(redelivering)),
];
