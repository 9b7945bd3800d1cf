// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { routes } from './commands.ts';
import { forgetMember } from './erasing.ts';
import { members } from './thing.ts';

export const room: Room = {
  name: 'members',
  routes,
  things: [members],
  erasers: [forgetMember],
};
