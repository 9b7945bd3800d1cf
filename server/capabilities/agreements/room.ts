// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { customerAgreements, routes } from './agreement/commands.ts';
import { attestations } from './attestation/commands.ts';
import { schedule } from './schedule.ts';

export const room: Room = {
  name: 'agreements',
  routes,
  things: [customerAgreements, attestations],
  schedules: schedule,
};
