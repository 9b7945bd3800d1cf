// The rules of links to customers, as values, in every cloud.
import { describe, expect, it } from 'vitest';
import { cloudAt } from '../../../clouds/cloud.ts';
import { clouds } from '../../../clouds/list.ts';
import { worldwide } from '../../../clouds/worldwide.ts';
import type { Decision } from '../../../kernel/decision.ts';
import { nothing } from '../../../kernel/lifecycle.ts';
import type { Enrolment, PartnerKind } from '../../organizations/enrolment/state.ts';
import type { Tenant } from '../../organizations/tenant/state.ts';
import * as invitations from './rules.ts';
import type { Invitation } from './state.ts';

const now = new Date('2026-03-01T09:00:00Z');
const cloud = cloudAt(worldwide, now);
const enrolled = (kind: PartnerKind, status: Enrolment['status'] = 'active', agreementEdition: string | null = 'any') =>
  ({ kind, status, agreementEdition, reason: null }) as Enrolment;
const codeOf = <S>(decision: Decision<S>) => (decision.ok ? 'ok' : decision.because[0].code);
const codesOf = <S>(decision: Decision<S>) => (decision.ok ? ['ok'] : decision.because.map(({ code }) => code));
const nextOf = <S>(decision: Decision<S>): S => {
  if (!decision.ok) throw new Error(decision.because[0].code);
  return decision.next;
};

const createGiven: invitations.CreateGiven = {
  now,
  cloud,
  by: { id: 'yuna', organization: 'org_lumenfold' },
  own: [enrolled('directBill')],
  provider: [],
  arePartners: false,
  newId: 'inv_1',
  tokenHash: 'hash',
};
const byReseller: Partial<invitations.CreateGiven> = {
  by: { id: 'jiwoo', organization: 'org_miru' },
  own: [enrolled('reseller')],
  provider: [enrolled('provider')],
  arePartners: true,
};
const withProvider = { providerId: 'org_saebyeok' };
const created = (command: invitations.Create = {}, given: Partial<invitations.CreateGiven> = {}) =>
  invitations.create(nothing, command, { ...createGiven, ...given });
const link = (command: invitations.Create = {}, given: Partial<invitations.CreateGiven> = {}) =>
  ({ ...nextOf(created(command, given)), version: 1, status: 'open' }) as Invitation & { status: 'open' };

describe('A partner makes a link to customers (REL-031)', () => {
  it.each(['provider', 'directBill'] as const)('as %s, for itself, without an end (REL-036, REL-047)', (kind) => {
    expect(created({}, { own: [enrolled(kind)] })).toMatchObject({
      events: ['invitation.created'],
      next: { partner: 'org_lumenfold', provider: null, status: 'open', expiresAt: null, acceptances: 0 },
    });
  });
  it('as a reseller, together with one of its providers (REL-043)', () =>
    expect(nextOf(created(withProvider, byReseller))).toMatchObject({ partner: 'org_miru', provider: 'org_saebyeok' }));
  it('not as a reseller alone', () => expect(codeOf(created({}, byReseller))).toBe('provider_not_chosen'));
  it('not with a provider that is no partner, or takes no customers (REL-022)', () => {
    expect(codeOf(created(withProvider, { ...byReseller, arePartners: false }))).toBe('partnership_required');
    const suspended = { ...byReseller, provider: [enrolled('provider', 'suspended')] };
    expect(codeOf(created(withProvider, suspended))).toBe('partnership_required');
    expect(codeOf(created(withProvider, { ...byReseller, provider: [] }))).toBe('partnership_required');
  });
  it('not while restricted (ACT-038) or suspended (ACT-040, ACT-041), nor before it is enrolled', () => {
    expect(codeOf(created({}, { own: [enrolled('directBill', 'restricted')] }))).toBe('account_restricted');
    expect(codeOf(created({}, { own: [enrolled('provider', 'suspended')] }))).toBe('account_suspended');
    expect(codeOf(created({}, { own: [enrolled('provider', 'pending')] }))).toBe('not_enrolled');
    expect(codeOf(created({}, { own: [] }))).toBe('not_enrolled');
    const unsigned = [enrolled('reseller', 'active', null)];
    expect(codeOf(created(withProvider, { ...byReseller, own: unsigned }))).toBe('partner_agreement_missing');
    const suspended = [enrolled('reseller', 'suspended')];
    expect(codeOf(created(withProvider, { ...byReseller, own: suspended }))).toBe('account_suspended');
  });
  it('by the enrolment that is in force, where there was another one before', () => {
    const [current, before] = [enrolled('directBill'), enrolled('directBill', 'replaced')];
    for (const own of [
      [current, before],
      [before, current],
    ])
      expect(codeOf(created({}, { own }))).toBe('ok');
  });
  it('indirectly while restricted, where it is a reseller, too (ACT-038)', () => {
    const own = [enrolled('directBill', 'restricted'), enrolled('reseller')];
    expect(codeOf(created({}, { own }))).toBe('account_restricted');
    expect(codeOf(created(withProvider, { ...byReseller, own }))).toBe('ok');
  });
  it('with an end in the future only (REL-047)', () => {
    const expiresAt = now.toISOString();
    expect(created({ expiresAt })).toMatchObject({ because: [{ code: 'expiry_in_past', details: { expiresAt } }] });
    const end = '2026-04-01T00:00:00.000Z';
    expect(nextOf(created({ expiresAt: end })).expiresAt).toEqual(new Date(end));
  });
  it('for its resellers to forward only as a provider (REL-032)', () => {
    expect(nextOf(created({ forResellers: true }, { own: [enrolled('provider')] })).isForResellers).toBe(true);
    expect(codeOf(created({ forResellers: true }))).toBe('no_resellers_to_share_with');
    expect(codeOf(created({ ...withProvider, forResellers: true }, byReseller))).toBe('no_resellers_to_share_with');
  });
  it('and ends it: relationships made by it stay (REL-036)', () => {
    expect(invitations.revoke(link())).toMatchObject({ next: { status: 'revoked' }, events: ['invitation.revoked'] });
    expect(invitations.expire(link())).toMatchObject({ next: { status: 'expired' }, events: ['invitation.expired'] });
  });
});

