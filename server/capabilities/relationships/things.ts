// Invitations, consents and relationships put together: table, life cycle, sides, and how they are shown.

import sql from 'sql-template-tag';
import { Consent } from '../../../contract/relationships/consents.ts';
import { Invitation } from '../../../contract/relationships/invitations.ts';
import { Relationship } from '../../../contract/relationships/relationships.ts';
import type { Thing } from '../../platform/thing.ts';
import * as state from './state.ts';
import * as store from './store.ts';

/** What the tokens of links to customers are made for. */
export const purpose = 'invitation';
export const path = '/invitation-links';
const instantOrNull = (at: Date | null) => at?.toISOString() ?? null;

export const invitations: Thing<state.Invitation, typeof state.invitationLifecycle> = {
  name: 'invitation',
  table: 'invitations',
  lifecycle: state.invitationLifecycle,
  sides: state.invitationSides,
  contract: Invitation,
  fromRow: store.invitationFromRow,
  toRow: store.invitationToRow,
  show: ({ id, status, version, partner, provider, ...made }, { party, partyOrNull, link }) =>
    ({
      id,
      status,
      version,
      kind: provider ? 'indirect' : 'direct',
      partner: party(partner),
      provider: partyOrNull(provider),
      createdAt: made.createdAt.toISOString(),
      expiresAt: instantOrNull(made.expiresAt),
      forResellers: made.isForResellers,
      link: link(path, { purpose, of: id }),
      acceptances: made.acceptances,
      createdBy: made.createdBy,
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

export const consents: Thing<state.Consent, typeof state.consentLifecycle> = {
  name: 'consent',
  table: 'consents',
  lifecycle: state.consentLifecycle,
  sides: state.consentSides,
  contract: Consent,
  fromRow: store.consentFromRow,
  toRow: store.consentToRow,
  show: ({ id, status, version, partner, provider, customer, tenant, ...told }, { party, partyOrNull, link }) =>
    ({
      id,
      status,
      version,
      partner: party(partner),
      provider: partyOrNull(provider),
      customer: party(customer),
      tenantId: tenant,
      link: link(path, { purpose, of: told.invitation }),
      openedAt: told.openedAt.toISOString(),
      expiresAt: instantOrNull(told.expiresAt),
      answeredAt: instantOrNull(told.answeredAt),
      openedBy: told.openedBy,
      answeredBy: told.answeredBy,
    }) satisfies Consent,
  listing: {
    sort: { openedAt: '-opened_at' },
    filters: { status: 'status', tenantId: 'tenant_id', invitationId: 'invitation_id' },
  },
};

export const relationships: Thing<state.Relationship, typeof state.relationshipLifecycle> = {
  name: 'relationship',
  table: 'relationships',
  lifecycle: state.relationshipLifecycle,
  sides: state.relationshipSides,
  contract: Relationship,
  fromRow: store.relationshipFromRow,
  toRow: store.relationshipToRow,
  names: ({ resellers, providers }) => [...resellers, ...providers],
  show: ({ partner, customer, tenant, resellers, providers, since, invitation, ...same }, { party }) =>
    ({
      ...same,
      partner: party(partner),
      customer: party(customer),
      tenantId: tenant,
      resellers: resellers.map(party),
      providers: providers.map(party),
      since: since.toISOString(),
      invitationId: invitation,
    }) satisfies Relationship,
  listing: {
    sort: { customerName: 'customer_name_lower', since: '-since' },
    search: 'customer_name_lower',
    filters: {
      status: 'status',
      origin: 'origin',
      tenantId: 'tenant_id',
      as: (side, { organization }) =>
        side === 'customer'
          ? sql`t.customer_id = ${organization}`
          : sql`t.customer_id is distinct from ${organization}`,
      resellerId: (id) => sql`t.resellers @> array[${id}]::text[]`,
      providerId: (id) => sql`t.providers @> array[${id}]::text[]`,
    },
  },
};
