// Every rule about webhooks. Pure; whether a name leads to a public address is known only when something is sent.
import { type Decision, decided, obstacles, refuse } from '../../kernel/decision.ts';
import type { Id } from '../../kernel/id.ts';
import type { In, Nothing } from '../../kernel/lifecycle.ts';
import { refusals, type Webhook, webhooksMax } from './state.ts';

const no = obstacles(refusals);

export type Create = { url: string; types: readonly string[] };
export type CreateGiven = {
  now: Date;
  by: { id: string; organization: string };
  newId: Id<'whk'>;
  /** What the address says of itself: a public name or number, a private one or this machine's, or none at all. */
  address: 'public' | 'not_public' | 'invalid';
  count: number;
};

export function create(_state: Nothing, { url, types }: Create, given: CreateGiven): Decision<Webhook> {
  const { now, by, newId: id, address, count } = given;
  if (address === 'invalid') return refuse(no('webhook_address_invalid'));
  if (address === 'not_public') return refuse(no('webhook_address_not_public'));
  if (count >= webhooksMax) return refuse(no('webhook_limit_reached', { limit: webhooksMax }));
  const made = { createdBy: by.id, createdAt: now, secretEdition: 1, secretSince: now };
  const active = { id, version: 0, status: 'active', organization: by.organization, url, types, ...made } as const;
  return decided(active, 'webhook.created');
}

/** The test event is this one. */
export const ping = (webhook: In<Webhook, 'active'>): Decision<Webhook> => decided(webhook, 'webhook.pinged');

export const pause = (webhook: In<Webhook, 'active' | 'suspended'>): Decision<Webhook> =>
  decided({ ...webhook, status: 'paused' }, 'webhook.paused');

export const resume = (webhook: In<Webhook, 'paused' | 'suspended'>): Decision<Webhook> =>
  decided({ ...webhook, status: 'active' }, 'webhook.resumed');

export const suspend = (webhook: In<Webhook, 'active'>): Decision<Webhook> =>
  decided({ ...webhook, status: 'suspended' }, 'webhook.suspended');

export type Redeliver = { deliveries?: readonly string[] };
/** The same messages under the same numbers, so that a receiver that has one knows it. */
export const redeliver = (
  webhook: In<Webhook, 'active'>,
  _command: Redeliver,
  { failed }: { failed: readonly string[] },
): Decision<Webhook> =>
  failed.length === 0 ? refuse(no('nothing_to_redeliver')) : decided(webhook, 'webhook.redelivered');

type Changeable = In<Webhook, 'active' | 'paused' | 'suspended'>;
export const changeSecret = (webhook: Changeable, _command: object, { now }: { now: Date }): Decision<Webhook> =>
  decided({ ...webhook, secretEdition: webhook.secretEdition + 1, secretSince: now }, 'webhook.secretChanged');

export const remove = (webhook: Changeable): Decision<Webhook> =>
  decided({ ...webhook, status: 'removed' }, 'webhook.removed');
