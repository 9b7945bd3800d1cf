// What this room contributes to the house.
import { whenPast } from '../../platform/door/schedule.ts';
import type { Room } from '../../platform/wire/room.ts';
import { commands, expiring } from './commands.ts';
import { reactions } from './reactions.ts';
import { adminClaims } from './thing.ts';
import { views } from './views.ts';

export const room: Room = {
  name: 'claims',
  tables: ['admin_claims'],
  joins: {
    members: 'who holds the role and who must hear of a claim, whatever their number',
    users: 'each is told in the language of the account',
    organizations: 'the primary contact hears of it in the same mail run, once if it is a member as well',
  },
  routes: [...views, ...commands],
  things: [adminClaims],
  schedules: [whenPast(expiring, 'expires_at')],
  reactions,
};
