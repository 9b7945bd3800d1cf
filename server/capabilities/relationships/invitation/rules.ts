// Every rule about links to customers: who may make them, and what a tenant must meet to accept one.
import type { CloudNow } from '../../../clouds/cloud.ts';
import { type Decision, decided, type Obstacle, obstacles, refuse, refuseAll } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { In, Nothing } from '../../../kernel/lifecycle.ts';
import type { Standing } from '../../agreements/agreement/state.ts';
import { type Enrolment, hasDualStatus, obstacleToBusiness } from '../../organizations/enrolment/state.ts';
import type { Tenant } from '../../organizations/tenant/state.ts';
import { refusals } from '../refusals.ts';
import { type Invitation, sellerOf } from './state.ts';

const no = obstacles(refusals);

type Features = { features: Pick<CloudNow['features'], 'newCustomers' | 'suspensionStopsChanges'> };
export const enrolledAs = (enrolments: readonly Enrolment[], ...kinds: Enrolment['kind'][]) => {
  const found = enrolments.filter(({ kind }) => kinds.includes(kind));
  return found.find(({ status }) => status === 'active') ?? found[0];
};

/** What those who would get the customer look like: the seller, and the reseller where there is one. */
export type Inviters = {
  seller: readonly Enrolment[];
  reseller?: { enrolments: readonly Enrolment[]; arePartners: boolean };
};

/** Why these partners may not gain a customer now (REL-031, ACT-038, ACT-040, CLD-003, REL-022). */
export function obstacleToInvite(cloud: Features, { seller, reseller }: Inviters): Obstacle | undefined {
  if (!cloud.features.newCustomers) return no('no_new_customers');
  if (!reseller) {
    const enrolment = enrolledAs(seller, 'provider', 'directBill');
    return obstacleToBusiness('inviteCustomer', { enrolment, cloud });
  }
  const own = obstacleToBusiness('inviteCustomer', { enrolment: enrolledAs(reseller.enrolments, 'reseller'), cloud });
  if (own) return own;
  const provider = enrolledAs(seller, 'provider');
  const canSell = !obstacleToBusiness('inviteCustomer', { enrolment: provider, cloud });
  // REL-013: a partnership is what lets the two gain customers together.
  return reseller.arePartners && canSell ? undefined : no('partnership_required');
}

export type Create = { providerId?: string; expiresAt?: string; forResellers?: boolean };
export type CreateGiven = {
  now: Date;
  cloud: { features: Features['features'] & Pick<CloudNow['features'], 'resellerInvites'> };
  by: { id: string; organization: string };
  own: readonly Enrolment[];
  /** Of the chosen provider. */
  provider: readonly Enrolment[];
  arePartners: boolean;
  newId: Id<'inv'>;
  tokenHash: string;
};

/** REL-031, REL-032: partners that sell invite for themselves, resellers only together with a provider of theirs. */
export function create(_state: Nothing, command: Create, given: CreateGiven): Decision<Invitation> {
  const { now, cloud, by, own, arePartners, newId: id, tokenHash } = given;
  const { providerId: provider = null, forResellers: isForResellers = false } = command;
  const expiresAt = command.expiresAt === undefined ? null : new Date(command.expiresAt);
  const isReseller = !enrolledAs(own, 'provider', 'directBill') && enrolledAs(own, 'reseller') !== undefined;
  if ((provider || isReseller) && !cloud.features.resellerInvites) return refuse(no('provider_makes_invitations'));
  if (isReseller && !provider) return refuse(no('provider_not_chosen'));
  const inviters = provider ? { seller: given.provider, reseller: { enrolments: own, arePartners } } : { seller: own };
  const obstacle = obstacleToInvite(cloud, inviters);
  if (obstacle) return refuse(obstacle);
  if (expiresAt && expiresAt <= now) return refuse(no('expiry_in_past', { expiresAt: command.expiresAt }));
  const hasResellers = !provider && enrolledAs(own, 'provider') !== undefined;
  if (isForResellers && !hasResellers) return refuse(no('no_resellers_to_share_with'));
  const made = { tokenHash, isForResellers, acceptances: 0, createdBy: by.id, createdAt: now, expiresAt };
  // REL-033: who makes the link has the relationships that come of it, whoever forwards it.
  return decided({ id, version: 0, status: 'open', partner: by.organization, provider, ...made }, 'invitation.created');
}

