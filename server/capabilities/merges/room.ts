// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { accountMerges, routes } from './commands.ts';
import { reactions } from './reactions.ts';
import { schedule } from './schedule.ts';

export const room: Room = {
  name: 'merges',
  routes,
  things: [accountMerges],
  schedules: schedule,
  reactions,
};
