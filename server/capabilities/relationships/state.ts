// A partner invites by a link that many customers may use; each tenant's consent makes its own relationships.
import type { Id } from '../../kernel/id.ts';
import type { Lifecycle } from '../../kernel/lifecycle.ts';

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

/** One per partner and tenant, whichever way they came together. */
export type Relationship = {
  id: Id<'rel'>;
  version: number;
  status: 'active';
  partner: string;
  customer: string;
  tenant: string;
  isDirect: boolean;
  /** Through whom the partner sells to this tenant; a side of no other reseller's relationship (REL-121). */
  resellers: readonly string[];
  /** Who sells to this tenant for the partner, who is then the reseller. */
  providers: readonly string[];
  origin: 'invited' | 'created' | 'extended';
  invitation: string | null;
  customerName: string;
  acceptedBy: string;
  since: Date;
};
export const sells = ({ isDirect, resellers }: Pick<Relationship, 'isDirect' | 'resellers'>): boolean =>
  isDirect || resellers.length > 0;

export const invitationSides = { partner: 'partner_id', provider: 'provider_id' } as const;
export const consentSides = { partner: 'partner_id', provider: 'provider_id', customer: 'customer_id' } as const;
/** REL-015: these two and nobody else; a partnership shows neither of its sides the customers of the other. */
export const relationshipSides = { partner: 'partner_id', customer: 'customer_id' } as const;

export const invitationLifecycle = {
  create: { from: ['nothing'], to: ['open'], emits: ['invitation.created'] },
  accept: { from: ['open'], to: ['open'], emits: ['invitation.accepted'] },
  decline: { from: ['open'], to: ['open'], emits: [] },
  passOn: { from: ['open'], to: ['open'], emits: [] },
  revoke: { from: ['open'], to: ['revoked'], emits: ['invitation.revoked'] },
  expire: { from: ['open'], to: ['expired'], emits: ['invitation.expired'] },
} as const satisfies Lifecycle<Invitation>;
export const consentLifecycle = {
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
export const relationshipLifecycle = {
  establish: {
    from: ['nothing', 'active'],
    to: ['active'],
    repeats: ['active'],
    emits: ['relationship.created', 'relationship.established', 'relationship.joined'],
  },
  create: { from: ['nothing'], to: ['active'], emits: ['relationship.created'] },
  extend: { from: ['active'], to: ['active'], emits: ['relationship.extended'] },
  rename: { from: ['active'], to: ['active'], emits: ['relationship.renamed'] },
} as const satisfies Lifecycle<Relationship>;

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
export const covers = (relationship: Relationship, { partner, part, other }: Way): boolean => {
  if (relationship.partner !== partner) return false;
  if (other === null) return relationship.isDirect;
  return (part === 'seller' ? relationship.resellers : relationship.providers).includes(other);
};
