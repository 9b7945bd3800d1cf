// From a new event to the addresses that want to hear of it, and each message on its way until it arrives.
import sql from 'sql-template-tag';
import type { Actor } from '../../access/may.ts';
import { newId } from '../../kernel/id.ts';
import { retried, type Tx } from '../../platform/database/database.ts';
import { signedHeadOf } from '../../platform/record/heads.ts';
import { load } from '../../platform/record/history.ts';
import { type Attempt, enqueue, type JobKind, type Pump } from '../../platform/work/jobs.ts';
import type { World } from '../../platform/world/world.ts';
import { envelopes, findEvent } from '../events/offers.ts';
import { batchRows, sweeping } from '../jobs/offers.ts';
import { reachOf } from './address.ts';
import { suspend } from './commands.ts';
import { signingSecrets } from './secret.ts';
import { type Message, send } from './send.ts';
import { failuresMax, type Webhook } from './state.ts';
import * as store from './store.ts';
import { webhooks } from './thing.ts';

const webhooksAtOnce = 100;
const eventsAtOnce = 200;

const isWanted = (types: readonly string[], { type }: store.NewEvent): boolean =>
  types.some((one) => one === '*' || one === type || (one.endsWith('.*') && type.startsWith(one.slice(0, -1))));
/** A test event goes to its webhook whatever that one listens to, and to no other. */
const concerns = ({ id, types }: store.Behind, event: store.NewEvent): boolean =>
  event.type === 'webhook.pinged' ? event.subject === id : isWanted(types, event);

/** Moves each webhook along its thread; what it wants becomes deliveries and their jobs in the same transaction. */
export const spread: Pump = async (world) => {
  for (;;) {
    const behind = await world.database.read((tx) =>
      store.webhooksBehind(tx, { limit: webhooksAtOnce, operator: world.operator() }),
    );
    let moved = 0;
    for (const one of behind) moved += await retried(world.database, (tx) => spreadOne(world, tx, one));
    if (moved === 0) return;
  }
};

async function spreadOne({ clock }: World, tx: Tx, webhook: store.Behind): Promise<number> {
  const after = await store.lockCursor(tx, webhook);
  if (after === undefined) return 0;
  const found = await store.eventsBehind(tx, webhook, { after, limit: eventsAtOnce });
  const at = clock.wall();
  for (const event of found.filter((one) => concerns(webhook, one))) {
    const id = newId('whd', webhook.organization);
    store.addDelivery(tx, { id, webhook: webhook.id, type: event.type, event: event.id, at });
    enqueue(tx, { kind: 'webhook', payload: { delivery: id }, runAt: at });
  }
  if (found.length > 0) store.moveCursor(tx, webhook, { after, read: found });
  return found.length;
}

type Prepared = { delivery: store.DeliveryRow; webhook: Webhook; data: unknown };
/** What is to be sent, as the organization may see it now; undefined when there is nothing to be done any more. */
async function prepared(world: World, tx: Tx, id: string): Promise<Prepared | undefined> {
  const delivery = await store.findDelivery(tx, id);
  if (delivery?.status !== 'waiting') return undefined;
  const webhook = (await load(tx, webhooks, { id: delivery.webhook_id }))!;
  const actor: Actor = {
    ...{ kind: 'program', id: webhook.id, organization: webhook.organization },
    ...{ roles: [], secondFactor: true },
  };
  const thread = webhook.organization === world.operator() ? undefined : webhook.organization;
  const row = await findEvent(tx, delivery.event_id!, thread);
  const [data] = await envelopes({ world, tx, actor }, row ? [row] : []);
  return { delivery, webhook, data };
}

async function messageFor(world: World, { delivery, webhook, data }: Prepared): Promise<Message> {
  const head = await signedHeadOf(world, webhook.organization);
  const at = world.clock.wall();
  const timestamp = delivery.created_at.toISOString();
  const body = JSON.stringify({ type: delivery.type, timestamp, data, head: head?.signed });
  return { id: delivery.id, at, body, secrets: signingSecrets(world, webhook) };
}

const gone = 410;

async function deliver({ payload, world, signal, attempt, isLast }: Attempt): Promise<undefined> {
  const ready = await world.database.read((tx) => prepared(world, tx, String(payload.delivery)));
  if (!ready) return undefined;
  const { delivery, webhook } = ready;
  const keep = (tried: Pick<store.Tried, 'status' | 'answerStatus' | 'error' | 'tookMs'>) => {
    const finishedAt = tried.status === 'waiting' ? null : world.clock.wall();
    const all = { ...tried, attempts: attempt, finishedAt };
    return retried(world.database, (tx) => store.keepTry(tx, delivery, all));
  };
  if (webhook.status !== 'active') {
    await keep({ status: 'dropped', answerStatus: null, error: null, tookMs: 0 });
    return undefined;
  }
  const message = await messageFor(world, ready);
  const started = performance.now();
  const outcome = await send({ url: webhook.url, message, reach: reachOf(world), signal });
  signal.throwIfAborted();
  const tookMs = Math.round(performance.now() - started);
  const answerStatus = 'status' in outcome ? outcome.status : null;
  const isTaken = answerStatus !== null && answerStatus >= 200 && answerStatus < 300;
  const error = isTaken ? null : 'error' in outcome ? outcome.error : `answered ${answerStatus}`;
  const status = isTaken ? 'delivered' : isLast || answerStatus === gone ? 'failed' : 'waiting';
  const failures = await keep({ status, answerStatus, error, tookMs });
  if (answerStatus === gone || failures >= failuresMax) await suspend(world, webhook.id);
  if (status === 'waiting') throw new Error(error ?? 'not delivered');
  return undefined;
}

/** Addresses that answer slowly may take half of the hands, not all. */
export const delivering: JobKind = { kind: 'webhook', share: 0.5, run: deliver };

export const sweepDeliveries = sweeping(
  'webhooks.sweep',
  (before) => sql`delete from webhook_deliveries where id = any(array(
    select id from webhook_deliveries where finished_at < ${before} limit ${batchRows})) returning 1`,
);
