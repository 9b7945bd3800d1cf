// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { commands } from './commands.ts';
import { delivering, spread, sweepDeliveries } from './deliver.ts';
import { webhooks } from './thing.ts';
import { views } from './views.ts';

export const room: Room = {
  name: 'webhooks',
  tables: ['webhooks', 'webhook_cursors', 'webhook_deliveries'],
  joins: {
    events: 'whoever runs the cloud reads the whole log, by transaction',
    chain_heads: 'finds in one question which webhooks have not read all of their thread',
    chain_links: 'a thread is read by its index from where a webhook stands',
  },
  routes: [...views, ...commands],
  things: [webhooks],
  jobKinds: [delivering, sweepDeliveries],
  pumps: [spread],
};
