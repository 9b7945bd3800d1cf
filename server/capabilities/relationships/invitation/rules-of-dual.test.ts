// A company with two enrolments is suspended in one of them only: what it does as the other goes on (ACT-039, ACT-040).
import { describe, expect, it } from 'vitest';
import { eachCloud, enrolment } from '../../../../tests/cast.ts';
import { nothing } from '../../../kernel/lifecycle.ts';
import type { Enrolment, PartnerKind } from '../../organizations/enrolment/state.ts';
import { type CreateGiven, create } from './rules.ts';

const now = new Date('2026-03-01T09:00:00Z');
const as = (kind: PartnerKind, status: Enrolment['status']) => enrolment(status, { kind });
const provider = [as('provider', 'active')];

for (const [id, cloud] of eachCloud.filter(([, { features }]) => features.newCustomers)) {
  const invited = (own: readonly Enrolment[], providerId?: string) => {
    const by = { id: 'usr_jiwoo', organization: 'org_miru' };
    const given: CreateGiven = { now, cloud, by, own, provider, arePartners: true, newId: 'inv_1', tokenHash: 'hash' };
    const decision = create(nothing, providerId ? { providerId } : {}, given);
    return decision.ok ? 'invited' : decision.because[0].code;
  };
  /** Where only providers make links, a reseller makes none, whatever its standing (REL-032). */
  const indirectly = (code: string) => (cloud.features.resellerInvites ? code : 'provider_makes_invitations');

  describe.each(['directBill', 'provider'] as const)(`A %s that is a reseller, too (${id})`, (kind) => {
    it('and is suspended as reseller still invites for itself', () => {
      const own = [as(kind, 'active'), as('reseller', 'suspended')];
      expect(invited(own)).toBe('invited');
      expect(invited(own, 'org_saebyeok')).toBe(indirectly('account_suspended'));
    });
    it('and is suspended as the one that sells still invites with its provider', () => {
      const own = [as(kind, 'suspended'), as('reseller', 'active')];
      expect(invited(own)).toBe('account_suspended');
      expect(invited(own, 'org_saebyeok')).toBe(indirectly('invited'));
    });
  });
}
