// What this room contributes to the house.
import { whenPast } from '../../platform/door/schedule.ts';
import type { Room } from '../../platform/wire/room.ts';
import { answers } from './answers.ts';
import { expiringConsent } from './consent/commands.ts';
import { consents } from './consent/thing.ts';
import { views as consentViews } from './consent/views.ts';
import { commands as customerCommands } from './customer/commands.ts';
import { views as customerViews } from './customer/views.ts';
import { answers as invitationAnswers } from './invitation/answering.ts';
import { expiring as expiringInvitation, commands as invitationCommands } from './invitation/commands.ts';
import { invitations } from './invitation/thing.ts';
import { views as invitationViews } from './invitation/views.ts';
import { commands as relationshipCommands } from './relationship/commands.ts';
import { relationships } from './relationship/thing.ts';
import { views as relationshipViews } from './relationship/views.ts';

export const room: Room = {
  name: 'relationships',
  tables: ['invitations', 'consents', 'relationships'],
  joins: { tenants: 'the customers of a partner are taken along in a table with the domains of their tenants' },
  routes: [
    ...[...invitationViews, ...invitationCommands, ...invitationAnswers],
    ...consentViews,
    ...[...relationshipViews, ...relationshipCommands],
    ...[...customerViews, ...customerCommands],
  ],
  things: [invitations, consents, relationships],
  schedules: [whenPast(expiringInvitation, 'expires_at'), whenPast(expiringConsent, 'expires_at')],
  answers,
};
