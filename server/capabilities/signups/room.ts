// What this room contributes to the house.
import { whenPast } from '../../platform/door/schedule.ts';
import type { Room } from '../../platform/wire/room.ts';
import { commands, expiring } from './commands.ts';
import { forgetSignup } from './erasing.ts';
import { signups } from './thing.ts';
import { views } from './views.ts';

export const room: Room = {
  name: 'signups',
  tables: ['signups'],
  routes: [...commands, ...views],
  things: [signups],
  schedules: [whenPast(expiring, 'expires_at')],
  erasers: [forgetSignup],
};
