// How links to resellers are made and revoked, and how a reseller approves or declines; the house lets them expire.
import * as contract from '../../../../contract/partnerships.ts';
import { newId } from '../../../kernel/id.ts';
import { change } from '../../../platform/door/change.ts';
import { alone, together } from '../../../platform/door/perform.ts';
import { step } from '../../../platform/door/step.ts';
import { hashed } from '../../../platform/settings/secrets.ts';
import { doing, type Route } from '../../../platform/wire/operations.ts';
import { countryOf, findEnrolment } from '../../organizations/offers.ts';
import { findPartnership, findPartnershipInvitation, revokingPartnershipInvitation } from '../offers.ts';
import { establishing } from '../partnership/commands.ts';
import * as rules from './rules.ts';
import { invitations, purpose } from './thing.ts';

const creating = change({
  thing: invitations,
  command: 'create',
  find: 'new',
  given: async ({ tx, now, cloud, actor: by, world }): Promise<rules.CreateGiven> => {
    const id = newId('pin', by.organization);
    const provider = await findEnrolment(tx, { organization: by.organization, kind: 'provider' });
    return { now, cloud, by, provider, newId: id, tokenHash: hashed(world.secrets.tokenFor(purpose, id)) };
  },
  rule: rules.create,
});

const using = change({
  thing: invitations,
  command: 'use',
  byBearer: true,
  find: ({ tx }, token) => findPartnershipInvitation(tx, token),
  peeks: true,
  given: async ({ tx, now, cloud, actor: by }, { provider }): Promise<rules.UseGiven> => {
    const reseller = by.organization;
    const [theirs, ours, there, here, partnership] = await Promise.all([
      findEnrolment(tx, { organization: provider, kind: 'provider' }),
      findEnrolment(tx, { organization: reseller, kind: 'reseller' }),
      countryOf(tx, provider),
      countryOf(tx, reseller),
      findPartnership(tx, { provider, reseller }),
    ]);
    return {
      now,
      cloud,
      by,
      provider: { enrolment: theirs, country: there },
      reseller: { enrolment: ours, country: here },
      arePartners: partnership?.status === 'active',
    };
  },
  rule: rules.use,
});

const declining = change({
  thing: invitations,
  command: 'decline',
  byBearer: true,
  find: ({ tx }, token) => findPartnershipInvitation(tx, token),
  peeks: true,
  given: () => ({}),
  rule: rules.decline,
});
export const expiring = change({ thing: invitations, command: 'expire', given: () => ({}), rule: rules.expire });

/** One approval is one transaction: the link is used and both list each other (REL-012). */
const approving = together<rules.Use>({
  changes: [using, establishing],
  plan: async ({ tx, caller }, token, command) => {
    const invitation = await findPartnershipInvitation(tx, token);
    const first = step(using, token, command);
    if (!invitation) return [first];
    const pair = { provider: invitation.provider, reseller: caller.organization, invitation: invitation.id };
    return [first, step(establishing, token, pair)];
  },
});

export const commands: readonly Route[] = [
  doing(contract.createPartnershipInvitation, alone(creating)),
  doing(contract.approvePartnership, approving, (states) => states.at(-1)!.shown),
  doing(contract.declinePartnership, alone(declining)),
  doing(contract.revokePartnershipInvitation, alone(revokingPartnershipInvitation)),
];
