// How the wire reaches the rules about members, and how members are shown.
import * as contract from '../../../contract/members.ts';
import * as credentials from '../../identity/credentials.ts';
import { newId } from '../../kernel/id.ts';
import type { Nothing } from '../../kernel/lifecycle.ts';
import type { Tx } from '../../platform/database/database.ts';
import { type Act, change } from '../../platform/door/change.ts';
import { alone, together } from '../../platform/door/perform.ts';
import { step } from '../../platform/door/step.ts';
import { doing, listing, type Route, seeing } from '../../platform/wire/operations.ts';
import type { Door } from '../../platform/world/world.ts';
import { givingIn, listingRoles } from './assignable-roles.ts';
import { routes as ending, endingCallers } from './ending-commands.ts';
import * as rules from './rules/membership.ts';
import type * as state from './state.ts';
import * as store from './store.ts';
import { members } from './thing.ts';
import { namingPeople } from './views.ts';

export type Adding = rules.Add & {
  organization: string;
  language?: credentials.Spoken;
  /** Chosen by the person, as in a sign-up; without it a temporary one is made. */
  passwordHash?: string;
  /** One of the cast, who may be signed in as without a password in a demo. */
  isPersona?: boolean;
};
const memberNamed = async (tx: Tx, { name, organization }: { name: string; organization: string }) => {
  const account = await credentials.findUser(tx, { name });
  return account && store.findMember(tx, { organization, user: account.id });
};
const nameLock = (name: string) => `account:${credentials.signInName(name)}`;

export const adding = change({
  thing: members,
  command: 'add',
  find: (tx, _key, command: Adding) => memberNamed(tx, command),
  locks: (_state, { name }) => [nameLock(name)],
  given: async (door, _state, { name, organization, language = 'en' as const, passwordHash, isPersona = false }) => {
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
  find: (tx, _key, command: rules.AddGuest & { organization: string }) => memberNamed(tx, command),
  locks: (_state, { name }) => [nameLock(name)],
  given: async (door, found, { name, organization }) => {
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
const locks = (member: state.Member | Nothing): string[] =>
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

/** One's own organization, or the one that the house itself names when it sets up a world. */
const inOwn =
  <C extends object>(declared: (organization: string, key: string, command: C) => ReturnType<Act<C>>): Act<C> =>
  ({ caller }, key, command) =>
    declared(caller.organization, key, command);

export const routes: readonly Route[] = [
  doing(
    contract.addMember,
    together(inOwn(async (organization, key, command) => [step(adding, key, { ...command, organization })])),
  ),
  doing(
    contract.addGuest,
    together(inOwn(async (organization, key, command) => [step(addingGuest, key, { ...command, organization })])),
  ),
  doing(contract.changeRoles, alone(changingRoles)),
  doing(contract.removeMember, alone(removing)),
  endingCallers(doing(contract.resetMemberPassword, alone(resetting))),
  ...ending,
  listing(contract.listMembers, { thing: members, action: 'member.see' }),
  seeing(contract.seeMember, { thing: members, action: 'member.see' }),
  listingRoles,
  namingPeople,
];
