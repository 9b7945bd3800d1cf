// Every rule about the people of an organization and the roles they may be given.

import type { Family } from '../../../access/roles.ts';
import type { CloudNow } from '../../../clouds/cloud.ts';
import { type Decision, decided, type Obstacle, obstacles, refuse, refuseAll } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { In, Nothing } from '../../../kernel/lifecycle.ts';
import { familiesOf, guestRoles, type Member, type OrganizationKind, refusals } from '../state.ts';

const no = obstacles(refusals);

/** What decides which roles may be given: by whom, to whose people, in which cloud. */
export type Giving = {
  by: readonly string[];
  isSystem: boolean;
  kind: OrganizationKind;
  cloud: Pick<CloudNow, 'features'>;
  families: Readonly<Record<string, Family>>;
};
/** Who was suspended and removed is still suspended when it comes back. */
const standing = (state: Nothing | Member) => {
  const { suspendedBy = null, suspensionReason = null } = state.status === 'nothing' ? {} : state;
  return { status: suspendedBy ? 'suspended' : 'active', suspendedBy, suspensionReason } as const;
};

type Account = { id: string; displayName: string };
export type Add = { name: string; displayName: string; roles: readonly string[] };
export type AddGiven = Giving & {
  now: Date;
  organization: string;
  /** The account that has this sign-in name already, if any. */
  account: Account | undefined;
  /** ROL-010: a reseller in which there is only its first person yet. */
  isFirstSetUp: boolean;
  newId: Id<'mem'>;
  newUser: Id<'usr'>;
};
/** ROL-010: setting a new reseller up takes an admin agent, whoever else may add people afterwards. */
const unready = ({ isFirstSetUp, by, isSystem }: Pick<AddGiven, 'isFirstSetUp' | 'by' | 'isSystem'>) =>
  isFirstSetUp && !isSystem && !by.includes('adminAgent') && no('admin_agent_needed_first');

/** Who has an account in another organization comes in as a guest; one of this organization is a member already. */
export function add(state: Nothing | In<Member, 'removed'>, command: Add, given: AddGiven): Decision<Member> {
  const comesBack = state.status === 'removed' && given.account?.id === state.user;
  const refused = refuseAll([
    unready(given),
    command.roles.length === 0 && no('roles_needed'),
    given.account && !comesBack && no('sign_in_name_taken', { name: command.name }),
    ...wrongRoles([], command.roles, given),
  ]);
  if (refused) return refused;
  const known = state.status === 'removed' ? state : { id: given.newId, version: 0, createdAt: given.now };
  const person = { user: given.account?.id ?? given.newUser, name: command.name, displayName: command.displayName };
  const member = { ...known, ...person, organization: given.organization, roles: command.roles, isGuest: false };
  return decided({ ...member, ...standing(state) }, 'member.added');
}

export type AddGuest = { name: string; roles: readonly string[] };
export type AddGuestGiven = Omit<AddGiven, 'newUser'> & { isOwnAccount: boolean };

export function addGuest(
  state: Nothing | In<Member, 'removed'>,
  command: AddGuest,
  given: AddGuestGiven,
): Decision<Member> {
  const { account } = given;
  if (!account) return refuse(no('no_such_account', { name: command.name }));
  const refused = refuseAll([
    unready(given),
    command.roles.length === 0 && no('roles_needed'),
    given.isOwnAccount && no('own_account_as_guest'),
    ...command.roles.map((role) => !guestRoles.has(role) && no('role_not_for_guests', { role })),
  ]);
  if (refused) return refused;
  const known = state.status === 'removed' ? state : { id: given.newId, version: 0, createdAt: given.now };
  const person = { user: account.id, name: command.name, displayName: account.displayName };
  const guest = { ...known, ...person, organization: given.organization, roles: command.roles, isGuest: true };
  return decided({ ...guest, ...standing(state) }, 'member.added');
}

export type ChangeRoles = { roles: readonly string[] };
export type ChangeGiven = Giving & { otherGlobalAdmins: number };

