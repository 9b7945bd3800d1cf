// What this room contributes to the house.
import { whenPast } from '../../platform/door/schedule.ts';
import type { Room } from '../../platform/wire/room.ts';
import { answers } from './answers.ts';
import { commands, expiring } from './invitation/commands.ts';
import { invitations } from './invitation/thing.ts';
import { views as invitationViews } from './invitation/views.ts';
import { partnerships } from './partnership/thing.ts';
import { views as partnershipViews } from './partnership/views.ts';

export const room: Room = {
  name: 'partnerships',
  tables: ['partnership_invitations', 'partnerships'],
  joins: { organizations: 'the resellers of a provider are listed and searched by their names' },
  routes: [...invitationViews, ...commands, ...partnershipViews],
  things: [invitations, partnerships],
  schedules: [whenPast(expiring, 'expires_at')],
  answers,
};
