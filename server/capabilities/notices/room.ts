// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { forgetMails } from './erasing.ts';
import { linkReports } from './link-report/commands.ts';
import { mailing, sweepMails } from './mail/delivery.ts';
import { routes } from './offers.ts';

export const room: Room = {
  name: 'notices',
  routes,
  things: [linkReports],
  erasers: [forgetMails],
  jobKinds: [mailing, sweepMails],
};
