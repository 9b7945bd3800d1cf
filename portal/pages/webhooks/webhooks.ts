// How webhooks are listed, shown and commanded, with the log of their deliveries.
import { Webhook } from 'lucide-react';
import * as contract from '../../../contract/webhooks.ts';
import type { Capability } from '../../capability.ts';

export const webhooks: Capability = {
  nouns: [
    {
      name: 'webhook',
      prefix: 'whk',
      // `/webhooks` belongs to the interfaces of others.
      path: '/event-webhooks',
      icon: Webhook,
      group: 'settings',
      of: contract.Webhook,
      list: contract.listWebhooks,
      see: contract.seeWebhook,
      title: ({ url }) => String(url),
      columns: ['types', 'secretSince', 'createdAt'],
      facts: ['url', 'types', 'secretSince', 'createdBy', 'createdAt'],
      filters: ['status'],
      commands: {
        ping: { operation: contract.pingWebhook },
        pause: { operation: contract.pauseWebhook },
        resume: { operation: contract.resumeWebhook },
        redeliver: { operation: contract.redeliverWebhook },
        changeSecret: { operation: contract.changeWebhookSecret },
        remove: { operation: contract.removeWebhook },
      },
      create: { operation: contract.createWebhook },
      below: { deliveries: () => import('./deliveries.tsx') },
    },
  ],
};
