// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { forgetMember } from './erasing.ts';
import { routes } from './routes.ts';
import { members } from './things.ts';

export const room: Room = {
  name: 'members',
  routes,
  things: [members],
  erasers: [forgetMember],
};
