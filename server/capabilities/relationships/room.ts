// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { answers } from './answers.ts';
import { routes } from './routes.ts';
import { schedule } from './schedule.ts';
import { consents, invitations, relationships } from './things.ts';

export const room: Room = {
  name: 'relationships',
  routes,
  things: [invitations, consents, relationships],
  schedules: schedule,
  answers,
};
