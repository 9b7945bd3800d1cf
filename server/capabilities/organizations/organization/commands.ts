// How the wire reaches the rules of profiles.
import * as contract from '../../../../contract/organizations/profile.ts';
import { change } from '../../../platform/door/change.ts';
import { alone } from '../../../platform/door/perform.ts';
import { doing, type Route } from '../../../platform/wire/operations.ts';
import type { Door } from '../../../platform/world/world.ts';
import { isHeadquarters } from '../location/store.ts';
import { enrolmentsOf, registering } from '../offers.ts';
import * as rules from './rules.ts';
import type { Organization } from './state.ts';
import { organizations } from './thing.ts';

export const isOperator = ({ world, actor }: Pick<Door, 'world' | 'actor'>): boolean =>
  actor.organization === world.operator() && actor.roles.includes('operatorAdmin');

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
    enrolments: await enrolmentsOf(door.tx, id),
  }),
  rule: rules.rename,
  foresees: () => ({
    deadlines: [{ key: 'organizations.foresee.business_checked_again' }],
    unchanged: [{ key: 'organizations.foresee.agreement_survives' }],
  }),
});
const enrolmentsOfIt = async ({ tx }: Door, { id }: Pick<Organization, 'id'>) => ({
  enrolments: await enrolmentsOf(tx, id),
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
    const [enrolments, hasOthers] = await Promise.all([enrolmentsOf(tx, id), isHeadquarters(tx, id)]);
    return { enrolments, isHeadquarters: hasOthers };
  },
  rule: rules.close,
});

export const commands: readonly Route[] = [
  doing(contract.registerOrganization, alone(registering)),
  doing(contract.changeOrganization, alone(changing)),
  doing(contract.renameOrganization, alone(renaming)),
  doing(contract.describeOrganization, alone(describing)),
  doing(contract.closeOrganization, alone(closing)),
];