const tenant = {
  id: 'ten_daram',
  organization: 'org_daram',
  purpose: 'customer',
  country: 'KR',
  domain: 'daram.example',
} as Partial<Tenant> as Tenant;
const acceptGiven: invitations.AcceptGiven = {
  now,
  cloud,
  by: { organization: 'org_daram' },
  tenant,
  inviters: { seller: [enrolled('directBill')] },
  country: 'KR',
  ownSide: ['org_lumenfold'],
  resellsForSeller: false,
  isCustomer: false,
  hasOtherPartners: false,
  isWonAsReseller: false,
  agreement: 'missing',
};
const both = { tenantId: tenant.id, acceptsRelationship: true, acceptsAgreement: '2020-02' };
const accepted = (
  given: Partial<invitations.AcceptGiven> = {},
  command: Partial<invitations.Accept> = {},
  invitation = link(),
) => invitations.accept(invitation, { ...both, ...command }, { ...acceptGiven, ...given });

describe('A customer accepts an invitation', () => {
  it('with both boxes, and the link stays for others (REL-036, REL-039)', () =>
    expect(accepted()).toMatchObject({ events: ['invitation.accepted'], next: { status: 'open', acceptances: 1 } }));
  it('not with one box, and hears of both when none is ticked (REL-039)', () => {
    const { acceptsAgreement: _agreement, ...one } = both;
    expect(codesOf(invitations.accept(link(), one, acceptGiven))).toEqual(['agreement_not_ticked']);
    expect(codesOf(accepted({}, { acceptsRelationship: false }))).toEqual(['relationship_not_ticked']);
    const none = { ...one, acceptsRelationship: false };
    expect(codesOf(invitations.accept(link(), none, acceptGiven))).toEqual([
      'relationship_not_ticked',
      'agreement_not_ticked',
    ]);
  });
  it('not with the box of another edition', () =>
    expect(codeOf(accepted({}, { acceptsAgreement: '2019-01' }))).toBe('agreement_not_ticked'));
  it.each(['accepted', 'byPartner', 'notInSystem'] as const)(
    'with one box where the agreement is %s (ORD-027, ORD-030)',
    (agreement) => {
      const { acceptsAgreement: _agreement, ...one } = both;
      expect(codeOf(invitations.accept(link(), one, { ...acceptGiven, agreement }))).toBe('ok');
    },
  );
  it('and a refusal names which edition, provider, tenant or countries', () => {
    const selling = { ...tenant, purpose: 'selling' as const };
    for (const [refused, details] of [
      [accepted({}, { acceptsAgreement: 'x' }), { edition: cloud.customerAgreement }],
      [accepted({ tenant: selling, resellsForSeller: true }), { provider: 'org_lumenfold' }],
      [accepted({ tenant: selling }), { tenant: 'daram.example', purpose: 'selling' }],
      [accepted({ country: 'DK' }), { partner: 'DK', own: 'KR' }],
    ])
      expect(refused).toMatchObject({ because: [{ details }] });
  });
  it('not once the link has ended (REL-047)', () => {
    const ending = link({ expiresAt: '2026-04-01T00:00:00Z' });
    expect(codeOf(accepted({}, {}, ending))).toBe('ok');
    expect(codeOf(accepted({ now: new Date('2026-04-01T00:00:00Z') }, {}, ending))).toBe('invitation_expired');
  });
  it('not for a tenant of others, nor for one that does not exist', () => {
    expect(codeOf(accepted({ tenant: { ...tenant, organization: 'org_pinegate' } }))).toBe('tenant_not_yours');
    expect(codeOf(accepted({ tenant: undefined }))).toBe('tenant_not_yours');
  });
  it('without effect when it is a customer already, whatever is ticked (REL-048)', () => {
    const again = accepted({ isCustomer: true }, { acceptsRelationship: false });
    expect(again).toEqual({ ok: true, next: link(), events: [] });
  });
  it('not of a partner that cannot take customers now (ACT-038, ACT-040, REL-022)', () => {
    for (const status of ['restricted', 'suspended', 'pending'] as const) {
      expect(codeOf(accepted({ inviters: { seller: [enrolled('directBill', status)] } }))).toBe('inviter_unavailable');
    }
    const pair = {
      seller: [enrolled('provider')],
      reseller: { enrolments: [enrolled('reseller')], arePartners: true },
    };
    expect(codeOf(accepted({ inviters: pair }))).toBe('ok');
    const ended = { ...pair, reseller: { ...pair.reseller, arePartners: false } };
    expect(codeOf(accepted({ inviters: ended }))).toBe('inviter_unavailable');
  });
  it('not from the partner’s own side (CHN-036)', () => {
    expect(codeOf(accepted({ ownSide: ['org_lumenfold', 'org_daram'] }))).toBe('self_resale');
    expect(codeOf(accepted({ ownSide: ['org_daram'], tenant: { ...tenant, purpose: 'selling' } }))).toBe('self_resale');
  });
  it('not directly from who won it as a reseller, and is one still (ACT-039)', () => {
    const seller = [enrolled('directBill'), enrolled('reseller')];
    const won = { inviters: { seller }, isWonAsReseller: true };
    expect(codeOf(accepted(won))).toBe('sold_through_provider');
    expect(codeOf(accepted({ ...won, isWonAsReseller: false }))).toBe('ok');
    expect(codeOf(accepted({ ...won, inviters: { seller: [enrolled('directBill')] } }))).toBe('ok');
    const reseller = { enrolments: seller, arePartners: true };
    expect(codeOf(accepted({ ...won, inviters: { seller: [enrolled('provider')], reseller } }))).toBe('ok');
  });
  it.each(['selling', 'sharedServices', 'sandbox'] as const)('not from a %s tenant (ORD-003, ORD-005)', (purpose) =>
    expect(codeOf(accepted({ tenant: { ...tenant, purpose } }))).toBe('selling_tenant_not_allowed'),
  );
  it('from the corporate tenant of a partner (ORD-004, ORD-005, ORD-007)', () =>
    expect(codeOf(accepted({ tenant: { ...tenant, purpose: 'corporate' } }))).toBe('ok'));
  it('not from the selling tenant of the provider’s own reseller, which hears of three ways (ORD-006)', () => {
    const given = { tenant: { ...tenant, purpose: 'selling' as const }, resellsForSeller: true };
    expect(codeOf(accepted(given))).toBe('same_provider_purchase');
    expect(codeOf(accepted({ ...given, tenant: { ...tenant, purpose: 'corporate' } }))).toBe('ok');
  });
  it('not from another region (REL-037, ACT-060)', () => {
    expect(codeOf(accepted({ country: 'DK' }))).toBe('customer_region_mismatch');
    expect(codeOf(accepted({ tenant: { ...tenant, country: 'XX' }, country: 'XX' }))).toBe('customer_region_mismatch');
    expect(codeOf(accepted({ country: 'DK', tenant: { ...tenant, country: 'SE' } }))).toBe('ok');
  });
  it('beside other partners only where the cloud has multi-partner (CLD-010)', () => {
    const features = { ...cloud.features, multiPartner: false };
    expect(codeOf(accepted({ hasOtherPartners: true }))).toBe('ok');
    expect(codeOf(accepted({ hasOtherPartners: true, cloud: { ...cloud, features } }))).toBe('one_partner_only');
    expect(codeOf(accepted({ cloud: { ...cloud, features } }))).toBe('ok');
  });
  it('or declines or passes it on, which leaves the link as it is (REL-038, REL-049)', () => {
    expect(invitations.answer(link(), both, acceptGiven)).toEqual({ ok: true, next: link(), events: [] });
    expect(codeOf(invitations.answer(link(), both, { ...acceptGiven, tenant: undefined }))).toBe('tenant_not_yours');
  });
});

