// What this room contributes to the house.
import type { Room } from '../platform/wire/room.ts';
import { tidying } from './housekeeping.ts';
import { apiClients } from './programs/routes.ts';
import { routes } from './routes.ts';
import { schedule, supportViews } from './support/routes.ts';

export const room: Room = {
  name: 'identity',
  routes,
  things: [apiClients, supportViews],
  schedules: schedule,
  jobKinds: [tidying],
};
