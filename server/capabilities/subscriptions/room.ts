// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { answers } from './answers.ts';
import { routes } from './routes.ts';
import { subscriptions } from './things.ts';

export const room: Room = {
  name: 'subscriptions',
  routes,
  things: [subscriptions],
  answers,
};
