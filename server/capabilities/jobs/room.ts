// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { retention } from './retention.ts';
import { deadLetters, jobs, routes } from './routes.ts';

export const room: Room = {
  name: 'jobs',
  routes,
  things: [deadLetters, jobs],
  jobKinds: [retention],
};
