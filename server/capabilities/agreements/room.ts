// What this room contributes to the house.
import { whenPast } from '../../platform/door/schedule.ts';
import type { Room } from '../../platform/wire/room.ts';
import { commands as agreementCommands } from './agreement/commands.ts';
import { customerAgreements } from './agreement/thing.ts';
import { views as agreementViews } from './agreement/views.ts';
import { commands as attestationCommands, expiring } from './attestation/commands.ts';
import { attestations } from './attestation/thing.ts';
import { views as attestationViews } from './attestation/views.ts';

export const room: Room = {
  name: 'agreements',
  tables: ['customer_agreements', 'attestations'],
  routes: [...agreementViews, ...agreementCommands, ...attestationViews, ...attestationCommands],
  things: [customerAgreements, attestations],
  schedules: [whenPast(expiring, 'expires_at')],
};
