// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { forgetMails } from './erasing.ts';
import { commands as reportCommands } from './link-report/commands.ts';
import { linkReports } from './link-report/thing.ts';
import { views as reportViews } from './link-report/views.ts';
import { mailing, sweepMails } from './mail/delivery.ts';
import { views as mailViews } from './mail/views.ts';
import { commands as settingsCommands } from './settings/commands.ts';

export const room: Room = {
  name: 'notices',
  tables: ['mails', 'notification_settings', 'link_reports'],
  joins: {
    jobs: 'a mail that waits is a job of the queue and nothing else',
    users: 'whom a mail is for is known by the address of an account, in one question for each mail',
  },
  routes: [...mailViews, ...reportViews, ...reportCommands, ...settingsCommands],
  things: [linkReports],
  erasers: [forgetMails],
  jobKinds: [mailing, sweepMails],
};
