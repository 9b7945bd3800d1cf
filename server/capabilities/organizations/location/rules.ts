// Every rule about partner accounts: the global account, the locations beneath it, and their form checks.
import type { CloudNow } from '../../../clouds/cloud.ts';
import { type Decision, decided, type Obstacle, obstacles, refuse, refuseAll } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { In, Nothing } from '../../../kernel/lifecycle.ts';
import type { Address, Contact, Organization } from '../organization/state.ts';
import { refusals } from '../refusals.ts';
import { consumerDomainOf } from '../rules/mail-domains.ts';
import { isKnownProvince, isPostalCodeConsistent, provincesOf } from '../rules/places.ts';
import { isInNetwork, isMerged, type Location, obstacleToUseOf } from './state.ts';

const no = obstacles(refusals);
type Active = In<Location, 'active'>;
type Found = readonly (Obstacle | false)[];
const phoneDigitsMax = 10;

/** ACT-016: province and postal code fit the country and each other, as far as the country's are known. */
export const placeObstacles = (address: Address, country: string): Found => [
  !isKnownProvince(country, address.province) &&
    no('province_unknown', { province: address.province, known: provincesOf(country).join(', ') }),
  !isPostalCodeConsistent(country, address) &&
    no('postal_code_inconsistent', { postalCode: address.postalCode, province: address.province, country }),
];

/** ACT-016: names are there, the mail is one of the company, the phone is plain digits without a country code. */
function contactObstacles({ firstName, lastName, mail, phone }: Contact): Found {
  const domain = consumerDomainOf(mail);
  const isPlain = phone === undefined || (/^\d+$/.test(phone) && phone.length <= phoneDigitsMax);
  return [
    (!firstName.trim() || !lastName.trim()) && no('contact_name_missing'),
    domain !== undefined && no('public_mail_domain', { domain }),
    !isPlain && no('phone_not_plain', { digitsMax: phoneDigitsMax }),
  ];
}

const sameName = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();
type Named = { name: string; locations: readonly Location[]; self?: string };
/** ACT-016: the refusal suggests a variant that is free. */
function nameObstacle({ name, locations, self }: Named): Obstacle | false {
  const suggestion = freeName({ name, locations, ...(self && { self }) });
  return suggestion !== name && no('location_name_taken', { name, suggestion });
}

/** The name itself where it is free, else with the first number that makes it so. */
function freeName({ name, locations, self }: Named): string {
  const taken = locations.filter(({ id, status }) => id !== self && status === 'active').map((one) => one.name);
  const isTaken = (wanted: string) => taken.some((one) => sameName(one, wanted));
  if (!isTaken(name)) return name;
  let number = 2;
  while (isTaken(`${name.trim()} ${number}`)) number += 1;
  return `${name.trim()} ${number}`;
}

export type Open = { kind: 'global' | 'location' };
export type OpenGiven = {
  now: Date;
  newId: Id<'loc'>;
  number: number;
  organization: Pick<Organization, 'id' | 'name' | 'country' | 'address' | 'contact'>;
  locations: readonly Location[];
};

/** ACT-010: the global account at the legal address, then the first location, which may share it (ACT-017). */
export function open(_state: Nothing, { kind }: Open, given: OpenGiven): Decision<Location> {
  const { organization, locations } = given;
  const { address, contact, country, name } = organization;
  if (isMerged(locations)) return refuse(no('account_merged'));
  if (locations.some((one) => one.kind === kind)) return refuse(no('global_account_exists'));
  if (!address || !contact) {
    return refuseAll([!address && no('address_missing'), !contact && no('contact_missing')])!;
  }
  const owner = { organization: organization.id, headquarters: null };
  const made = { ...owner, number: given.number, name, legalEntity: name, country };
  const opened = { id: given.newId, version: 0, status: 'active', kind, ...made, address, contact } as const;
  return decided({ ...opened, createdAt: given.now }, 'location.opened');
}

