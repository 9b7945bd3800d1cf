// A partner makes and revokes links to customers; the house lets them expire.
import { createInvitation, revokeInvitation } from '../../../../contract/relationships/invitations.ts';
import { newId } from '../../../kernel/id.ts';
import { change } from '../../../platform/door/change.ts';
import { alone } from '../../../platform/door/perform.ts';
import { hashed } from '../../../platform/settings/secrets.ts';
import { doing, type Route } from '../../../platform/wire/operations.ts';
import { enrolmentsOf } from '../../organizations/offers.ts';
import { findPartnership } from '../../partnerships/offers.ts';
import { revokingInvitation } from '../offers.ts';
import * as rules from './rules.ts';
import { invitations, purpose } from './thing.ts';

const creating = change({
  thing: invitations,
  command: 'create',
  find: 'new',
  given: async (
    { tx, now, cloud, actor: by, world },
    _state,
    { providerId }: rules.Create,
  ): Promise<rules.CreateGiven> => {
    const id = newId('inv', by.organization);
    const pair = { provider: providerId ?? '', reseller: by.organization };
    const [own, provider, partnership] = await Promise.all([
      enrolmentsOf(tx, by.organization),
      providerId ? enrolmentsOf(tx, providerId) : [],
      providerId ? findPartnership(tx, pair) : undefined,
    ]);
    const arePartners = partnership?.status === 'active';
    // ACT-064: the link tells nothing of tenants, locations or parties.
    const tokenHash = hashed(world.secrets.tokenFor(purpose, id));
    return { now, cloud, by, own, provider, arePartners, newId: id, tokenHash };
  },
  rule: rules.create,
});
export const expiring = change({ thing: invitations, command: 'expire', given: () => ({}), rule: rules.expire });

export const commands: readonly Route[] = [
  doing(createInvitation, alone(creating)),
  doing(revokeInvitation, alone(revokingInvitation)),
];
