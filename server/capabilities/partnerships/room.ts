// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { answers } from './answers.ts';
import { routes, things } from './routes.ts';
import { schedule } from './schedule.ts';

export const room: Room = {
  name: 'partnerships',
  routes,
  things,
  schedules: schedule,
  answers,
};
