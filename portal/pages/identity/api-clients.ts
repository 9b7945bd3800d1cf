// How the programs of an organization are listed, shown and commanded; a secret is shown once.
import { KeyRound } from 'lucide-react';
import * as contract from '../../../contract/identity/api-clients.ts';
import type { Capability } from '../../capability.ts';
import { rolesToGive } from '../members/role-choices.ts';

export const apiClients: Capability = {
  nouns: [
    {
      name: 'apiClient',
      prefix: 'app',
      path: '/api-clients',
      icon: KeyRound,
      group: 'settings',
      of: contract.ApiClient,
      list: contract.listApiClients,
      see: contract.seeApiClient,
      title: ({ name }) => String(name),
      columns: ['roles', 'networks', 'secretSince', 'createdAt'],
      facts: [
        'name',
        'organization',
        'roles',
        'networks',
        'secretSince',
        'formerSecretUntil',
        'createdBy',
        'createdAt',
      ],
      filters: ['status'],
      commands: {
        change: {
          operation: contract.changeApiClient,
          start: ({ name, roles, networks }) => ({ name, roles, networks }),
          choices: { roles: rolesToGive },
        },
        rotate: { operation: contract.rotateApiClient },
        revoke: { operation: contract.revokeApiClient, isIrreversible: true },
      },
      create: { operation: contract.createApiClient, choices: { roles: rolesToGive } },
    },
  ],
};
