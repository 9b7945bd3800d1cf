// A webhook put together: table, life cycle, sides, and how it is shown.
import * as contract from '../../../contract/webhooks.ts';
import type { Thing } from '../../platform/world/world.ts';
import * as state from './state.ts';
import { rows } from './store.ts';

export const webhooks: Thing<state.Webhook, typeof state.lifecycle> = {
  name: 'webhook',
  table: 'webhooks',
  lifecycle: state.lifecycle,
  sides: state.sides,
  contract: contract.Webhook,
  ...rows,
  show: ({ id, status, version, organization, url, types, createdAt, secretSince, createdBy }, { party }) =>
    ({
      ...{ id, status, version, organization: party(organization), url, types: [...types], createdBy },
      ...{ createdAt: createdAt.toISOString(), secretSince: secretSince.toISOString() },
    }) satisfies contract.Webhook,
  listing: { sort: { createdAt: '-created_at' }, filters: { status: 'status' } },
};
