// A partner invites by a link that many customers may use; each tenant that accepts makes its own relationships.
import type { Id } from '../../../kernel/id.ts';
import type { Lifecycle } from '../../../kernel/lifecycle.ts';

export type Invitation = {
  id: Id<'inv'>;
  version: number;
  status: 'open' | 'revoked' | 'expired';
  /** Who made it. */
  partner: string;
  /** REL-043: who sells, where a reseller made it; the customer then gets both. */
  provider: string | null;
  tokenHash: string;
  /** REL-032: the provider's resellers find it, to forward it. */
  isForResellers: boolean;
  acceptances: number;
  createdBy: string;
  createdAt: Date;
  /** REL-047: links do not expire unless their maker said so. */
  expiresAt: Date | null;
};
/** Who sells by this invitation, and with whom the customer's agreement is made. */
export const sellerOf = ({ partner, provider }: Pick<Invitation, 'partner' | 'provider'>): string =>
  provider ?? partner;

export const sides = { partner: 'partner_id', provider: 'provider_id' } as const;

export const lifecycle = {
  create: { from: ['nothing'], to: ['open'], emits: ['invitation.created'] },
  accept: { from: ['open'], to: ['open'], emits: ['invitation.accepted'] },
  decline: { from: ['open'], to: ['open'], emits: [] },
  passOn: { from: ['open'], to: ['open'], emits: [] },
  revoke: { from: ['open'], to: ['revoked'], emits: ['invitation.revoked'] },
  expire: { from: ['open'], to: ['expired'], emits: ['invitation.expired'] },
} as const satisfies Lifecycle<Invitation>;

/** One end of what an invitation makes: who plays which part, and for or through whom. */
export type Way = { partner: string; part: 'seller' | 'reseller'; other: string | null };
/** REL-043: an indirect invitation stands for two partners. */
export const waysOf = ({ partner, provider }: Pick<Invitation, 'partner' | 'provider'>): readonly Way[] =>
  provider
    ? [
        { partner, part: 'reseller', other: provider },
        { partner: provider, part: 'seller', other: partner },
      ]
    : [{ partner, part: 'seller', other: null }];
