// The location put together: table, life cycle, sides, and how it is shown.
import * as contract from '../../../../contract/organizations/locations.ts';
import type { Thing } from '../../../platform/world/world.ts';
import { barsOf } from './rules.ts';
import * as state from './state.ts';
import { rows } from './store.ts';

export const locations: Thing<state.Location, typeof state.lifecycle> = {
  name: 'location',
  table: 'locations',
  lifecycle: state.lifecycle,
  sides: state.sides,
  contract: contract.Location,
  ...rows,
  bars: barsOf,
  show: ({ organization, headquarters, number, createdAt, ...same }, { party }) =>
    ({
      ...same,
      organization: party(organization),
      headquarters: party(headquarters ?? organization),
      partnerId: String(number),
      createdAt: createdAt.toISOString(),
    }) satisfies contract.Location,
  listing: {
    sort: { partnerId: 'number' },
    filters: { status: 'status', kind: 'kind', country: 'country', organization: 'organization_id' },
  },
};
