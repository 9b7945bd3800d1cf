// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { routes, webhooks } from './commands.ts';
import { delivering, spread, sweepDeliveries } from './deliver.ts';

export const room: Room = {
  name: 'webhooks',
  routes,
  things: [webhooks],
  jobKinds: [delivering, sweepDeliveries],
  pumps: [spread],
};
