// How the wire reaches the rules about members.
import * as contract from '../../../contract/members.ts';
import * as credentials from '../../identity/credentials.ts';
import { newId } from '../../kernel/id.ts';
import { change } from '../../platform/door/change.ts';
import { alone } from '../../platform/door/perform.ts';
import { doing, type Route } from '../../platform/wire/operations.ts';
import { assigningIn } from './assignable-roles.ts';
import { commands as ending, endingCallers } from './ending-commands.ts';
import { addingMember, changeGiven, locksOfMembers, memberNamed, nameLock } from './offers.ts';
import * as rules from './rules/membership.ts';
import * as store from './store.ts';
import { members } from './thing.ts';

const addingGuest = change({
  thing: members,
  command: 'addGuest',
  find: (planning, _key, command: rules.AddGuest) => memberNamed(planning, command),
  locks: (_state, { name }) => [nameLock(name)],
  given: async (door, found, { name }) => {
    const { organization } = door.actor;
    const [giving, account, isFirstSetUp] = await Promise.all([
      assigningIn(door, organization),
      credentials.findUser(door.tx, { name }),
      store.isFirstSetUp(door.tx, organization),
    ]);
    const isOwnAccount = found.status !== 'nothing' && !found.isGuest;
    return {
      ...giving,
      now: door.now,
      organization,
      account,
      isFirstSetUp,
      isOwnAccount,
      newId: newId('mem', organization),
    };
  },
  rule: rules.addGuest,
});

const changingRoles = change({
  thing: members,
  command: 'changeRoles',
  peeks: true,
  locks: locksOfMembers,
  given: changeGiven,
  rule: rules.changeRoles,
});
const removing = change({
  thing: members,
  command: 'remove',
  peeks: true,
  locks: locksOfMembers,
  given: changeGiven,
  rule: rules.remove,
  foresees: (before) => ({
    access: [
      { key: 'members.foresee.access_ends', values: { name: before.status === 'nothing' ? '' : before.displayName } },
    ],
    unchanged: [{ key: 'members.foresee.account_stays' }],
  }),
});
const resetting = change({
  thing: members,
  command: 'resetPassword',
  peeks: true,
  locks: (member) => (member.status === 'nothing' ? [] : [nameLock(member.name)]),
  given: async ({ tx }, { user }) => ({ issue: await credentials.nextIssue(tx, user) }),
  rule: rules.resetPassword,
  writes: ({ tx, world }, { user: id }, { issue }) => credentials.replaceByTemporaryPassword(tx, { id, issue, world }),
  reveals: ({ world: { secrets } }, { user: id }, { issue }) => ({
    temporaryPassword: credentials.temporaryPasswordOf(secrets, { id, issue }),
  }),
});

export const commands: readonly Route[] = [
  doing(contract.addMember, alone(addingMember)),
  doing(contract.addGuest, alone(addingGuest)),
  doing(contract.changeRoles, alone(changingRoles)),
  doing(contract.removeMember, alone(removing)),
  endingCallers(doing(contract.resetMemberPassword, alone(resetting))),
  ...ending,
];
