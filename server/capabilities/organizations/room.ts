// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { forgetContact } from './erasing.ts';
import { reactions } from './reactions.ts';
import { routes } from './routes.ts';
import { things } from './things.ts';

export const room: Room = {
  name: 'organizations',
  routes,
  things,
  reactions,
  erasers: [forgetContact],
};
