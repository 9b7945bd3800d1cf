// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { things } from './orders/thing.ts';
import { routes } from './routes.ts';

export const room: Room = {
  name: 'orders',
  routes,
  things,
};
