// Invitations, consents and relationships put together: table, life cycle, sides, and how they are shown.

import sql from 'sql-template-tag';
import { Consent } from '../../../contract/relationships/consents.ts';
import { Invitation } from '../../../contract/relationships/invitations.ts';
import { Relationship } from '../../../contract/relationships/relationships.ts';
import type { Thing } from '../../platform/world/world.ts';
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

export const consents: Thing<state.Consent, typeof state.consentLifecycle> = {
  name: 'consent',
  table: 'consents',
  lifecycle: state.consentLifecycle,
  through: { accept: 'invitation.accept', decline: 'invitation.decline', passOn: 'invitation.passOn' },
  sides: state.consentSides,
  contract: Consent,
  fromRow: store.consentFromRow,
  toRow: store.consentToRow,
  show: (consent, { party, partyOrNull, link }) =>
    ({
      id: consent.id,
      status: consent.status,
      version: consent.version,
      partner: party(consent.partner),
      provider: partyOrNull(consent.provider),
      customer: party(consent.customer),
      tenantId: consent.tenant,
      link: link(path, { purpose, of: consent.invitation }),
      openedAt: consent.openedAt.toISOString(),
      expiresAt: instantOrNull(consent.expiresAt),
      answeredAt: instantOrNull(consent.answeredAt),
      openedBy: consent.openedBy,
      answeredBy: consent.answeredBy,
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
  show: (relationship, { party }) =>
    ({
      id: relationship.id,
      version: relationship.version,
      status: relationship.status,
      partner: party(relationship.partner),
      customer: party(relationship.customer),
      customerName: relationship.customerName,
      tenantId: relationship.tenant,
      isDirect: relationship.isDirect,
      resellers: relationship.resellers.map(party),
      providers: relationship.providers.map(party),
      origin: relationship.origin,
      since: relationship.since.toISOString(),
      invitationId: relationship.invitation,
      acceptedBy: relationship.acceptedBy,
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
      // REL-026
      resellerId: (id) => sql`t.resellers @> array[${id}]::text[]`,
      providerId: (id) => sql`t.providers @> array[${id}]::text[]`,
    },
  },
};