export type Add = { name: string; legalEntity: string; country: string; address: Address; contact: Contact };
export type AddGiven = {
  now: Date;
  cloud: Pick<CloudNow, 'regions'>;
  newId: Id<'loc'>;
  number: number;
  organization: string;
  locations: readonly Location[];
};

/** ACT-015: adding a place makes a new partner id, beneath the account beneath which the others lie. */
export function add(_state: Nothing, command: Add, given: AddGiven): Decision<Location> {
  const { locations, cloud } = given;
  const { country } = command;
  const refused = refuseAll([
    !isInNetwork(locations) && no('partner_account_missing'),
    !cloud.regions[country] && no('country_not_sold_here', { country }),
    ...formObstacles(command, { country, locations: locations.filter(({ kind }) => kind === 'location') }),
  ]);
  if (refused) return refused;
  const headquarters = locations.find((one) => one.headquarters !== null)?.headquarters ?? null;
  const made = { organization: given.organization, headquarters, number: given.number, createdAt: given.now };
  return decided(
    { id: given.newId, version: 0, status: 'active', kind: 'location', ...command, ...made },
    'location.added',
  );
}

type Form = Omit<Add, 'country'>;
type Around = { country: string; locations: readonly Location[]; self?: string };
const formObstacles = (form: Form, { country, ...around }: Around): Found => [
  nameObstacle({ name: form.name, ...around }),
  !form.legalEntity.trim() && no('legal_entity_missing'),
  ...placeObstacles(form.address, country),
  ...contactObstacles(form.contact),
];

export function change(
  state: Active,
  command: Form,
  { locations }: { locations: readonly Location[] },
): Decision<Location> {
  const ofItsKind = locations.filter(({ kind }) => kind === state.kind);
  const refused = refuseAll(formObstacles(command, { country: state.country, locations: ofItsKind, self: state.id }));
  return refused ?? decided({ ...state, ...command }, 'location.changed');
}

/** What its kind stands in the way of, for good: said in its commands, too. */
export const barsOf = ({ kind }: Pick<Location, 'kind'>): { move?: Obstacle; close?: Obstacle } =>
  kind === 'global' ? { close: no('global_account_stays') } : { move: no('not_a_global_account') };

/** ACT-018: only the global account may change its country, and only to that of one of the locations beneath it. */
export function move(
  state: Active,
  { to }: { to: string },
  { place }: { place: Location | undefined },
): Decision<Location> {
  const { move: barred } = barsOf(state);
  if (barred) return refuse(barred);
  const isBeneath = place !== undefined && (place.headquarters ?? place.organization) === state.organization;
  const unusable = obstacleToUseOf(isBeneath ? place : undefined, to);
  if (unusable || !place) return refuse(unusable ?? no('location_unknown', { partnerId: to }));
  return decided({ ...state, country: place.country, address: place.address }, 'location.moved');
}

export type Merge = { headquarters: string };
/** ACT-020: its id stays; what was the global account is a location, so its name is one among theirs (ACT-016). */
export function merge(
  state: In<Location, 'active' | 'closed'>,
  { headquarters }: Merge,
  { locations }: { locations: readonly Location[] },
): Decision<Location> {
  const others = locations.filter(({ kind }) => kind === 'location');
  const name = freeName({ name: state.name, locations: others, self: state.id });
  return decided({ ...state, kind: 'location', name, headquarters }, 'location.merged');
}

/** ACT-015: only the operator, and never undone; the global account stays as long as its company (ACT-010). */
export function close(state: Active, { confirmsForGood }: { confirmsForGood: boolean }): Decision<Location> {
  const { close: barred } = barsOf(state);
  if (barred) return refuse(barred);
  if (!confirmsForGood) return refuse(no('close_not_confirmed', { partnerId: state.number }));
  return decided({ ...state, status: 'closed' }, 'location.closed');
}
