// A partnership put together: table, life cycle, sides, and how it is shown.
import * as contract from '../../../../contract/partnerships.ts';
import type { Thing } from '../../../platform/world/world.ts';
import * as state from './state.ts';
import { rows } from './store.ts';

export const partnerships: Thing<state.Partnership, typeof state.lifecycle> = {
  name: 'partnership',
  table: 'partnerships',
  lifecycle: state.lifecycle,
  sides: state.sides,
  contract: contract.Partnership,
  ...rows,
  show: ({ id, status, version, provider, reseller, since, approvedBy }, { party }) =>
    ({
      id,
      status,
      version,
      provider: party(provider),
      reseller: party(reseller),
      since: since.toISOString(),
      approvedBy,
    }) satisfies contract.Partnership,
  listing: { sort: { since: '-since' }, filters: { status: 'status' } },
};
