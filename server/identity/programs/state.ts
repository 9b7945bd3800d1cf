// API clients: the credentials of programs, held by one organization, with roles like a person.
import type { Role } from '../../access/roles.ts';
import type { Refusals } from '../../kernel/decision.ts';
import type { Id } from '../../kernel/id.ts';
import type { Lifecycle } from '../../kernel/lifecycle.ts';

export type ApiClient = {
  id: Id<'app'>;
  version: number;
  status: 'active' | 'revoked';
  organization: string;
  name: string;
  roles: readonly Role[];
  networks: readonly string[];
  createdBy: string;
  createdAt: Date;
  secretHash: string;
  secretSince: Date;
  /** The secret before it, for as long as programs may still use it. */
  formerHash: string | null;
  formerUntil: Date | null;
};

export const sides = { organization: 'organization_id' } as const;
export const lifecycle = {
  create: { from: ['nothing'], to: ['active'], emits: ['apiClient.created'] },
  change: { from: ['active'], to: ['active'], emits: ['apiClient.changed'] },
  rotate: { from: ['active'], to: ['active'], emits: ['apiClient.rotated'] },
  revoke: { from: ['active'], to: ['revoked'], emits: ['apiClient.revoked'] },
} as const satisfies Lifecycle<ApiClient>;

export const refusals = {
  roles_not_yours: { kind: 'forbidden', rule: 'ROL-004' },
  role_unknown: { kind: 'invalid' },
  network_malformed: { kind: 'invalid' },
} as const satisfies Refusals;
