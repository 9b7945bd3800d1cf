// The tenant put together: table, life cycle, sides, and how it is shown.
import * as contract from '../../../../contract/organizations/tenants.ts';
import type { Thing } from '../../../platform/world/world.ts';
import * as state from './state.ts';
import { rows } from './store.ts';

export const tenants: Thing<state.Tenant, typeof state.lifecycle> = {
  name: 'tenant',
  table: 'tenants',
  lifecycle: state.lifecycle,
  sides: state.sides,
  contract: contract.Tenant,
  ...rows,
  show: ({ organization, partnerId, createdAt, ...same }, { party }) =>
    ({
      ...same,
      organization: party(organization),
      partnerId: partnerId === null ? null : String(partnerId),
      createdAt: createdAt.toISOString(),
    }) satisfies contract.Tenant,
  listing: {
    sort: { domain: 'domain' },
    filters: { status: 'status', purpose: 'purpose', country: 'country', organization: 'organization_id' },
  },
};
