// Our promise about the list of customers to take along: one plain row for each, with tenant, company and domain.
import { Type } from 'typebox';
import { Identifier, Instant, list, open } from '../operation.ts';

export const Customer = Type.Object({
  tenantId: open(Type.String()),
  company: open(Type.String()),
  /** The primary domain of the tenant. */
  domain: open(Type.String()),
  /** How you stand to it: you sell there yourself, through resellers, both, or you are its reseller. */
  relationship: open(Type.Enum(['direct', 'throughResellers', 'directAndThroughResellers', 'asReseller'])),
  relationshipId: open(Type.String()),
  since: open(Instant()),
});

export const listCustomers = list({
  name: 'customer.list',
  path: '/api/v1/customers',
  summary: 'Your customers as plain rows, by name, for a table: tenant id, company, primary domain, relationship.',
  exportedBy: 'relationship.export',
  of: Customer,
  filters: {
    /** Of a provider: the customers of one of its resellers. */
    resellerId: Type.Optional(Identifier()),
  },
});

export const operations = [listCustomers];
