// A link to customers put together: table, life cycle, sides, and how it is shown.
import sql from 'sql-template-tag';
import { Invitation } from '../../../../contract/relationships/invitations.ts';
import { instantOrNull } from '../../../platform/world/shown.ts';
import type { Thing } from '../../../platform/world/world.ts';
import * as state from './state.ts';
import { rows } from './store.ts';

/** What the tokens of links to customers are made for. */
export const purpose = 'invitation';
export const path = '/invitation-links';

export const invitations: Thing<state.Invitation, typeof state.lifecycle> = {
  name: 'invitation',
  table: 'invitations',
  lifecycle: state.lifecycle,
  sides: state.sides,
  contract: Invitation,
  ...rows,
  show: (invitation, { party, partyOrNull, link }) =>
    ({
      id: invitation.id,
      status: invitation.status,
      version: invitation.version,
      kind: invitation.provider ? 'indirect' : 'direct',
      partner: party(invitation.partner),
      provider: partyOrNull(invitation.provider),
      createdAt: invitation.createdAt.toISOString(),
      expiresAt: instantOrNull(invitation.expiresAt),
      forResellers: invitation.isForResellers,
      link: link(path, { purpose, of: invitation.id }),
      acceptances: invitation.acceptances,
      createdBy: invitation.createdBy,
    }) satisfies Invitation,
  listing: {
    sort: { createdAt: '-created_at' },
    filters: {
      status: 'status',
      partnerId: 'partner_id',
      providerId: 'provider_id',
      kind: (kind) => sql`(t.provider_id is not null) = ${kind === 'indirect'}`,
      isAccepted: (isAccepted) => sql`(t.acceptances > 0) = ${isAccepted === 'true'}`,
    },
  },
};
