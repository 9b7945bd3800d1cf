// What this room contributes to the house.
import { whenPast } from '../platform/door/schedule.ts';
import type { Room } from '../platform/wire/room.ts';
import { tidying } from './housekeeping.ts';
import { commands as programs } from './programs/commands.ts';
import { apiClients } from './programs/thing.ts';
import { views as programViews } from './programs/views.ts';
import { routes } from './routes.ts';
import { expiring, commands as support } from './support/commands.ts';
import { supportViews } from './support/thing.ts';
import { views as supportViewsRoutes } from './support/views.ts';

export const room: Room = {
  name: 'identity',
  tables: [
    ...['users', 'sessions', 'second_factors', 'recovery_codes', 'known_devices', 'attempts', 'password_resets'],
    ...['oauth_artefacts', 'signing_keys', 'api_clients', 'support_views'],
  ],
  joins: { operator_looks: 'tidied with all else that has had its time' },
  routes: [...routes, ...programs, ...programViews, ...support, ...supportViewsRoutes],
  things: [apiClients, supportViews],
  schedules: [whenPast(expiring, 'ends_at')],
  jobKinds: [tidying],
};
