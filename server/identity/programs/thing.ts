// The API client put together: table, life cycle, sides, and how it is shown.
import * as contract from '../../../contract/identity/api-clients.ts';
import { instantOrNull } from '../../platform/world/shown.ts';
import type { Thing } from '../../platform/world/world.ts';
import * as state from './state.ts';
import { rows } from './store.ts';

export const apiClients: Thing<state.ApiClient, typeof state.lifecycle> = {
  name: 'apiClient',
  table: 'api_clients',
  lifecycle: state.lifecycle,
  sides: state.sides,
  contract: contract.ApiClient,
  ...rows,
  show: ({ id, status, version, organization, name, roles, networks, ...client }, { party }) =>
    ({
      id,
      status,
      version,
      organization: party(organization),
      name,
      roles: [...roles],
      networks: [...networks],
      createdAt: client.createdAt.toISOString(),
      createdBy: client.createdBy,
      secretSince: client.secretSince.toISOString(),
      formerSecretUntil: instantOrNull(client.formerUntil),
    }) satisfies contract.ApiClient,
  listing: { sort: { createdAt: '-created_at' }, filters: { status: 'status' } },
};
