// A link to resellers put together: table, life cycle, sides, and how it is shown.
import * as contract from '../../../../contract/partnerships.ts';
import type { Thing } from '../../../platform/world/world.ts';
import * as state from './state.ts';
import { rows } from './store.ts';

/** What the tokens of these links are made for. */
export const purpose = 'partnershipInvitation';

export const invitations: Thing<state.PartnershipInvitation, typeof state.lifecycle> = {
  name: 'partnershipInvitation',
  table: 'partnership_invitations',
  lifecycle: state.lifecycle,
  sides: state.sides,
  contract: contract.PartnershipInvitation,
  ...rows,
  show: ({ id, status, version, provider, reusable, uses, createdBy, createdAt, expiresAt }, { party, link }) =>
    ({
      id,
      status,
      version,
      provider: party(provider),
      reusable,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      link: link('/partnership-links', { purpose, of: id }),
      uses,
      createdBy,
    }) satisfies contract.PartnershipInvitation,
  listing: { sort: { createdAt: '-created_at' }, filters: { status: 'status' } },
};
