// How the wire reaches the rules of profiles and partner accounts.
import assert from 'node:assert/strict';
import * as locationContract from '../../../contract/organizations/locations.ts';
import * as contract from '../../../contract/organizations/profile.ts';
import { type Id, newId } from '../../kernel/id.ts';
import type { LockName } from '../../kernel/lock.ts';
import { change } from '../../platform/door/change.ts';
import { alone, together } from '../../platform/door/perform.ts';
import { step } from '../../platform/door/step.ts';
import { doing, listing, type Route, seeing } from '../../platform/wire/operations.ts';
import type { Door } from '../../platform/world/world.ts';
import * as locationRules from './rules/location.ts';
import * as rules from './rules/organization.ts';
import type { Organization } from './state.ts';
import * as store from './store.ts';
import { locations, organizations } from './things.ts';

export const isOperator = ({ world, actor }: Pick<Door, 'world' | 'actor'>): boolean =>
  actor.organization === world.operator() && actor.roles.includes('operatorAdmin');

/** `id` where a plan needs it for the steps that follow. */
export type Registering = rules.Register & { id?: Id<'org'> };
export const registering = change({
  thing: organizations,
  command: 'register',
  find: 'new',
  locks: (_state, { kind }: Registering) => (kind === 'operator' ? ['operator:all'] : []),
  given: async ({ tx, now, cloud }, _state, { id }): Promise<rules.RegisterGiven> => ({
    now,
    cloud,
    newId: id ?? newId('org'),
    operator: await store.findOperator(tx),
  }),
  rule: (state, { id: _id, ...command }: Registering, given) => rules.register(state, command, given),
});
const changing = change({
  thing: organizations,
  command: 'change',
  given: ({ cloud }): rules.ChangeGiven => ({ cloud }),
  rule: rules.change,
});
const renaming = change({
  thing: organizations,
  command: 'rename',
  locks: (_state, _command, { key: id }) => [`enrolments:${id}`],
  given: async (door, { id }): Promise<rules.RenameGiven> => ({
    by: { isOperator: isOperator(door), isGlobalAdmin: door.actor.roles.includes('globalAdmin') },
    enrolments: await store.enrolmentsOf(door.tx, id),
  }),
  rule: rules.rename,
  foresees: () => ({
    deadlines: [{ key: 'organizations.foresee.business_checked_again' }],
    unchanged: [{ key: 'organizations.foresee.agreement_survives' }],
  }),
});
const enrolmentsOfIt = async ({ tx }: Door, { id }: Pick<Organization, 'id'>) => ({
  enrolments: await store.enrolmentsOf(tx, id),
});
const describing = change({
  thing: organizations,
  command: 'describe',
  given: enrolmentsOfIt,
  rule: rules.describe,
});
const closing = change({
  thing: organizations,
  command: 'close',
  locks: (_state, _command, { key: id }) => [`enrolments:${id}`, `locations:${id}`],
  given: async ({ tx }, { id }): Promise<rules.CloseGiven> => {
    const [enrolments, isHeadquarters] = await Promise.all([store.enrolmentsOf(tx, id), store.isHeadquarters(tx, id)]);
    return { enrolments, isHeadquarters };
  },
  rule: rules.close,
});

/** Creations are the caller's own; its organization is among the locks, so that neighbours are seen. */
const owned = <C>(command: C, organization: string): C & { organization: string } => ({ ...command, organization });
type Owned<C> = C & { organization: string };
const accountLocks = (organization: string): LockName[] => [`locations:${organization}`, 'partnerId:all'];

const opening = change({
  thing: locations,
  command: 'open',
  find: 'new',
  locks: (_state, { organization }: Owned<locationRules.Open>) => accountLocks(organization),
  given: async ({ tx, now }, _state, { organization }): Promise<locationRules.OpenGiven> => {
    const [found, present, number] = await Promise.all([
      store.findOrganization(tx, organization),
      store.locationsOf(tx, organization),
      store.nextPartnerId(tx),
    ]);
    assert(found, 'who acts for an organization that does not exist?');
    return { now, newId: newId('loc'), number, organization: found, locations: present };
  },
  rule: locationRules.open,
});
/** ACT-010: a company begins with its global account and one location beneath it. */
const joining = together<object>(async ({ caller: { organization } }, key) => [
  step(opening, key, owned<locationRules.Open>({ kind: 'global' }, organization)),
  step(opening, key, owned<locationRules.Open>({ kind: 'location' }, organization)),
]);
const adding = change({
  thing: locations,
  command: 'add',
  find: 'new',
  locks: (_state, { organization }: Owned<locationRules.Add>) => accountLocks(organization),
  given: async ({ tx, now, cloud }, _state, { organization }): Promise<locationRules.AddGiven> => {
    const [present, number] = await Promise.all([store.locationsOf(tx, organization), store.nextPartnerId(tx)]);
    return { now, cloud, newId: newId('loc'), number, organization, locations: present };
  },
  rule: locationRules.add,
});
const changingLocation = change({
  thing: locations,
  command: 'change',
  peeks: true,
  locks: (state) => ('organization' in state ? [`locations:${state.organization}`] : []),
  given: async ({ tx }, { organization }) => ({ locations: await store.locationsOf(tx, organization) }),
  rule: locationRules.change,
});
const moving = change({
  thing: locations,
  command: 'move',
  given: async ({ tx }, _state, { to }: { to: string }) => ({ place: await store.findLocation(tx, to) }),
  rule: locationRules.move,
});
/** Of another room's doing: its company's account was merged into that of another one. */
export const merging = change({
  thing: locations,
  command: 'merge',
  peeks: true,
  locks: (state) => ('organization' in state ? [`locations:${state.organization}`] : []),
  given: async ({ tx }, { organization }) => ({ locations: await store.locationsOf(tx, organization) }),
  rule: locationRules.merge,
});
const closingLocation = change({
  thing: locations,
  command: 'close',
  given: () => ({}),
  rule: locationRules.close,
  foresees: () => ({
    access: [{ key: 'organizations.foresee.partner_id_not_recognised' }],
    deadlines: [{ key: 'organizations.foresee.for_good' }],
  }),
});

export const routes: readonly Route[] = [
  doing(contract.registerOrganization, alone(registering)),
  listing(contract.listOrganizations, { thing: organizations, action: 'organization.see' }),
  seeing(contract.seeOrganization, { thing: organizations, action: 'organization.see' }),
  doing(contract.changeOrganization, alone(changing)),
  doing(contract.renameOrganization, alone(renaming)),
  doing(contract.describeOrganization, alone(describing)),
  doing(contract.closeOrganization, alone(closing)),
  doing(locationContract.openGlobalAccount, joining),
  doing(
    locationContract.addLocation,
    together<locationRules.Add>(async ({ caller }, key, command) => [
      step(adding, key, owned(command, caller.organization)),
    ]),
  ),
  listing(locationContract.listLocations, { thing: locations, action: 'location.see' }),
  seeing(locationContract.seeLocation, { thing: locations, action: 'location.see' }),
  doing(locationContract.changeLocation, alone(changingLocation)),
  doing(locationContract.moveGlobalAccount, alone(moving)),
  doing(locationContract.closeLocation, alone(closingLocation)),
];
