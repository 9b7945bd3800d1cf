// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { routes, signups } from './commands.ts';
import { forgetSignup } from './erasing.ts';
import { schedule } from './schedule.ts';

export const room: Room = {
  name: 'signups',
  routes,
  things: [signups],
  schedules: schedule,
  erasers: [forgetSignup],
};
