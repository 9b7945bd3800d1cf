// A relationship put together: table, life cycle, sides, and how it is shown.
import sql from 'sql-template-tag';
import { Relationship } from '../../../../contract/relationships/relationships.ts';
import type { Thing } from '../../../platform/world/world.ts';
import * as state from './state.ts';
import { rows } from './store.ts';

export const relationships: Thing<state.Relationship, typeof state.lifecycle> = {
  name: 'relationship',
  table: 'relationships',
  lifecycle: state.lifecycle,
  sides: state.sides,
  contract: Relationship,
  ...rows,
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
