// A member proves a domain of its company and takes the role of global admin that nobody there holds (ACT-026).
import type { Refusals } from '../../kernel/decision.ts';
import type { Id } from '../../kernel/id.ts';
import type { Lifecycle } from '../../kernel/lifecycle.ts';

/** Of one person for one domain of one organization: what it asks to be written into the DNS fits no other claim. */
export type AdminClaim = {
  id: Id<'clm'>;
  version: number;
  status: 'open' | 'proven' | 'withdrawn' | 'expired';
  organization: string;
  person: string;
  domain: string;
  recordValue: string;
  createdAt: Date;
  expiresAt: Date;
};

export const sides = { organization: 'organization_id' } as const;

export const lifecycle = {
  start: { from: ['nothing'], to: ['open'], emits: ['adminClaim.started'] },
  prove: { from: ['open'], to: ['proven'], emits: ['adminClaim.proven'] },
  withdraw: { from: ['open'], to: ['withdrawn'], emits: ['adminClaim.withdrawn'] },
  expire: { from: ['open'], to: ['expired'], emits: ['adminClaim.expired'] },
} as const satisfies Lifecycle<AdminClaim>;

export const refusals = {
  claim_only_by_members: { kind: 'forbidden', rule: 'ACT-026' },
  global_admin_exists: { kind: 'conflict', rule: 'ACT-026' },
  domain_not_of_organization: { kind: 'invalid', rule: 'ACT-026' },
  claim_is_open: { kind: 'conflict', rule: 'ACT-026' },
  claim_expired: { kind: 'conflict', rule: 'ACT-026' },
  domain_not_proven: { kind: 'conflict', rule: 'ACT-026' },
} as const satisfies Refusals;
