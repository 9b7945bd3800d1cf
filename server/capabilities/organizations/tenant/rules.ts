// Every rule about tenants: what each is for, who may link one, and for which location it stands.
import type { CloudNow } from '../../../clouds/cloud.ts';
import { type Decision, decided, type Obstacle, obstacles, refuse, refuseAll } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { In, Nothing } from '../../../kernel/lifecycle.ts';
import { type Enrolment, obstacleToBusiness, transactingKinds } from '../enrolment/state.ts';
import { type Location, obstacleToUseOf } from '../location/state.ts';
import { currencyOf } from '../organization/state.ts';
import { refusals } from '../refusals.ts';
import type { Purpose, Tenant } from './state.ts';

const no = obstacles(refusals);
type Active = In<Tenant, 'active'>;

export type Add = { purpose: Purpose; domain: string; country: string };
export type AddGiven = {
  now: Date;
  cloud: Pick<CloudNow, 'regions' | 'currencies' | 'features'>;
  by: { organization: string };
  newId: Id<'ten'>;
  /** The tenant that has this domain in this cloud already. */
  holder: Tenant | undefined;
  own: readonly Tenant[];
  enrolments: readonly Enrolment[];
  isInNetwork: boolean;
};

/** ACT-018: country and currency are fixed here; no command changes them. */
export function add(_state: Nothing, command: Add, given: AddGiven): Decision<Tenant> {
  const { holder, by, cloud, own } = given;
  const { domain, country } = command;
  if (holder && (holder.status === 'unlinked' || holder.organization === by.organization)) {
    return refuse(no('domain_taken', { domain }));
  }
  if (holder) return refuse(no('tenant_linked_elsewhere', { domain }));
  const currency = currencyOf(cloud, country);
  if (!currency) return refuse(no('country_not_sold_here', { country }));
  const unfit = obstacleToPurpose(command.purpose, given);
  if (unfit) return refuse(unfit);
  const isPrimary = own.length === 0;
  const made = { organization: by.organization, isPrimary, partnerId: null, currency, createdAt: given.now };
  return decided({ id: given.newId, version: 0, status: 'active', ...command, ...made }, 'tenant.added');
}

function obstacleToPurpose(purpose: Purpose, given: AddGiven): Obstacle | undefined {
  const { own, enrolments, cloud, isInNetwork } = given;
  const live = own.filter(({ status }) => status === 'active');
  const count = (of: Purpose) => live.filter((one) => one.purpose === of).length;
  const transacting = enrolments.find(
    ({ kind, status }) => transactingKinds.includes(kind) && ['active', 'restricted', 'suspended'].includes(status),
  );
  if (purpose === 'selling' && !isInNetwork) return no('partner_account_missing');
  if (purpose === 'sharedServices') {
    if (!transacting) return no('shared_services_for_transacting');
    if (count('sharedServices') > 0) return no('shared_services_exist');
    return obstacleToBusiness('buy', { enrolment: transacting, cloud });
  }
  if (purpose === 'sandbox') {
    if (!transacting) return no('sandbox_for_transacting');
    if (count('sandbox') >= count('selling')) return no('sandbox_exists');
    return obstacleToBusiness('createSandbox', { enrolment: transacting, cloud });
  }
  return undefined;
}

export type LinkGiven = {
  by: { organization: string };
  /** Whether who acts is global admin of the tenant being linked, too. */
  isItsGlobalAdmin: boolean;
  hasTenants: boolean;
};
/** ACT-021: a tenant that is linked elsewhere stays there. */
export function link(
  state: In<Tenant, 'active' | 'unlinked'>,
  _command: object,
  { by, isItsGlobalAdmin, hasTenants }: LinkGiven,
): Decision<Tenant> {
  if (state.status === 'active') {
    if (state.organization === by.organization) return decided(state);
    return refuse(no('tenant_linked_elsewhere', { domain: state.domain }));
  }
  if (!isItsGlobalAdmin) return refuse(no('tenant_not_proved', { domain: state.domain }));
  const linked = { organization: by.organization, isPrimary: !hasTenants, partnerId: null };
  return decided({ ...state, status: 'active', ...linked }, 'tenant.linked');
}

export function unlink(state: Active): Decision<Tenant> {
  if (state.isPrimary) return refuse(no('primary_tenant_stays', { domain: state.domain }));
  return decided({ ...state, status: 'unlinked', partnerId: null }, 'tenant.unlinked');
}

export type LinkLocation = { partnerId: string };
export type LinkLocationGiven = {
  place: Location | undefined;
  /** The tenant that stands for this place already. */
  standing: Tenant | undefined;
  present: Location | undefined;
};
/** ACT-012, ACT-013: one selling tenant, one location, in the same country; the same region is not enough. */
export function linkLocation(state: Active, command: LinkLocation, given: LinkLocationGiven): Decision<Tenant> {
  const { partnerId } = command;
  const place = given.place?.organization === state.organization ? given.place : undefined;
  if (state.purpose !== 'selling') return refuse(no('not_a_selling_tenant', { domain: state.domain }));
  const unusable = obstacleToUseOf(place, partnerId);
  if (unusable || !place) return refuse(unusable ?? no('location_unknown', { partnerId }));
  if (state.partnerId === place.number) return decided(state);
  const refused = refuseAll([
    given.present?.status === 'active' && no('tenant_has_location', { partnerId: given.present.number }),
    given.standing !== undefined && no('location_has_tenant', { domain: given.standing.domain }),
    place.country !== state.country &&
      no('location_in_other_country', { location: place.country, tenant: state.country }),
  ]);
  return refused ?? decided({ ...state, partnerId: place.number }, 'tenant.locationLinked');
}
