// The organization put together: table, life cycle, sides, and how it is shown.
import * as contract from '../../../../contract/organizations/profile.ts';
import type { Thing } from '../../../platform/world/world.ts';
import * as state from './state.ts';
import { rows } from './store.ts';

export const organizations: Thing<state.Organization, typeof state.lifecycle> = {
  name: 'organization',
  table: 'organizations',
  lifecycle: state.lifecycle,
  sides: state.sides,
  contract: contract.Organization,
  ...rows,
  show: ({ organization: _organization, createdAt, directory, ...same }) =>
    ({
      ...same,
      directory: directory && { ...directory, offers: [...directory.offers] },
      createdAt: createdAt.toISOString(),
    }) satisfies contract.Organization,
  listing: {
    sort: { name: 'name_lower', createdAt: '-created_at' },
    filters: { status: 'status', country: 'country', kind: 'kind' },
    search: 'name_lower',
  },
  isParty: true,
};
