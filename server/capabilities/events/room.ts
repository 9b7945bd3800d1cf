// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { routes } from './routes.ts';
import { logVerification } from './verification.ts';

export const room: Room = {
  name: 'events',
  routes,
  longKinds: [logVerification],
};
