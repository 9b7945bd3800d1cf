// ORD-031: what a customer confirms at a link, before its partner puts the agreement on record.
import type { Refusals } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Lifecycle } from '../../../kernel/lifecycle.ts';
import type { Language, Signer } from '../agreement/state.ts';

export type Attestation = {
  id: Id<'att'>;
  version: number;
  status: 'open' | 'confirmed' | 'used' | 'expired';
  partner: string;
  customer: string;
  tenant: string;
  edition: string;
  country: string;
  tokenHash: string;
  returnUrl: string | null;
  language: Language | null;
  textHash: string | null;
  signer: Signer | null;
  agreement: Id<'cag'> | null;
  createdBy: string;
  createdAt: Date;
  expiresAt: Date;
  confirmedAt: Date | null;
};

export const sides = { partner: 'partner_id', customer: 'customer_id' } as const;

export const lifecycle = {
  create: { from: ['nothing'], to: ['open'], emits: ['attestation.created'] },
  confirm: { from: ['open'], to: ['confirmed'], emits: ['attestation.confirmed'] },
  use: { from: ['confirmed'], to: ['used'], emits: ['attestation.used'] },
  expire: { from: ['open', 'confirmed'], to: ['expired'], emits: ['attestation.expired'] },
} as const satisfies Lifecycle<Attestation>;

export const refusals = {
  attestation_unknown: { kind: 'invalid', rule: 'ORD-031' },
  attestation_of_other_customer: { kind: 'invalid', rule: 'ORD-031' },
  attestation_unconfirmed: { kind: 'conflict', rule: 'ORD-031' },
  attestation_used: { kind: 'conflict', rule: 'ORD-031' },
  attestation_expired: { kind: 'conflict', rule: 'ORD-031' },
  attestation_is_for_customer: { kind: 'forbidden', rule: 'ORD-031' },
} as const satisfies Refusals;
