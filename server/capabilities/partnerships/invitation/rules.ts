// Every rule about links of providers to resellers: who makes one, and what a reseller must meet to approve.
import type { CloudNow } from '../../../clouds/cloud.ts';
import { type Decision, decided, obstacles, refuse, refuseAll } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { In, Nothing } from '../../../kernel/lifecycle.ts';
import { daysAfter } from '../../../kernel/term.ts';
import type { Enrolment } from '../../organizations/enrolment/state.ts';
import { type PartnershipInvitation, refusals } from './state.ts';

const no = obstacles(refusals);

export type Create = { reusable?: boolean };
export type CreateGiven = {
  now: Date;
  cloud: Pick<CloudNow, 'windows'>;
  by: { id: string; organization: string };
  provider: Enrolment | undefined;
  newId: Id<'pin'>;
  tokenHash: string;
};

/** REL-011: only a provider starts a partnership. */
export function create(_state: Nothing, command: Create, given: CreateGiven): Decision<PartnershipInvitation> {
  const { now, by, provider, newId: id, tokenHash } = given;
  if (!provider) return refuse(no('not_a_provider'));
  if (provider.status !== 'active') return refuse(no('provider_not_active', { status: provider.status }));
  const expiresAt = daysAfter(now, given.cloud.windows.partnershipInvitationDays);
  const made = { reusable: command.reusable ?? false, uses: 0, createdBy: by.id, createdAt: now, expiresAt };
  const open = { id, version: 0, status: 'open', provider: by.organization, tokenHash, ...made } as const;
  return decided(open, 'partnershipInvitation.created');
}

export type Use = { confirmsPartnership: boolean };
export type UseGiven = {
  now: Date;
  cloud: Pick<CloudNow, 'regions'>;
  by: { organization: string };
  provider: { enrolment: Enrolment | undefined; country: string };
  reseller: { enrolment: Enrolment | undefined; country: string };
  arePartners: boolean;
};

/** Cheapest first; until the reseller is ready the link stays open, so that it can come back to it (STORY-02). */
export function use(
  invitation: In<PartnershipInvitation, 'open'>,
  command: Use,
  given: UseGiven,
): Decision<PartnershipInvitation> {
  const { cloud, provider, reseller } = given;
  // REL-016, ACT-061
  const region = cloud.regions[provider.country];
  if (given.now >= invitation.expiresAt) return refuse(no('partnership_link_expired'));
  if (given.by.organization === invitation.provider) return refuse(no('own_partnership_link'));
  if (!region || cloud.regions[reseller.country] !== region) {
    return refuse(no('region_mismatch', { provider: provider.country, own: reseller.country }));
  }
  if (given.arePartners) return decided(invitation); // REL-017: the same pair is not made twice.
  const { enrolment } = reseller;
  const isReady = enrolment?.status === 'active' || enrolment?.status === 'qualified';
  const refused = refuseAll([
    provider.enrolment?.status !== 'active' && no('provider_not_active', { status: provider.enrolment?.status }),
    !isReady && no('not_enrolled_as_reseller', { status: enrolment?.status ?? 'none' }),
    isReady && !enrolment.agreementEdition && no('partner_agreement_missing'),
    !command.confirmsPartnership && no('partnership_not_confirmed'),
  ]);
  if (refused) return refused;
  const status = invitation.reusable ? 'open' : 'used';
  return decided({ ...invitation, status, uses: invitation.uses + 1 }, 'partnershipInvitation.used');
}

/** A link for several resellers stays open for the others. */
export function decline(invitation: In<PartnershipInvitation, 'open'>): Decision<PartnershipInvitation> {
  const status = invitation.reusable ? 'open' : 'declined';
  return decided({ ...invitation, status }, 'partnershipInvitation.declined');
}

export const revoke = (invitation: In<PartnershipInvitation, 'open'>): Decision<PartnershipInvitation> =>
  decided({ ...invitation, status: 'revoked' }, 'partnershipInvitation.revoked');

export const expire = (invitation: In<PartnershipInvitation, 'open'>): Decision<PartnershipInvitation> =>
  decided({ ...invitation, status: 'expired' }, 'partnershipInvitation.expired');
