// What a tenant answers to whoever invites it: accepted, declined, or waiting for its global admin.
import type { Id } from '../../../kernel/id.ts';
import type { Lifecycle } from '../../../kernel/lifecycle.ts';

/** What one tenant answers to one partner, or to a reseller with its provider; a later link finds the same answer. */
export type Consent = {
  id: Id<'con'>;
  version: number;
  status: 'pending' | 'accepted' | 'declined' | 'expired';
  partner: string;
  provider: string | null;
  customer: string;
  tenant: string;
  invitation: Id<'inv'>;
  openedAt: Date;
  openedBy: string;
  /** Set while it waits (REL-047). */
  expiresAt: Date | null;
  answeredAt: Date | null;
  answeredBy: string | null;
};

export const sides = { partner: 'partner_id', provider: 'provider_id', customer: 'customer_id' } as const;

export const lifecycle = {
  passOn: {
    from: ['nothing', 'pending', 'accepted', 'declined', 'expired'],
    to: ['pending', 'accepted'],
    repeats: ['accepted'],
    emits: ['consent.passedOn'],
  },
  accept: {
    from: ['nothing', 'pending', 'accepted', 'declined', 'expired'],
    to: ['accepted'],
    repeats: ['accepted'],
    emits: ['consent.accepted'],
  },
  decline: {
    from: ['nothing', 'pending', 'declined', 'expired'],
    to: ['declined'],
    repeats: ['declined'],
    emits: ['consent.declined'],
  },
  expire: { from: ['pending'], to: ['expired'], emits: ['consent.expired'] },
} as const satisfies Lifecycle<Consent>;
