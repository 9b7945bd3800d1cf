// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { commands as agreements } from './agreement/commands.ts';
import { partnerAgreements } from './agreement/thing.ts';
import { views as agreementViews } from './agreement/views.ts';
import { commands as enrolling } from './enrolment/commands.ts';
import { reviewing } from './enrolment/reviewing.ts';
import { enrolments } from './enrolment/thing.ts';
import { views as enrolmentViews } from './enrolment/views.ts';
import { forgetContact } from './erasing.ts';
import { commands as placing } from './location/commands.ts';
import { locations } from './location/thing.ts';
import { views as locationViews } from './location/views.ts';
import { commands as profile } from './organization/commands.ts';
import { directory } from './organization/directory.ts';
import { organizations } from './organization/thing.ts';
import { views as organizationViews } from './organization/views.ts';
import { reactions } from './reactions.ts';
import { commands as linking } from './tenant/commands.ts';
import { tenants } from './tenant/thing.ts';
import { views as tenantViews } from './tenant/views.ts';

export const room: Room = {
  name: 'organizations',
  tables: ['organizations', 'locations', 'tenants', 'enrolments', 'partner_agreements'],
  routes: [
    ...[...profile, ...organizationViews, ...directory],
    ...[...placing, ...locationViews],
    ...[...linking, ...tenantViews],
    ...[...enrolling, ...reviewing, ...enrolmentViews],
    ...[...agreements, ...agreementViews],
  ],
  things: [organizations, locations, tenants, enrolments, partnerAgreements],
  reactions,
  erasers: [forgetContact],
};
