// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { answers } from './answers.ts';
import { routes } from './commands.ts';
import { subscriptions } from './thing.ts';

export const room: Room = {
  name: 'subscriptions',
  routes,
  things: [subscriptions],
  answers,
};
