// What is known about the reseller that a location's id leads to; orders and changes of record ask the same way.
import type { Door } from '../../platform/world/world.ts';
import { transactingKinds } from '../organizations/enrolment/state.ts';
import { obstacleToUseOf } from '../organizations/location/state.ts';
import { countryOf, enrolmentsOf, findEnrolment, findLocation, findTenantOfLocation } from '../organizations/offers.ts';
import { findPartnership } from '../partnerships/store.ts';
import type { Named } from './rules/reseller.ts';

type Asked = { partnerId: string; provider: string };

/** One look for the id, a second one for whom it leads to. */
export async function resellerNamed({ tx }: Pick<Door, 'tx'>, { partnerId, provider }: Asked): Promise<Named> {
  const location = await findLocation(tx, partnerId);
  const unusable = obstacleToUseOf(location, partnerId);
  if (!location)
    return { partnerId, unusable, location, enrolment: undefined, isEnrolledThere: false, arePartners: false };
  const reseller = location.organization;
  const [enrolment, tenant, partnership] = await Promise.all([
    findEnrolment(tx, { organization: reseller, kind: 'reseller' }),
    findTenantOfLocation(tx, location.number),
    findPartnership(tx, { provider, reseller }),
  ]);
  const isEnrolledThere = tenant?.organization === reseller;
  return { partnerId, unusable, location, enrolment, isEnrolledThere, arePartners: partnership?.status === 'active' };
}

/** Who transacts: its country and what it takes part as. */
export async function sellerOf({ tx }: Pick<Door, 'tx'>, partner: string) {
  const [country, enrolments] = await Promise.all([countryOf(tx, partner), enrolmentsOf(tx, partner)]);
  const selling = enrolments.filter(({ kind }) => transactingKinds.includes(kind));
  // An application that was turned down does not stand before the enrolment in force.
  const enrolment = selling.find(({ status }) => status === 'active') ?? selling[0];
  const kinds = enrolments.map(({ kind }) => kind);
  return { country, enrolment, kinds, isProvider: enrolment?.kind === 'provider' };
}
