// The partner agreement, signed once per selling tenant, and the part somebody plays who signs it.
import type { Id } from '../../../kernel/id.ts';
import type { Lifecycle } from '../../../kernel/lifecycle.ts';
import { question } from '../../../kernel/question.ts';
import { type PartnerKind, transactingKinds } from '../enrolment/state.ts';

/** ACT-055: agreements are keyed by cloud, region and the part one plays. */
export type Party = 'reseller' | 'transacting';
export type PartnerAgreement = {
  id: Id<'pag'>;
  version: number;
  status: 'accepted';
  organization: string;
  tenant: string;
  party: Party;
  region: string;
  edition: string;
  acceptedBy: string;
  acceptedAt: Date;
};

export const sides = { organization: 'organization_id' } as const;
export const lifecycle = {
  accept: {
    from: ['nothing', 'accepted'],
    to: ['accepted'],
    repeats: ['accepted'],
    emits: ['partnerAgreement.accepted'],
  },
} as const satisfies Lifecycle<PartnerAgreement>;

/** Which resellers work with a provider; partnerships know (ACT-053). */
export const resellersOf = question<{ provider: string }, string>('resellersOf');

export const partyOf = (kind: PartnerKind): Party => (transactingKinds.includes(kind) ? 'transacting' : 'reseller');
