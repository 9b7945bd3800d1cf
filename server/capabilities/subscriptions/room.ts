// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { answers } from './answers.ts';
import { views as charges } from './charges/views.ts';
import { commands } from './commands.ts';
import { subscriptions } from './thing.ts';
import { views } from './views.ts';

export const room: Room = {
  name: 'subscriptions',
  routes: [...views, ...charges, ...commands],
  things: [subscriptions],
  answers,
  tables: ['subscriptions', 'charge_lines'],
};
