// A provider invites resellers by a link, for one of them or for several.
import type { Refusals } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Lifecycle } from '../../../kernel/lifecycle.ts';

export type PartnershipInvitation = {
  id: Id<'pin'>;
  version: number;
  status: 'open' | 'used' | 'declined' | 'revoked' | 'expired';
  provider: string;
  tokenHash: string;
  /** REL-018: for one reseller, unless made for several. */
  reusable: boolean;
  uses: number;
  createdBy: string;
  createdAt: Date;
  expiresAt: Date;
};

export const sides = { provider: 'provider_id' } as const;

export const lifecycle = {
  create: { from: ['nothing'], to: ['open'], emits: ['partnershipInvitation.created'] },
  use: { from: ['open'], to: ['open', 'used'], emits: ['partnershipInvitation.used'] },
  decline: { from: ['open'], to: ['open', 'declined'], emits: ['partnershipInvitation.declined'] },
  revoke: { from: ['open'], to: ['revoked'], emits: ['partnershipInvitation.revoked'] },
  expire: { from: ['open'], to: ['expired'], emits: ['partnershipInvitation.expired'] },
} as const satisfies Lifecycle<PartnershipInvitation>;

export const refusals = {
  not_a_provider: { kind: 'limit', rule: 'REL-011' },
  provider_not_active: { kind: 'limit', rule: 'REL-010' },
  partnership_link_expired: { kind: 'conflict', rule: 'REL-018' },
  own_partnership_link: { kind: 'limit', rule: 'ACT-005' },
  partnership_not_confirmed: { kind: 'invalid', rule: 'REL-012' },
  region_mismatch: { kind: 'limit', rule: 'REL-016' },
  not_enrolled_as_reseller: { kind: 'conflict', rule: 'REL-010' },
  partner_agreement_missing: { kind: 'conflict', rule: 'ACT-052' },
} as const satisfies Refusals;
