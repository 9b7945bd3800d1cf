// Everything that a review and an order must know of a cart, in as few looks as there are dependencies.
import type { Door } from '../../../platform/world/world.ts';
import { agreementBetween } from '../../agreements/offers.ts';
import { obstacleToBusiness } from '../../organizations/enrolment/state.ts';
import { hasLocationIn } from '../../organizations/location/state.ts';
import { findOrganization, findTenant, locationsOf } from '../../organizations/offers.ts';
import type { Organization } from '../../organizations/organization/state.ts';
import { findRelationship } from '../../relationships/offers.ts';
import { sells } from '../../relationships/relationship/state.ts';
import { orderNames, ownIn, resellerNamed, sellerOf, sellingPartnerIdOf } from '../../subscriptions/offers.ts';
import type { Buyer } from '../rules.ts';
import type { Cart } from '../state.ts';
import { offeredTo } from './offering.ts';
import type { ReviewGiven } from './rules.ts';

/** Who buys, and why it may not now. */
export async function buyerOf(door: Door, organization: string): Promise<Buyer> {
  const { enrolment, kinds } = await sellerOf(door, organization);
  return { kinds, business: obstacleToBusiness('buy', { enrolment, cloud: door.cloud }) };
}

/** SUB-010, ACT-042: the address always, the registration number where the country asks for it. */
function recordsMissing({ cloud }: Door, customer: Organization | undefined): string[] {
  const needsNumber = cloud.registrationNumberCountries.includes(customer?.country ?? '');
  return [
    ...(customer?.address ? [] : ['address']),
    ...(needsNumber && !customer?.registrationNumber ? ['registrationNumber'] : []),
  ];
}

export async function reviewGiven(door: Door, cart: Cart): Promise<ReviewGiven> {
  const { partner, tenant, customer, resellerPartnerId: partnerId } = cart;
  const { tx, cloud } = door;
  const pair = { partner, tenant };
  const [seller, relationship, where, organization, standing, named, own, ownPartnerId, locations, offered] =
    await Promise.all([
      sellerOf(door, partner),
      findRelationship(tx, pair),
      findTenant(tx, tenant),
      findOrganization(tx, customer),
      agreementBetween(door, pair),
      partnerId === null ? undefined : resellerNamed(door, { partnerId, provider: partner }),
      ownIn(tx, pair),
      sellingPartnerIdOf(door, partner),
      locationsOf(tx, partner),
      offeredTo(door, cart),
    ]);
  return {
    kinds: seller.kinds,
    business: obstacleToBusiness('buy', { enrolment: seller.enrolment, cloud }),
    relationship: relationship && { ...relationship, sells: relationship.status === 'active' && sells(relationship) },
    tenant: where,
    missingRecords: recordsMissing(door, organization),
    agreement: { standing, edition: cloud.customerAgreement },
    reseller: named && orderNames(door, { named, seller }),
    ownPartnerId,
    hasLocation: hasLocationIn(locations, seller.country),
    own,
    offered,
  };
}
