// Every rule about an organization's own profile: registered, changed, renamed, described, closed.
import type { CloudNow } from '../../../clouds/cloud.ts';
import { type Decision, decided, type Obstacle, obstacles, refuse, refuseAll } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { In, Nothing } from '../../../kernel/lifecycle.ts';
import type { Enrolment } from '../enrolment/state.ts';
import { placeObstacles } from '../location/rules.ts';
import { refusals } from '../refusals.ts';
import { consumerDomainOf } from '../rules/mail-domains.ts';
import type { Address, Contact, DirectoryEntry, Organization, SupportProfile } from './state.ts';

const no = obstacles(refusals);
type Active = In<Organization, 'active'>;

export type Profile = { address: Address; contact: Contact; registrationNumber?: string };
export type Register = { name: string; country: string; kind?: Organization['kind']; profile?: Profile };
export type RegisterGiven = {
  now: Date;
  cloud: Pick<CloudNow, 'regions' | 'registrationNumberCountries'>;
  newId: Id<'org'>;
  operator: string | undefined;
};

/** The body that runs the cloud may have its seat anywhere; who takes part in it may not (ACT-060). */
export function register(_state: Nothing, command: Register, given: RegisterGiven): Decision<Organization> {
  const { name, country, kind = 'company', profile } = command;
  if (kind === 'operator' && given.operator) return refuse(no('operator_exists'));
  if (kind === 'company' && !given.cloud.regions[country]) return refuse(no('country_not_sold_here', { country }));
  const { contact = null, registrationNumber } = profile ?? {};
  const records = profile && { contact, registrationNumber };
  const refused = refuseAll(obstaclesToProfile(given.cloud, { country, address: profile?.address, records }));
  if (refused) return refused;
  const { newId: id } = given;
  const empty = { address: null, contact: null, support: null, registrationNumber: null, directory: null } as const;
  const made = { organization: id, kind, name: name.trim(), country, createdAt: given.now };
  return decided({ id, version: 0, status: 'active', ...made, ...empty, ...profile }, 'organization.registered');
}

export type Change = {
  address?: Address;
  contact?: Contact;
  support?: SupportProfile;
  registrationNumber?: string;
};
export type ChangeGiven = { cloud: Pick<CloudNow, 'registrationNumberCountries'> };

/** ACT-042: where the law wants it, the next change brings number and phone. The country stays (ACT-018). */
export function change(state: Active, command: Change, { cloud }: ChangeGiven): Decision<Organization> {
  const next = { ...state, ...command };
  const { country, contact, registrationNumber } = next;
  const domain = command.contact && consumerDomainOf(command.contact.mail);
  const records = state.kind === 'company' ? { contact, registrationNumber } : undefined;
  const refused = refuseAll([
    domain !== undefined && no('public_mail_domain', { domain }),
    ...obstaclesToProfile(cloud, { country, address: command.address, records }),
  ]);
  return refused ?? decided(next, 'organization.changed');
}

type Told = {
  country: string;
  address: Address | undefined;
  /** Absent where nothing is asked: of the body that runs the cloud. */
  records: { contact: Contact | null; registrationNumber: string | null | undefined } | undefined;
};
function obstaclesToProfile(cloud: ChangeGiven['cloud'], { country, address, records }: Told): (Obstacle | false)[] {
  const needsNumber = records !== undefined && cloud.registrationNumberCountries.includes(country);
  return [
    ...(address ? placeObstacles(address, country) : []),
    needsNumber && !records.registrationNumber && no('registration_number_missing', { country }),
    needsNumber && !records.contact?.phone && no('contact_phone_missing', { country }),
  ];
}

export type Rename = { name: string };
export type RenameGiven = { by: { isOperator: boolean; isGlobalAdmin: boolean }; enrolments: readonly Enrolment[] };
const authorized: readonly Enrolment['status'][] = ['qualified', 'active', 'restricted', 'suspended'];

/** ACT-019: who may depends on what it is enrolled as; the business is checked again, nothing else. */
export function rename(state: Active, command: Rename, { by, enrolments }: RenameGiven): Decision<Organization> {
  const name = command.name.trim();
  const isAuthorized = (one: Enrolment) =>
    (one.kind === 'directBill' || one.kind === 'provider') && authorized.includes(one.status);
  if (!by.isOperator && enrolments.some(isAuthorized)) return refuse(no('name_change_by_operator'));
  const isReseller = enrolments.some(({ kind }) => kind === 'reseller');
  if (!by.isOperator && isReseller && !by.isGlobalAdmin) return refuse(no('name_change_by_global_admin'));
  return name === state.name ? decided(state) : decided({ ...state, name }, 'organization.renamed');
}

/** REL-025: a provider's own entry in the directory is changed through the operator. */
export function describe(
  state: Active,
  { directory }: { directory: DirectoryEntry },
  { enrolments }: { enrolments: readonly Enrolment[] },
): Decision<Organization> {
  if (!enrolments.some(({ kind }) => kind === 'provider')) return refuse(no('not_a_provider'));
  return decided({ ...state, directory }, 'organization.described');
}

const ended: readonly Enrolment['status'][] = ['draft', 'rejected', 'suspended', 'replaced'];
export type CloseGiven = { enrolments: readonly Enrolment[]; isHeadquarters: boolean };
/** Those that were merged into it cannot go back, so their headquarters stay as long as they do (ACT-020). */
export function close(
  state: Active,
  _command: object,
  { enrolments, isHeadquarters }: CloseGiven,
): Decision<Organization> {
  const open = enrolments.filter(({ status }) => !ended.includes(status));
  const kinds = open.map(({ kind }) => kind).join(', ');
  if (open.length > 0 || state.kind === 'operator') return refuse(no('organization_still_partner', { kinds }));
  if (isHeadquarters) return refuse(no('headquarters_stays'));
  return decided({ ...state, status: 'closed' }, 'organization.closed');
}
