// A person belongs to an organization with roles; the account itself belongs to identity, guests have theirs elsewhere.
import type { Family } from '../../access/roles.ts';
import type { Refusals } from '../../kernel/decision.ts';
import type { Id } from '../../kernel/id.ts';
import type { Lifecycle } from '../../kernel/lifecycle.ts';

export type Member = {
  id: Id<'mem'>;
  version: number;
  status: 'active' | 'suspended' | 'removed' | 'erased';
  organization: string;
  user: string;
  name: string;
  displayName: string;
  roles: readonly string[];
  /** ROL-003: somebody whose account was made in another organization. */
  isGuest: boolean;
  /** Who lifts it, too; kept while the member is removed, so that coming back does not lift it. */
  suspendedBy: 'organization' | 'operator' | null;
  suspensionReason: string | null;
  createdAt: Date;
};

export const sides = { organization: 'organization_id' } as const;

export const lifecycle = {
  add: { from: ['nothing', 'removed'], to: ['active', 'suspended'], emits: ['member.added'] },
  addGuest: { from: ['nothing', 'removed'], to: ['active', 'suspended'], emits: ['member.added'] },
  claim: { from: ['active'], to: ['active'], emits: ['member.rolesChanged'] },
  changeRoles: { from: ['active'], to: ['active'], emits: ['member.rolesChanged'] },
  suspend: { from: ['active'], to: ['suspended'], emits: ['member.suspended'] },
  reinstate: { from: ['suspended'], to: ['active'], emits: ['member.reinstated'] },
  remove: { from: ['active', 'suspended'], to: ['removed'], emits: ['member.removed'] },
  erase: { from: ['active', 'suspended', 'removed'], to: ['erased'], emits: ['member.erased'] },
  resetPassword: { from: ['active'], to: ['active'], emits: ['member.passwordReset'] },
} as const satisfies Lifecycle<Member>;

/** What an organization is decides which roles it may give (ROL-001, ROL-014, ROL-015). */
export type OrganizationKind = 'operator' | 'partner' | 'customer';

const customerRoles = ['globalAdmin', 'billingAdmin', 'user'];
/** The families from which an organization of this kind gives a role; a customer gives three of the directory's. */
export const familiesOf = (kind: OrganizationKind, role: string): readonly Family[] => {
  if (kind === 'operator') return ['operator', 'directory'];
  if (kind === 'partner') return ['directory', 'program', 'company', 'report'];
  return customerRoles.includes(role) ? ['directory'] : [];
};
/** ROL-003: what a guest may be at most. */
export const guestRoles: ReadonlySet<string> = new Set(['networkAdmin', 'businessProfileAdmin', 'referralAdmin']);

export const refusals = {
  sign_in_name_taken: { kind: 'conflict' },
  no_such_account: { kind: 'invalid', rule: 'ROL-003' },
  own_account_as_guest: { kind: 'invalid', rule: 'ROL-003' },
  role_not_given_here: { kind: 'limit', rule: 'ROL-001' },
  role_not_for_guests: { kind: 'limit', rule: 'ROL-003' },
  admin_agent_needed_first: { kind: 'conflict', rule: 'ROL-010' },
  roles_needed: { kind: 'invalid', rule: 'ROL-002' },
  company_roles_only: { kind: 'forbidden', rule: 'ROL-004' },
  global_admin_needed: { kind: 'forbidden', rule: 'ROL-004' },
  admin_levels_need_global_admin: { kind: 'forbidden', rule: 'ROL-007' },
  one_level_each: { kind: 'limit', rule: 'ROL-006' },
  last_global_admin: { kind: 'limit', rule: 'ACT-026' },
  guests_reset_at_home: { kind: 'limit', rule: 'ROL-003' },
  guests_erased_at_home: { kind: 'limit', rule: 'ROL-003' },
  not_oneself: { kind: 'limit' },
  suspended_by_operator: { kind: 'forbidden', rule: 'ROL-014' },
} as const satisfies Refusals;
