// The view of support put together: table, life cycle, sides, and how it is shown.
import * as contract from '../../../contract/identity/support-views.ts';
import type { Thing } from '../../platform/world/world.ts';
import * as state from './state.ts';
import { rows } from './store.ts';

export const supportViews: Thing<state.SupportView, typeof state.lifecycle> = {
  name: 'supportView',
  table: 'support_views',
  lifecycle: state.lifecycle,
  sides: state.sides,
  contract: contract.SupportView,
  ...rows,
  show: ({ id, status, version, organization, person, reason, begunAt, endsAt }, { party }) =>
    ({
      ...{ id, status, version, organization: party(organization), person, reason },
      begunAt: begunAt.toISOString(),
      endsAt: endsAt.toISOString(),
    }) satisfies contract.SupportView,
  listing: { sort: { begunAt: '-begun_at' }, filters: { status: 'status' } },
};
