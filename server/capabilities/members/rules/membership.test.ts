// The rules about people and roles alone: values in, decision out, in every cloud.
import { describe, expect, it } from 'vitest';
import { familyOf, roles } from '../../../access/roles.ts';
import { cloudAt } from '../../../clouds/cloud.ts';
import { clouds } from '../../../clouds/list.ts';
import { nothing } from '../../../kernel/lifecycle.ts';
import type { Member } from '../state.ts';
import {
  add,
  addGuest,
  type ChangeGiven,
  changeRoles,
  claim,
  type Giving,
  mayGive,
  remove,
  resetPassword,
} from './membership.ts';

const now = new Date('2026-03-01T09:00:00Z');
const families = Object.fromEntries(roles.map((role) => [role, familyOf(role)]));
const jiwoo: Member & { status: 'active' } = {
  id: 'mem_1',
  version: 1,
  status: 'active',
  organization: 'miru',
  user: 'usr_1',
  name: 'jiwoo@miru.example',
  displayName: 'Jiwoo',
  roles: ['adminAgent'],
  isGuest: false,
  suspendedBy: null,
  suspensionReason: null,
  createdAt: now,
};
type Outcome = { ok: true; events: readonly string[] } | { ok: false; because: readonly { code: string }[] };
const codes = (decision: Outcome) => (decision.ok ? decision.events : decision.because.map(({ code }) => code));

