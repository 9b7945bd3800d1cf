// Who has an organization's events sent elsewhere: who may give its rights away.
import type { Rows } from '../grant.ts';

const whoConnects = ['globalAdmin@organization', 'adminAgent@organization', 'operatorAdmin@organization'] as const;

export const webhooks = {
  'webhook.create': whoConnects,
  'webhook.see': whoConnects,
  'webhook.ping': whoConnects,
  'webhook.pause': whoConnects,
  'webhook.resume': whoConnects,
  'webhook.changeSecret': whoConnects,
  'webhook.remove': whoConnects,
  'webhook.redeliver': whoConnects,
  'webhook.suspend': ['system'],
} as const satisfies Rows;