export type Answer = { tenantId: string };
export type AnswerGiven = { now: Date; by: { organization: string }; tenant: Tenant | undefined };
type Open = In<Invitation, 'open'>;

/** REL-038, REL-047: whoever answers, the link must hold and the tenant must be theirs. */
function obstacleToAnswer(invitation: Open, { now, by, tenant }: AnswerGiven): Obstacle | undefined {
  if (invitation.expiresAt && now >= invitation.expiresAt) return no('invitation_expired');
  return tenant?.organization === by.organization ? undefined : no('tenant_not_yours');
}

export type Accept = Answer & { acceptsRelationship: boolean; acceptsAgreement?: string };
export type AcceptGiven = AnswerGiven & {
  cloud: Features & Pick<CloudNow, 'regions' | 'customerAgreement'> & { features: { multiPartner: boolean } };
  inviters: Inviters;
  /** Where the inviter sells from. */
  country: string;
  /** The inviters themselves and everybody who belongs to them (CHN-036). */
  ownSide: readonly string[];
  /** The customer is itself a reseller of who would sell to it (ORD-006). */
  resellsForSeller: boolean;
  /** All that the invitation would bring is there already (REL-048). */
  isCustomer: boolean;
  hasOtherPartners: boolean;
  /** The inviter is its partner already, and sells to it through a provider only (ACT-039). */
  isWonAsReseller: boolean;
  agreement: Standing;
};

/** Nothing is recorded unless both boxes are ticked, where the agreement is still missing (REL-039). */
export function accept(invitation: Open, command: Accept, given: AcceptGiven): Decision<Invitation> {
  const { tenant, agreement, cloud } = given;
  const obstacle = obstacleToAnswer(invitation, given);
  if (obstacle || !tenant) return refuse(obstacle ?? no('tenant_not_yours'));
  if (given.isCustomer) return decided(invitation);
  const barred = obstacleToRelation(tenant, given, sellerOf(invitation));
  if (barred) return refuse(barred);
  const edition = cloud.customerAgreement;
  const refused = refuseAll([
    !command.acceptsRelationship && no('relationship_not_ticked'),
    agreement === 'missing' && command.acceptsAgreement !== edition && no('agreement_not_ticked', { edition }),
  ]);
  if (refused) return refused;
  return decided({ ...invitation, acceptances: invitation.acceptances + 1 }, 'invitation.accepted');
}

function obstacleToRelation(tenant: Tenant, given: AcceptGiven, seller: string): Obstacle | undefined {
  const { cloud, country } = given;
  const { organization, purpose, country: own } = tenant;
  const region = cloud.regions[country];
  if (!cloud.features.newCustomers) return no('no_new_customers');
  if (obstacleToInvite(cloud, given.inviters)) return no('inviter_unavailable');
  if (given.ownSide.includes(organization)) return no('self_resale');
  if (isLeftToProvider(given)) return no('sold_through_provider');
  // ORD-003, ORD-004, ORD-007: partners buy from partners only in the tenants they do not sell from.
  if (purpose !== 'corporate' && purpose !== 'customer') {
    if (given.resellsForSeller) return no('same_provider_purchase', { provider: seller });
    return no('selling_tenant_not_allowed', { tenant: tenant.domain, purpose });
  }
  // REL-037, ACT-060
  if (!region || cloud.regions[own] !== region) return no('customer_region_mismatch', { partner: country, own });
  // REL-110, REL-112: a further partner asks the customer alone; who sells there already is neither asked nor told.
  return given.hasOtherPartners && !cloud.features.multiPartner ? no('one_partner_only') : undefined;
}

/** ACT-039: who is direct-bill partner and reseller at once never sells directly to whom it won as a reseller. */
const isLeftToProvider = ({ inviters: { seller, reseller }, isWonAsReseller }: AcceptGiven): boolean =>
  !reseller && isWonAsReseller && hasDualStatus(seller);

/** Declining and passing on change nothing in the link: it is there for others, too (REL-036, REL-049). */
export function answer(invitation: Open, _command: Answer, given: AnswerGiven): Decision<Invitation> {
  const obstacle = obstacleToAnswer(invitation, given);
  return obstacle ? refuse(obstacle) : decided(invitation);
}

export const revoke = (invitation: Open): Decision<Invitation> =>
  decided({ ...invitation, status: 'revoked' }, 'invitation.revoked');
export const expire = (invitation: Open): Decision<Invitation> =>
  decided({ ...invitation, status: 'expired' }, 'invitation.expired');
