// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { logVerification } from './verification.ts';
import { routes } from './views.ts';

export const room: Room = {
  name: 'events',
  routes,
  longKinds: [logVerification],
};
