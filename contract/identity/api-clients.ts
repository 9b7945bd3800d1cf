// Our promise about the credentials of programs.
import { type Static, Type } from 'typebox';
import {
  body,
  command,
  Instant,
  list,
  noun,
  OrNull,
  only,
  open,
  Party,
  revealing,
  shown,
  Text,
  view,
} from '../operation.ts';

/** The credentials of a program: its `id` is the client_id. The secret is shown once, in the answer that made it. */
export const ApiClient = noun(['active', 'revoked'], {
  organization: open(Party),
  name: open(Type.String()),
  roles: open(Type.Array(Type.String())),
  /** CIDR ranges it may call from; empty means from anywhere. */
  networks: open(Type.Array(Type.String())),
  createdAt: open(Instant()),
  createdBy: only('personal', Type.String()),
  secretSince: open(Instant()),
  /** Until when the secret before the last one still works; null when there is none. */
  formerSecretUntil: open(OrNull(Instant())),
});
export type ApiClient = Static<typeof ApiClient>;
const Secret = { secret: Type.String() };

const Networks = Type.Array(Type.String({ maxLength: 50 }), { maxItems: 50 });
const Roles = Type.Array(Text(60), { minItems: 1, maxItems: 20 });

export const createApiClient = command({
  name: 'apiClient.create',
  path: '/api/v1/api-clients',
  summary: 'Make credentials for a program of your organization; the secret is shown once.',
  who: 'person',
  status: 201,
  body: body({ name: Text(100), roles: Roles, networks: Type.Optional(Networks) }),
  answer: revealing(ApiClient, Secret),
});

export const listApiClients = list({
  name: 'apiClient.list',
  path: '/api/v1/api-clients',
  summary: 'The programs of your organization.',
  of: ApiClient,
  filters: { status: Type.Optional(Type.Enum(['active', 'revoked'])) },
});

export const seeApiClient = view({
  name: 'apiClient.see',
  path: '/api/v1/api-clients/{id}',
  summary: 'One program of your organization.',
  answer: shown(ApiClient),
});

export const changeApiClient = command({
  name: 'apiClient.change',
  path: '/api/v1/api-clients/{id}/change',
  summary: 'Change name, roles or networks of a program.',
  who: 'person',
  body: body({
    name: Type.Optional(Text(100)),
    roles: Type.Optional(Roles),
    networks: Type.Optional(Networks),
  }),
  answer: shown(ApiClient),
});

export const rotateApiClient = command({
  name: 'apiClient.rotate',
  path: '/api/v1/api-clients/{id}/rotate',
  summary: 'Make a new secret, shown once; the one before it works for some days more, unless you end it now.',
  who: 'person',
  body: body({ endsFormerNow: Type.Optional(Type.Boolean()) }),
  answer: revealing(ApiClient, Secret),
});

export const revokeApiClient = command({
  name: 'apiClient.revoke',
  path: '/api/v1/api-clients/{id}/revoke',
  summary: 'Shut a program out, at once and for good.',
  who: 'person',
  body: body({}),
  answer: shown(ApiClient),
});

export const operations = [
  createApiClient,
  listApiClients,
  seeApiClient,
  changeApiClient,
  rotateApiClient,
  revokeApiClient,
];
