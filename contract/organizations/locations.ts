// Our promise about partner accounts: the global account, its locations and their public partner ids.
import { type Static, Type } from 'typebox';
import { body, Country, command, Instant, list, noun, only, open, Party, shown, Text, view } from '../operation.ts';
import { Address, Contact } from './profile.ts';

/** The public number of a partner account. */
export const PartnerId = () => Type.String({ pattern: '^\\d{7,10}$' });

export const Location = noun(['active', 'closed'], {
  /** Who runs it. */
  organization: open(Party),
  /** Beneath whose global account it lies: its own company's, unless that was merged into another. */
  headquarters: open(Party),
  kind: open(Type.Enum(['global', 'location'])),
  partnerId: open(PartnerId()),
  name: open(Type.String()),
  legalEntity: open(Type.String()),
  country: open(Country()),
  createdAt: open(Instant()),
  address: only('commercial', Address),
  contact: only('personal', Contact),
});
export type Location = Static<typeof Location>;

const facts = {
  name: Text(200),
  legalEntity: Text(200, 0),
  country: Country(),
  address: Address,
  contact: Contact,
};

export const openGlobalAccount = command({
  name: 'location.open',
  path: '/api/v1/global-account',
  summary: 'Join the partner network: a global account at your legal address, and a first location there.',
  status: 201,
  body: body({}),
  answer: shown(Location),
});
export const addLocation = command({
  name: 'location.add',
  path: '/api/v1/locations',
  summary: 'Add a place of business; it gets a partner id of its own.',
  status: 201,
  body: body(facts),
  answer: shown(Location),
});
export const listLocations = list({
  name: 'location.list',
  path: '/api/v1/locations',
  summary: 'Your global account and your locations.',
  of: Location,
  filters: {
    status: Type.Optional(Type.Enum(['active', 'closed'])),
    kind: Type.Optional(Type.Enum(['global', 'location'])),
    country: Type.Optional(Country()),
    organization: Type.Optional(Type.String()),
  },
});
export const seeLocation = view({
  name: 'location.see',
  path: '/api/v1/locations/{id}',
  summary: 'One of your locations.',
  answer: shown(Location),
});
const { country: _country, ...changeable } = facts;
export const changeLocation = command({
  name: 'location.change',
  path: '/api/v1/locations/{id}/change',
  summary: 'Change name, legal entity, address or contact of a location; its country stays.',
  body: body(changeable),
  answer: shown(Location),
});
export const moveGlobalAccount = command({
  name: 'location.move',
  path: '/api/v1/locations/{id}/move',
  summary: 'Move the global account to the place and country of one of your locations.',
  body: body({ to: PartnerId() }),
  answer: shown(Location),
});
export const closeLocation = command({
  name: 'location.close',
  path: '/api/v1/locations/{id}/close',
  summary: 'Close a location for good, as the operator; its partner id is no longer recognised.',
  body: body({ confirmsForGood: Type.Boolean() }),
  answer: shown(Location),
});
export const operations = [
  openGlobalAccount,
  addLocation,
  listLocations,
  seeLocation,
  changeLocation,
  moveGlobalAccount,
  closeLocation,
];
