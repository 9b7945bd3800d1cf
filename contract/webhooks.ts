// Our promise about webhooks: who wants to hear what, at which address, and how each delivery went.
import { type Static, Type } from 'typebox';
import { body, command, Instant, list, noun, OrNull, only, open, Party, shown, view } from './operation.ts';

/** `noun.verbed`, `noun.*` for all about one kind of thing, `*` for everything. */
const Types = () =>
  Type.Array(Type.String({ pattern: '^(\\*|[a-zA-Z]+\\.(\\*|[a-zA-Z]+))$', maxLength: 80 }), {
    minItems: 1,
    maxItems: 50,
    uniqueItems: true,
  });

export const Webhook = noun(['active', 'paused', 'suspended', 'removed'], {
  organization: open(Party),
  url: open(Type.String()),
  types: open(Types()),
  createdAt: open(Instant()),
  secretSince: open(Instant()),
  createdBy: only('personal', Type.String()),
});
export type Webhook = Static<typeof Webhook>;

/** `secret` is shown here and never again; it signs as the Standard Webhooks specification says. */
const WithSecret = Type.Intersect([shown(Webhook), Type.Object({ secret: Type.Optional(Type.String()) })]);

export const createWebhook = command({
  name: 'webhook.create',
  path: '/api/v1/webhooks',
  summary: 'Have your events sent to an address of yours.',
  status: 201,
  body: body({ url: Type.String({ maxLength: 2000 }), types: Types() }),
  answer: WithSecret,
});

export const listWebhooks = list({
  name: 'webhook.list',
  path: '/api/v1/webhooks',
  summary: 'Where your events are sent.',
  of: Webhook,
  filters: { status: Type.Optional(Type.Enum(['active', 'paused', 'suspended', 'removed'])) },
});

export const seeWebhook = view({
  name: 'webhook.see',
  path: '/api/v1/webhooks/{id}',
  summary: 'One webhook.',
  answer: shown(Webhook),
});

export const pingWebhook = command({
  name: 'webhook.ping',
  path: '/api/v1/webhooks/{id}/ping',
  summary: 'Send a test event to this webhook.',
  body: body({}),
  answer: shown(Webhook),
});

export const pauseWebhook = command({
  name: 'webhook.pause',
  path: '/api/v1/webhooks/{id}/pause',
  summary: 'Send nothing for the time being.',
  body: body({}),
  answer: shown(Webhook),
});

export const resumeWebhook = command({
  name: 'webhook.resume',
  path: '/api/v1/webhooks/{id}/resume',
  summary: 'Send again, from now on; what happened meanwhile is in the feed of events.',
  body: body({}),
  answer: shown(Webhook),
});

export const changeWebhookSecret = command({
  name: 'webhook.changeSecret',
  path: '/api/v1/webhooks/{id}/change-secret',
  summary: 'Make a new secret; for a day both sign.',
  body: body({}),
  answer: WithSecret,
});

export const removeWebhook = command({
  name: 'webhook.remove',
  path: '/api/v1/webhooks/{id}/remove',
  summary: 'Send nothing to this address any more.',
  body: body({}),
  answer: shown(Webhook),
});

export const Delivery = Type.Object({
  id: Type.String(),
  type: Type.String(),
  event: OrNull(Type.String()),
  status: Type.Enum(['waiting', 'delivered', 'failed', 'dropped']),
  attempts: Type.Integer(),
  answerStatus: OrNull(Type.Integer()),
  error: OrNull(Type.String()),
  tookMs: OrNull(Type.Integer()),
  createdAt: Instant(),
  finishedAt: OrNull(Instant()),
});
export type Delivery = Static<typeof Delivery>;

export const listDeliveries = view({
  name: 'webhook.deliveries',
  path: '/api/v1/webhooks/{id}/deliveries',
  summary: 'What was sent to this address and what it answered, newest first.',
  query: {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500 })),
    after: Type.Optional(Type.String({ maxLength: 60 })),
  },
  answer: Type.Object({ items: Type.Array(Delivery), next: OrNull(Type.String()) }),
});

export const redeliverWebhook = command({
  name: 'webhook.redeliver',
  path: '/api/v1/webhooks/{id}/redeliver',
  summary: 'Send again what could not be delivered: these deliveries, or all that failed.',
  body: body({
    deliveries: Type.Optional(
      Type.Array(Type.String({ pattern: '^whd_[0-9a-f]{32}$', examples: [`whd_${'0'.repeat(31)}1`] }), {
        minItems: 1,
        maxItems: 1000,
        uniqueItems: true,
      }),
    ),
  }),
  answer: shown(Webhook),
});

export const operations = [
  createWebhook,
  listWebhooks,
  seeWebhook,
  pingWebhook,
  pauseWebhook,
  resumeWebhook,
  changeWebhookSecret,
  removeWebhook,
  listDeliveries,
  redeliverWebhook,
];
