// What higher rooms, identity and the workbench may use of members: who belongs where, and how somebody comes in.

import sql, { type Sql } from 'sql-template-tag';
import type { Role } from '../../access/roles.ts';
import * as credentials from '../../identity/credentials.ts';
import { newId } from '../../kernel/id.ts';
import type { Nothing } from '../../kernel/lifecycle.ts';
import type { LockName } from '../../kernel/lock.ts';
import type { Tx } from '../../platform/database/database.ts';
import { change } from '../../platform/door/change.ts';
import type { Door, Planning } from '../../platform/world/world.ts';
import { assigningIn } from './assignable-roles.ts';
import * as rules from './rules/membership.ts';
import type * as state from './state.ts';
import * as store from './store.ts';
import { members } from './thing.ts';

type Belonging = { id: string; organization: string };
/** Selects the roles somebody holds in an organization right now; nothing when not an active member. */
export const rolesHeld = ({ id, organization }: Belonging): Sql =>
  sql`select roles from members where user_id = ${id} and organization_id = ${organization} and status = 'active'`;

type Membership = { user: string; organization: string; roles: Role[] };
/** Where these people are active members, with the roles they hold there now. */
export const membershipsOf = (tx: Tx, users: readonly string[]): Promise<Membership[]> =>
  tx.query<Membership>(sql`select user_id as user, organization_id as organization, roles from members
    where user_id = any(${[...users]}::text[]) and status = 'active' order by user_id, organization_id`);

/** The same for one person as a list within another statement, for who must know it in one flight. */
export const organizationsOf = (user: Sql): Sql => sql`array(select organization_id from members
  where user_id = ${user} and status = 'active' order by organization_id)`;

type Of = { organization: string; user: string };
export async function findMember(tx: Tx, { organization, user }: Of): Promise<state.Member | undefined> {
  const [row] = await tx.query<never>(
    sql`select * from members where user_id = ${user} and organization_id = ${organization}`,
  );
  return row && store.rows.fromRow(row);
}

const mailboxesMax = 50;
export type Mailbox = { to: string; language: credentials.Spoken; organization: string };
/** Whom to tell of what concerns the account: its account admins; without one, its global admins (ROL-004). */
export const accountAdminsOf = (tx: Tx, organization: string): Promise<Mailbox[]> =>
  tx.query<Mailbox>(sql`with kept as (
      select name, 'accountAdmin' = any(roles) as acts, ${credentials.languageOf(sql`user_id`)} as language
        from members where organization_id = ${organization} and status = 'active' and not is_guest
          and roles && array['accountAdmin', 'globalAdmin'])
    select name as to, language, ${organization}::text as organization
      from kept where acts or not exists (select 1 from kept where acts)
      order by name limit ${mailboxesMax}`);

type Named = { name: string; organization?: string };
export const memberNamed = async ({ tx, caller }: Planning, { name, organization = caller.organization }: Named) => {
  const account = await credentials.findUser(tx, { name });
  return account && findMember(tx, { organization, user: account.id });
};
export const nameLock = (name: string): LockName => `account:${credentials.signInName(name)}`;

export type AddingMember = rules.Add & {
  /** Only the house itself names another one than that of who asks. */
  organization?: string;
  language?: credentials.Spoken;
  /** Chosen by the person, as in a sign-up; without it a temporary one is made. */
  passwordHash?: string;
  /** One of the cast, who may be signed in as without a password in a demo. */
  isPersona?: boolean;
};

export const addingMember = change({
  thing: members,
  command: 'add',
  find: (planning, _key, command: AddingMember) => memberNamed(planning, command),
  locks: (_state, { name }) => [nameLock(name)],
  given: async (door, _state, command) => {
    const { name, organization = door.actor.organization, language = 'en', passwordHash, isPersona = false } = command;
    const [giving, account, isFirstSetUp] = await Promise.all([
      assigningIn(door, organization),
      credentials.findUser(door.tx, { name }),
      store.isFirstSetUp(door.tx, organization),
    ]);
    const ids = { newId: newId('mem', organization), newUser: newId('usr') };
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

export const changeGiven = async (door: Door, member: state.Member): Promise<rules.ChangeGiven> => {
  const [giving, otherGlobalAdmins] = await Promise.all([
    assigningIn(door, member.organization),
    store.otherGlobalAdmins(door.tx, member),
  ]);
  return { ...giving, otherGlobalAdmins };
};
/** The last global admin is a fact about all members, so all who change one wait for each other. */
export const locksOfMembers = (member: state.Member | Nothing): LockName[] =>
  member.status === 'nothing' ? [] : [`members:${member.organization}`];

/** ACT-026: a step of a proven claim. */
export const claiming = change({
  thing: members,
  command: 'claim',
  peeks: true,
  locks: locksOfMembers,
  given: changeGiven,
  rule: rules.claim,
});
