// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { attestations } from './confirming.ts';
import { customerAgreements, routes } from './routes.ts';
import { schedule } from './schedule.ts';

export const room: Room = {
  name: 'agreements',
  routes,
  things: [customerAgreements, attestations],
  schedules: schedule,
};
