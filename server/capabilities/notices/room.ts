// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { forgetMails } from './erasing.ts';
import { mailing, sweepMails } from './mail.ts';
import { linkReports } from './reporting.ts';
import { routes } from './routes.ts';

export const room: Room = {
  name: 'notices',
  routes,
  things: [linkReports],
  erasers: [forgetMails],
  jobKinds: [mailing, sweepMails],
};