for (const dated of clouds) {
  const cloud = cloudAt(dated, now);
  const giving = (by: string[], more: Partial<Giving> = {}): Giving & ChangeGiven => ({
    by,
    isSystem: false,
    kind: 'partner',
    cloud,
    families,
    otherGlobalAdmins: 1,
    ...more,
  });
  const adding = (by: string[], more: Partial<Giving> = {}) => ({
    ...giving(by, more),
    now,
    organization: 'miru',
    account: undefined as { id: string; displayName: string } | undefined,
    isFirstSetUp: false,
    newId: 'mem_2' as const,
    newUser: 'usr_2' as const,
  });
  const person = (...given: string[]) => ({ name: 'sujin@miru.example', displayName: 'Sujin', roles: given });

  describe(`Whoever proved a domain of the company takes the role of global admin (ACT-026, ${dated.id})`, () => {
    const alone = giving([], { isSystem: true, otherGlobalAdmins: 0 } as Partial<Giving>);
    it('beside the roles from before, or in place of another admin level where there is one each (ROL-006)', () => {
      const held = claim({ ...jiwoo, roles: ['billingAdmin', 'adminAgent', 'user'] }, {}, alone);
      const stays = cloud.features.oneLevelEach ? [] : ['billingAdmin'];
      expect(held.ok && held.next.status === 'active' && held.next.roles).toEqual([
        ...['globalAdmin', ...stays],
        ...['adminAgent', 'user'],
      ]);
    });
    it('but not beside another one, and not as a guest', () => {
      expect(codes(claim(jiwoo, {}, { ...alone, otherGlobalAdmins: 1 }))).toEqual(['global_admin_needed']);
      expect(codes(claim({ ...jiwoo, isGuest: true }, {}, alone))).toEqual(['role_not_for_guests']);
    });
  });

  describe(`Somebody adds a person (${dated.id})`, () => {
    it('with an agent role, as user management admin (ROL-004)', () => {
      expect(codes(add(nothing, person('salesAgent'), adding(['userAdmin'])))).toEqual(['member.added']);
    });
    it('but not without any role (ROL-002)', () => {
      expect(codes(add(nothing, person(), adding(['globalAdmin'])))).toEqual(['roles_needed']);
    });
    it('but only a global admin makes a global admin (ROL-004)', () => {
      expect(codes(add(nothing, person('globalAdmin'), adding(['userAdmin'])))).toEqual(['global_admin_needed']);
      expect(codes(add(nothing, person('globalAdmin'), adding(['globalAdmin'])))).toEqual(['member.added']);
    });
    it('and whether a user management admin gives admin levels depends on the cloud (ROL-007)', () => {
      const expected = cloud.features.userAdminGivesAdminRoles ? 'member.added' : 'admin_levels_need_global_admin';
      expect(codes(add(nothing, person('billingAdmin'), adding(['userAdmin'])))).toEqual([expected]);
    });
    it('and one agent and one admin level each, where the cloud has levels (ROL-006)', () => {
      const expected = cloud.features.oneLevelEach ? 'one_level_each' : 'member.added';
      expect(codes(add(nothing, person('salesAgent', 'adminAgent'), adding(['globalAdmin'])))).toEqual([expected]);
    });
    it('but not under a sign-in name that is taken', () => {
      const given = { ...adding(['globalAdmin']), account: { id: 'usr_9', displayName: 'Sujin' } };
      expect(codes(add(nothing, person('user'), given))).toEqual(['sign_in_name_taken']);
    });
    it('but only as admin agent while a new reseller is set up (ROL-010)', () => {
      const first = (by: string[]) => ({ ...adding(by), isFirstSetUp: true });
      expect(codes(add(nothing, person('salesAgent'), first(['globalAdmin'])))).toEqual(['admin_agent_needed_first']);
      expect(codes(add(nothing, person('salesAgent'), first(['globalAdmin', 'adminAgent'])))).toEqual(['member.added']);
      expect(codes(add(nothing, person('salesAgent'), { ...first([]), isSystem: true }))).toEqual(['member.added']);
    });
    it('who was here before, under the same account', () => {
      const before = { ...jiwoo, status: 'removed' as const };
      const given = { ...adding(['globalAdmin']), account: { id: 'usr_1', displayName: 'Jiwoo' } };
      expect(codes(add(before, person('user'), given))).toEqual(['member.added']);
    });
    it('with roles of several families, whose rights add up (ROL-001)', () => {
      const partner = adding(['globalAdmin']);
      expect(
        codes(add(nothing, person('billingAdmin', 'salesAgent', 'referralUser', 'reportViewer'), partner)),
      ).toEqual(['member.added']);
      expect(codes(add(nothing, person('salesAgent', 'operatorAdmin'), partner))).toContain('role_not_given_here');
    });
    it('at a customer only with the three roles of customers (ROL-015)', () => {
      const customer = adding(['globalAdmin'], { kind: 'customer' });
      expect(codes(add(nothing, person('adminAgent', 'userAdmin'), customer))).toEqual([
        'role_not_given_here',
        'role_not_given_here',
      ]);
      expect(codes(add(nothing, person('billingAdmin'), customer))).toEqual(['member.added']);
    });
    it("and the operator's roles only at the operator (ROL-014)", () => {
      expect(codes(add(nothing, person('operatorSupport'), adding(['globalAdmin'])))).toEqual(['role_not_given_here']);
      const operator = adding(['globalAdmin'], { kind: 'operator' });
      expect(codes(add(nothing, person('operatorSupport'), operator))).toEqual(['member.added']);
    });
  });

  describe(`Somebody changes roles (${dated.id})`, () => {
    it('of the company only, as account admin (ROL-004)', () => {
      const given = giving(['accountAdmin']);
      expect(codes(changeRoles(jiwoo, { roles: ['adminAgent', 'referralUser'] }, given))).toEqual([
        'member.rolesChanged',
      ]);
      expect(codes(changeRoles(jiwoo, { roles: ['salesAgent'] }, given))).toEqual([
        'company_roles_only',
        'company_roles_only',
      ]);
    });
    it('of reports as account admin, too (ROL-004, ROL-008)', () => {
      const wanted = { roles: ['adminAgent', 'executiveReportViewer'] };
      expect(codes(changeRoles(jiwoo, wanted, giving(['accountAdmin'])))).toEqual(['member.rolesChanged']);
    });
    it('but takes global admin away only as global admin, and never from the last one (ACT-026)', () => {
      const boss = { ...jiwoo, roles: ['globalAdmin'] };
      expect(codes(changeRoles(boss, { roles: ['user'] }, giving(['userAdmin'])))).toEqual(['global_admin_needed']);
      const last = giving(['globalAdmin'], { otherGlobalAdmins: 0 } as never);
      expect(codes(changeRoles(boss, { roles: ['user'] }, last))).toEqual(['last_global_admin']);
      expect(codes(changeRoles(jiwoo, { roles: [] }, giving(['globalAdmin'])))).toEqual(['roles_needed']);
    });
    it('and changes nothing when they are the same', () => {
      expect(codes(changeRoles(jiwoo, { roles: ['adminAgent'] }, giving(['globalAdmin'])))).toEqual([]);
    });
    it('but a guest never becomes an agent (ROL-003)', () => {
      const guest = { ...jiwoo, isGuest: true, roles: ['networkAdmin'] };
      expect(codes(changeRoles(guest, { roles: ['adminAgent'] }, giving(['globalAdmin'])))).toEqual([
        'role_not_for_guests',
      ]);
    });
  });

  describe(`Somebody removes a person (${dated.id})`, () => {
    it('who then has no roles', () => {
      const decision = remove(jiwoo, {}, giving(['userAdmin']));
      expect(decision.ok && decision.next.roles).toEqual([]);
    });
    it('but not a global admin without being one, and never the last one (ACT-026)', () => {
      const boss = { ...jiwoo, roles: ['globalAdmin'] };
      const last = { ...giving(['userAdmin']), otherGlobalAdmins: 0 };
      expect(codes(remove(boss, {}, last))).toEqual(['global_admin_needed', 'last_global_admin']);
    });
  });

  describe(`A form that gives roles (${dated.id})`, () => {
    const offered = (by: string[], more: Partial<Giving> = {}) =>
      roles.filter((role) => mayGive(role, giving(by, more))).map((role) => role as string);
    it('offers an account admin the roles of the company and of reports (ROL-004)', () => {
      const families = [...new Set(roles.filter((role) => offered(['accountAdmin']).includes(role)).map(familyOf))];
      expect(families).toEqual(['company', 'report']);
    });
    it('offers a customer its three roles (ROL-015)', () => {
      expect(offered(['globalAdmin'], { kind: 'customer' })).toEqual(['globalAdmin', 'billingAdmin', 'user']);
    });
    it('never offers global admin to who is none (ROL-004)', () => {
      expect(offered(['userAdmin'])).not.toContain('globalAdmin');
      expect(offered(['userAdmin'])).toContain('adminAgent');
    });
  });

  describe(`A guest (${dated.id})`, () => {
    const given = { ...adding(['userAdmin']), account: { id: 'usr_9', displayName: 'Taeho' }, isOwnAccount: false };
    const invite = (...wanted: string[]) => ({ name: 'taeho@brightmoor.example', roles: wanted });
    it('comes with an account of another organization and one of three roles (ROL-003)', () => {
      expect(codes(addGuest(nothing, invite('networkAdmin'), given))).toEqual(['member.added']);
    });
    it('but never as an agent or with a directory role (ROL-003)', () => {
      expect(codes(addGuest(nothing, invite('adminAgent', 'globalAdmin'), given))).toEqual([
        'role_not_for_guests',
        'role_not_for_guests',
      ]);
    });
    it('but not without an account, nor as one of our own, nor without a role', () => {
      const nobody = { ...given, account: undefined };
      expect(codes(addGuest(nothing, invite('networkAdmin'), nobody))).toEqual(['no_such_account']);
      expect(codes(addGuest(nothing, invite(), { ...given, isOwnAccount: true }))).toEqual([
        'roles_needed',
        'own_account_as_guest',
      ]);
    });
    it('has the password reset at home', () => {
      expect(codes(resetPassword({ ...jiwoo, isGuest: true }))).toEqual(['guests_reset_at_home']);
      expect(codes(resetPassword(jiwoo))).toEqual(['member.passwordReset']);
    });
  });
}
