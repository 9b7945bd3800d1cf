// What this room contributes to the house.
import { whenPast } from '../../platform/door/schedule.ts';
import type { Room } from '../../platform/wire/room.ts';
import { commands, expiring } from './commands.ts';
import { reactions } from './reactions.ts';
import { accountMerges } from './thing.ts';
import { views } from './views.ts';

export const room: Room = {
  name: 'merges',
  tables: ['account_merges'],
  routes: [...commands, ...views],
  things: [accountMerges],
  schedules: [whenPast(expiring, 'expires_at')],
  reactions,
};