export function changeRoles(
  member: In<Member, 'active'>,
  { roles }: ChangeRoles,
  given: ChangeGiven,
): Decision<Member> {
  const losesGlobalAdmin = member.roles.includes('globalAdmin') && !roles.includes('globalAdmin');
  const refused = refuseAll([
    roles.length === 0 && no('roles_needed'),
    ...(member.isGuest ? roles.map((role) => !guestRoles.has(role) && no('role_not_for_guests', { role })) : []),
    ...wrongRoles(member.roles, roles, given),
    losesGlobalAdmin && given.otherGlobalAdmins === 0 && no('last_global_admin'),
  ]);
  if (refused) return refused;
  const isSame = roles.length === member.roles.length && roles.every((role) => member.roles.includes(role));
  return isSame ? decided(member) : decided({ ...member, roles }, 'member.rolesChanged');
}

export type ClaimGiven = Pick<ChangeGiven, 'cloud' | 'families' | 'otherGlobalAdmins'>;
/** ACT-026: who proved a domain of the company takes the role that nobody holds; in some clouds in place of another. */
export function claim(member: In<Member, 'active'>, _command: object, given: ClaimGiven): Decision<Member> {
  const { cloud, families, otherGlobalAdmins } = given;
  if (member.isGuest) return refuse(no('role_not_for_guests', { role: 'globalAdmin' }));
  if (otherGlobalAdmins > 0) return refuse(no('global_admin_needed'));
  const stays = (role: string) => !cloud.features.oneLevelEach || families[role] !== 'directory' || role === 'user';
  const roles = ['globalAdmin', ...member.roles.filter((role) => role !== 'globalAdmin' && stays(role))];
  return decided({ ...member, roles }, 'member.rolesChanged');
}

/** Who takes a global admin away must be one; the last one stays (ACT-026). */
export function remove(
  member: In<Member, 'active' | 'suspended'>,
  _command: object,
  given: ChangeGiven,
): Decision<Member> {
  const isGlobalAdmin = member.roles.includes('globalAdmin');
  const refused = refuseAll([
    isGlobalAdmin && !given.by.includes('globalAdmin') && no('global_admin_needed'),
    isGlobalAdmin && given.otherGlobalAdmins === 0 && no('last_global_admin'),
  ]);
  return refused ?? decided({ ...member, status: 'removed', roles: [] }, 'member.removed');
}

export const resetPassword = (member: In<Member, 'active'>): Decision<Member> =>
  member.isGuest ? refuse(no('guests_reset_at_home')) : decided(member, 'member.passwordReset');

/** ROL-004, ROL-008: what an account admin gives, neither of the directory nor of the program. */
const ofCompany: readonly Family[] = ['company', 'report'];

/** Whether somebody with these roles may give this one to a person who has none. */
export const mayGive = (role: string, given: Giving): boolean =>
  wrongRoles([], [role], given).every((obstacle) => obstacle === false);

/** What speaks against giving and taking these roles: what the organization is, who gives, and the cloud's levels. */
function wrongRoles(before: readonly string[], after: readonly string[], given: Giving): (Obstacle | false)[] {
  const touched = [
    ...after.filter((role) => !before.includes(role)),
    ...before.filter((role) => !after.includes(role)),
  ];
  const { by, cloud, kind, families } = given;
  const hasDirectoryRole = by.includes('globalAdmin') || by.includes('userAdmin');
  const isAdminLevel = (role: string) => families[role] === 'directory' && role !== 'user';
  const count = (family: string) => after.filter((role) => families[role] === family && role !== 'user').length;
  return [
    ...after.map((role) => !familiesOf(kind, role).includes(families[role]!) && no('role_not_given_here', { role })),
    ...touched.map((role) => {
      if (by.includes('globalAdmin') || given.isSystem) return false;
      if (role === 'globalAdmin') return no('global_admin_needed', { role });
      if (isAdminLevel(role) && !cloud.features.userAdminGivesAdminRoles) {
        return no('admin_levels_need_global_admin', { role });
      }
      return !hasDirectoryRole && !ofCompany.includes(families[role]!) && no('company_roles_only', { role });
    }),
    cloud.features.oneLevelEach && (count('program') > 1 || count('directory') > 1) && no('one_level_each'),
  ];
}
