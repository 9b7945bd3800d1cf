// What this room contributes to the house.
import type { Room } from '../platform/wire/room.ts';
import { apiClients } from './programs/commands.ts';
import { routes } from './routes.ts';
import { schedule, supportViews } from './support/commands.ts';

export const room: Room = { name: 'identity', routes, things: [apiClients, supportViews], schedules: schedule };
