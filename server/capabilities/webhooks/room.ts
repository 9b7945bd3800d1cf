// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { delivering, spread, sweepDeliveries } from './deliver.ts';
import { routes, webhooks } from './routes.ts';

export const room: Room = {
  name: 'webhooks',
  routes,
  things: [webhooks],
  jobKinds: [delivering, sweepDeliveries],
  pumps: [spread],
};