describe.each(clouds)('In the cloud $id', (dated) => {
  const here = cloudAt(dated, now);
  const { newCustomers, resellerInvites, customerAgreementInSystem } = here.features;
  const country = Object.keys(here.regions)[0]!;
  it(`a seller ${newCustomers ? 'gains' : 'does not gain'} new customers (CLD-003)`, () => {
    expect(codeOf(created({}, { cloud: here }))).toBe(newCustomers ? 'ok' : 'no_new_customers');
    const given = { cloud: here, country, tenant: { ...tenant, country } };
    const { customerAgreement: edition } = here;
    const ticked = { ...(edition && { acceptsAgreement: edition }) };
    const agreement = customerAgreementInSystem ? 'missing' : 'notInSystem';
    expect(codeOf(accepted({ ...given, agreement }, ticked))).toBe(newCustomers ? 'ok' : 'no_new_customers');
  });
  it(`resellers ${resellerInvites ? 'make' : 'only forward'} invitations (REL-032)`, () => {
    const expected = resellerInvites ? (newCustomers ? 'ok' : 'no_new_customers') : 'provider_makes_invitations';
    expect(codeOf(created(withProvider, { ...byReseller, cloud: here }))).toBe(expected);
    if (!resellerInvites) expect(codeOf(created({}, { ...byReseller, cloud: here }))).toBe(expected);
  });
});
