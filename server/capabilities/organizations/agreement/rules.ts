// Every rule about the partner agreement: who may sign which edition, and for which selling tenant.
import type { CloudNow } from '../../../clouds/cloud.ts';
import { type Decision, decided, obstacles, refuse, refuseAll } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { In, Nothing } from '../../../kernel/lifecycle.ts';
import type { Enrolment, PartnerKind } from '../enrolment/state.ts';
import { type Location, obstacleToUseOf } from '../location/state.ts';
import { regionOf } from '../organization/state.ts';
import { refusals } from '../refusals.ts';
import type { Tenant } from '../tenant/state.ts';
import { type PartnerAgreement, partyOf } from './state.ts';

const no = obstacles(refusals);

export type Accept = { tenant: string; kind: PartnerKind; edition: string; confirmsAuthority: boolean };
export type AcceptGiven = {
  now: Date;
  cloud: Pick<CloudNow, 'partnerAgreement' | 'regions'>;
  by: { id: string; organization: string };
  newId: Id<'pag'>;
  tenant: Tenant | undefined;
  location: Location | undefined;
  enrolment: Enrolment | undefined;
};
const ready: readonly Enrolment['status'][] = ['qualified', 'active'];

/** ACT-050, ACT-053: once per selling tenant, and so per region; it needs no renewal and names nobody. */
export function accept(
  state: Nothing | In<PartnerAgreement, 'accepted'>,
  command: Accept,
  given: AcceptGiven,
): Decision<PartnerAgreement> {
  const { cloud, by, enrolment } = given;
  const party = partyOf(command.kind);
  const edition = cloud.partnerAgreement[party];
  const tenant = given.tenant?.organization === by.organization ? given.tenant : undefined;
  const region = tenant && regionOf(cloud, tenant.country);
  if (tenant?.status !== 'active' || !region) return refuse(no('tenant_unknown'));
  if (tenant.purpose !== 'selling') return refuse(no('not_a_selling_tenant', { domain: tenant.domain }));
  const unusable = given.location ? obstacleToUseOf(given.location, given.location.number) : no('location_not_linked');
  const refused = refuseAll([
    unusable,
    (!enrolment || !ready.includes(enrolment.status)) &&
      no('not_qualified_yet', { status: enrolment?.status ?? 'none' }),
    command.edition !== edition && no('edition_outdated', { edition: command.edition, current: edition }),
    !command.confirmsAuthority && no('authority_not_confirmed'),
  ]);
  if (refused) return refused;
  if (state.status === 'accepted') return decided(state);
  const made = { organization: by.organization, tenant: tenant.id, party, region, edition };
  const signed = { acceptedBy: by.id, acceptedAt: given.now };
  return decided({ id: given.newId, version: 0, status: 'accepted', ...made, ...signed }, 'partnerAgreement.accepted');
}
