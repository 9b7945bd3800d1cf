// How the wire reaches the rules about members, and how members are shown.
import * as contract from '../../../contract/members.ts';
import * as credentials from '../../identity/credentials.ts';
import { newId } from '../../kernel/id.ts';
import type { Nothing } from '../../kernel/lifecycle.ts';
import type { LockName } from '../../kernel/lock.ts';
import { change } from '../../platform/door/change.ts';
import { alone } from '../../platform/door/perform.ts';
import { doing, listing, type Route, seeing } from '../../platform/wire/operations.ts';
import type { Door, Planning } from '../../platform/world/world.ts';
import { routes as ending, endingCallers } from './ending-routes.ts';
import { givingIn, listingRoles } from './giving.ts';
import { namingPeople } from './people.ts';
import * as rules from './rules.ts';
import type * as state from './state.ts';
import * as store from './store.ts';
import { members } from './things.ts';

export type Adding = rules.Add & {
  /** Only the house itself names another one than that of who asks, when it sets up a world. */
  organization?: string;
  language?: credentials.Spoken;
  /** Chosen by the person, as in a sign-up; without it a temporary one is made. */
  passwordHash?: string;
  /** One of the cast, who may be signed in as without a password in a demo. */
  isPersona?: boolean;
};
type Named = { name: string; organization?: string };
const memberNamed = async ({ tx, caller }: Planning, { name, organization = caller.organization }: Named) => {
  const account = await credentials.findUser(tx, { name });
  return account && store.findMember(tx, { organization, user: account.id });
};
const nameLock = (name: string): LockName => `account:${credentials.signInName(name)}`;

export const adding = change({
  thing: members,
  command: 'add',
  find: (planning, _key, command: Adding) => memberNamed(planning, command),
  locks: (_state, { name }) => [nameLock(name)],
  given: async (door, _state, command) => {
    const { name, organization = door.actor.organization, language = 'en', passwordHash, isPersona = false } = command;
    const [giving, account, isFirstSetUp] = await Promise.all([
      givingIn(door, organization),
      credentials.findUser(door.tx, { name }),
      store.isFirstSetUp(door.tx, organization),
    ]);
    const ids = { newId: newId('mem'), newUser: newId('usr') };
    return { ...giving, ...ids, now: door.now, organization, account, isFirstSetUp, language, passwordHash, isPersona };
  },
  rule: rules.add,
  makes: ({ newUser }) => [newUser],
  writes: ({ tx, world, now }, { user: id, name, displayName }, { account, language, passwordHash, isPersona }) => {
    // Whether an account is suspended is not for its organizations to say: who comes back stays suspended.
    if (account) return;
    const chosen = passwordHash && { passwordHash };
    credentials.writeUser(tx, { id, name, displayName, language, now, world, isPersona, ...chosen });
  },
  reveals: ({ world: { secrets } }, { user: id }, { account, passwordHash }) =>
    account || passwordHash ? {} : { temporaryPassword: credentials.temporaryPasswordOf(secrets, { id, issue: 1 }) },
});

const addingGuest = change({
  thing: members,
  command: 'addGuest',
  find: (planning, _key, command: rules.AddGuest) => memberNamed(planning, command),
  locks: (_state, { name }) => [nameLock(name)],
  given: async (door, found, { name }) => {
    const { organization } = door.actor;
    const [giving, account, isFirstSetUp] = await Promise.all([
      givingIn(door, organization),
      credentials.findUser(door.tx, { name }),
      store.isFirstSetUp(door.tx, organization),
    ]);
    const isOwnAccount = found.status !== 'nothing' && !found.isGuest;
    return { ...giving, now: door.now, organization, account, isFirstSetUp, isOwnAccount, newId: newId('mem') };
  },
  rule: rules.addGuest,
});

const changeGiven = async (door: Door, member: state.Member): Promise<rules.ChangeGiven> => {
  const [giving, otherGlobalAdmins] = await Promise.all([
    givingIn(door, member.organization),
    store.otherGlobalAdmins(door.tx, member),
  ]);
  return { ...giving, otherGlobalAdmins };
};
/** The last global admin is a fact about all members, so all who change one wait for each other. */
const locks = (member: state.Member | Nothing): LockName[] =>
  member.status === 'nothing' ? [] : [`members:${member.organization}`];

const changingRoles = change({
  thing: members,
  command: 'changeRoles',
  peeks: true,
  locks,
  given: changeGiven,
  rule: rules.changeRoles,
});
/** ACT-026: a step of a proven claim. */
export const claiming = change({
  thing: members,
  command: 'claim',
  peeks: true,
  locks,
  given: changeGiven,
  rule: rules.claim,
});
const removing = change({
  thing: members,
  command: 'remove',
  peeks: true,
  locks,
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

export const routes: readonly Route[] = [
  doing(contract.addMember, alone(adding)),
  doing(contract.addGuest, alone(addingGuest)),
  doing(contract.changeRoles, alone(changingRoles)),
  doing(contract.removeMember, alone(removing)),
  endingCallers(doing(contract.resetMemberPassword, alone(resetting))),
  ...ending,
  listing(contract.listMembers, { thing: members, action: 'member.see' }),
  seeing(contract.seeMember, { thing: members, action: 'member.see' }),
  listingRoles,
  namingPeople,
];
