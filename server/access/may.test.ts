// What roles allow together and alone, read off the policy: the lines of the matrix that the sources name.
import { describe, expect, it } from 'vitest';
import { cloudAt } from '../clouds/cloud.ts';
import { clouds } from '../clouds/list.ts';
import { type Actor, may, mayEver } from './may.ts';
import { type Action, policy, type Side } from './policy.ts';
import { type Role, roles } from './roles.ts';

const own = 'org_own';
const actor = (...held: Role[]): Actor => ({
  ...{ kind: 'person', id: 'usr_1', organization: own, secondFactor: true, roles: held },
});

for (const dated of clouds) {
  const cloud = cloudAt(dated, new Date('2026-03-01T09:00:00Z'));
  const allows = (action: Action, side: Side, ...held: Role[]) =>
    may(actor(...held), action, { sides: { [side]: own }, cloud, covers: new Set() }) !== undefined;
  const whoMay = (action: Action, side: Side) => roles.filter((role) => allows(action, side, role)).sort();

  describe(`Roles in ${dated.id}`, () => {
    it('add up: two allow what either allows, and nothing more (ROL-001)', () => {
      for (const action of Object.keys(policy) as Action[]) {
        for (const [one, other] of [['salesAgent', 'accountAdmin'] as const, ['billingAdmin', 'adminAgent'] as const]) {
          for (const side of ['organization', 'partner', 'provider'] as const) {
            const either = allows(action, side, one) || allows(action, side, other);
            expect(allows(action, side, one, other), `${action} ${side}`).toBe(either);
          }
        }
      }
    });
    it('create people only as user management or global admin; account admin is not enough (ROL-004)', () => {
      expect(whoMay('member.add', 'organization')).toEqual(['globalAdmin', 'userAdmin']);
    });
    it('let four roles invite a customer (ROL-011)', () => {
      expect(whoMay('invitation.create', 'partner')).toEqual(['adminAgent', 'globalAdmin', 'salesAgent', 'userAdmin']);
    });
    it('let an account admin read with whom one works, and do nothing there (ROL-012)', () => {
      for (const side of ['provider', 'reseller'] as const) {
        expect(allows('partnership.see', side, 'accountAdmin')).toBe(true);
        const acts = (Object.keys(policy) as Action[]).filter(
          (action) => /^partnership/.test(action) && !/\.(see|open)$/.test(action),
        );
        expect(acts.filter((action) => allows(action, side, 'accountAdmin'))).toEqual([]);
      }
    });
    it("let only a customer's global admin accept and decline (ROL-015)", () => {
      expect(whoMay('invitation.accept', 'bearer')).toEqual(['globalAdmin']);
      for (const action of ['consent.accept', 'consent.decline', 'customerAgreement.accept'] as const) {
        expect(whoMay(action, 'customer'), action).toEqual(['globalAdmin']);
      }
    });
    it('show a default user nothing but the own profile and what anybody may see (ROL-002)', () => {
      const open = mayEver({ roles: [], sides: [] }, cloud);
      const beyond = mayEver({ roles: ['user'], sides: ['organization', 'partner', 'operator'] }, cloud);
      expect(beyond.filter((action) => !open.includes(action))).toEqual([]);
    });
  });
}
