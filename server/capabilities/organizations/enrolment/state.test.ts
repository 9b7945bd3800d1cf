// What other rooms ask of a partner: may it do this business now.
import { describe, expect, it } from 'vitest';
import { eachCloud, enrolment } from '../../../../tests/cast.ts';
import * as state from './state.ts';

const all: readonly state.Business[] = [
  ...(['createCustomer', 'inviteCustomer', 'invitePartner', 'buy', 'createSandbox'] as const),
  ...(['changeQuantity', 'convert', 'suspendSubscription', 'renew', 'manage'] as const),
];

describe.each(eachCloud)('In the cloud %s a partner', (_, cloud) => {
  const allowed = (one: state.Enrolment | undefined) =>
    all.filter((business) => !state.obstacleToBusiness(business, { enrolment: one, cloud }));
  const code = (one: state.Enrolment | undefined) => state.obstacleToBusiness('buy', { enrolment: one, cloud })?.code;
  it('that is active may do everything', () => {
    expect(allowed(enrolment('active'))).toEqual(all);
    expect(state.canStartNewBusiness(enrolment('active'))).toBe(true);
  });
  it('that is restricted begins nothing new, and goes on with what it has (ACT-038)', () => {
    expect(allowed(enrolment('restricted'))).toEqual(['changeQuantity', 'suspendSubscription', 'renew', 'manage']);
    expect(code(enrolment('restricted'))).toBe('account_restricted');
    expect(state.canStartNewBusiness(enrolment('restricted'))).toBe(false);
  });
  it('that is restricted as direct-bill partner still invites as the reseller it is, too (ACT-038)', () =>
    expect(state.obstacleToBusiness('inviteCustomer', { enrolment: enrolment('active'), cloud })).toBeUndefined());
  it('that is suspended manages what it has; in some clouds it changes nothing (ACT-040, ACT-041)', () => {
    const still = ['suspendSubscription', 'renew', 'manage'];
    const more = cloud.features.suspensionStopsChanges ? [] : ['changeQuantity', 'convert'];
    expect(allowed(enrolment('suspended'))).toEqual([...more, ...still]);
    expect(code(enrolment('suspended'))).toBe('account_suspended');
  });
  it.each(['draft', 'emailVerification', 'pending', 'onHold', 'rejected', 'qualified', 'replaced'] as const)(
    'that is %s does nothing yet',
    (status) => {
      expect(allowed(enrolment(status))).toEqual([]);
      expect(code(enrolment(status))).toBe('not_enrolled');
    },
  );
  it('that builds software for others does no business of its own: it signs nothing (ACT-009)', () => {
    const vendor = enrolment('active', { kind: 'controlPanelVendor', agreementEdition: null });
    expect(allowed(vendor)).toEqual([]);
    expect(code(vendor)).toBe('partner_agreement_missing');
    expect(state.transacts([vendor])).toBe(false);
  });
  it('needs account, enrolment and agreement (ACT-052)', () => {
    expect(code(undefined)).toBe('not_enrolled');
    expect(code(enrolment('active', { agreementEdition: null }))).toBe('partner_agreement_missing');
    expect(state.canStartNewBusiness(enrolment('active', { agreementEdition: null }))).toBe(false);
  });
});

it('Suspension stops changes in one cloud only (ACT-041)', () =>
  expect(eachCloud.filter(([, { features }]) => features.suspensionStopsChanges).map(([id]) => id)).toEqual(['china']));

describe('A direct-bill partner that became reseller (ACT-039)', () => {
  const both = [enrolment('restricted', { kind: 'directBill' }), enrolment('active')];
  it('is both at once, restricted or suspended as it may be', () => {
    expect(state.hasDualStatus(both)).toBe(true);
    expect(state.hasDualStatus([both[0]!, enrolment('suspended')])).toBe(true);
  });
  it('has no way back', () =>
    expect(
      Object.values(state.lifecycle)
        .filter(({ to }) => (to as readonly string[]).includes('draft'))
        .flatMap(({ from }) => from as readonly string[]),
    ).not.toContain('active'));
  it('is one only when both are in force', () =>
    expect(state.hasDualStatus([both[0]!, enrolment('pending')])).toBe(false));
});
