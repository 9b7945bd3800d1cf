// The rules of creating a customer that does not exist yet, with values only.
import { describe, expect, it } from 'vitest';
import { cast, cloudNow, codes, countryIn, done, eachCloud, enrolment, now } from '../../../../tests/cast.ts';
import { worldwide } from '../../../clouds/worldwide.ts';
import { nothing } from '../../../kernel/lifecycle.ts';
import type { Enrolment } from '../../organizations/enrolment/state.ts';
import * as rules from './rules.ts';

const command: rules.Create = {
  customer: 'org_bada',
  tenant: 'ten_bada',
  companyName: ' Bada Logistics ',
  confirmsLegalName: true,
  country: 'KR',
  domain: 'bada.partners.example',
};
const given: rules.CreateGiven = {
  now,
  cloud: cloudNow(worldwide),
  by: { id: 'usr_sena', organization: cast.saebyeok.id },
  own: [enrolment('active', { kind: 'provider' })],
  country: 'KR',
  reseller: undefined,
  isDomainTaken: false,
  isOwnEntity: false,
  newId: 'rel_new',
};
const miru = { enrolments: [enrolment('active')], arePartners: true };
type More = Partial<rules.CreateGiven>;
const created = (more: More = {}, said: Partial<rules.Create> = {}) =>
  rules.create(nothing, { ...command, ...said }, { ...given, ...more });
const own = (status: Enrolment['status'], kind: Enrolment['kind'] = 'directBill') => ({
  own: [enrolment(status, { kind, agreementEdition: 'any' })],
});

describe('A partner creates a customer', () => {
  it('and the relationship is active at once (REL-030)', () => {
    const { next, events } = done(created());
    expect(events).toEqual(['relationship.created']);
    expect(next).toMatchObject({
      status: 'active',
      partner: cast.saebyeok.id,
      customer: 'org_bada',
      tenant: 'ten_bada',
      origin: 'created',
      isDirect: true,
      resellers: [],
      providers: [],
      invitation: null,
      customerName: 'Bada Logistics',
      acceptedBy: 'usr_sena',
      since: now,
    });
  });
  it('as a direct-bill partner, too (ACT-004)', () => expect(codes(created(own('active')))).toEqual([]));
  it('as a provider for one of its resellers (REL-052)', () => {
    const { next } = done(created({ reseller: miru }, { resellerId: cast.miru.id }));
    expect(next).toMatchObject({ isDirect: false, resellers: [cast.miru.id] });
  });
  it('but not as a reseller: its provider does (REL-045)', () =>
    expect(codes(created(own('active', 'reseller')))).toEqual(['reseller_cannot_create']));
  it('but not for a reseller that is none of its partners (REL-052, ACT-005)', () => {
    const reseller = { ...miru, arePartners: false };
    expect(codes(created({ reseller }, { resellerId: cast.miru.id }))).toEqual(['reseller_not_available']);
  });
  it.each([
    ['is suspended', enrolment('suspended')],
    ['has not signed its agreement (ACT-051)', enrolment('active', { agreementEdition: null })],
  ])('but not for a reseller that %s', (_, one) => {
    const reseller = { enrolments: [one], arePartners: true };
    expect(codes(created({ reseller }, { resellerId: cast.miru.id }))).toEqual(['reseller_not_available']);
  });
  it('but not while it is restricted (ACT-038) or suspended (ACT-040)', () => {
    expect(codes(created(own('restricted')))).toEqual(['account_restricted']);
    expect(created(own('restricted'))).toMatchObject({ because: [{ details: { business: 'createCustomer' } }] });
    expect(codes(created(own('suspended')))).toEqual(['account_suspended']);
  });
  it('but not before it is enrolled, or without its agreement (ACT-052)', () => {
    expect(codes(created({ own: [] }))).toEqual(['not_enrolled']);
    const unsigned = { own: [enrolment('active', { kind: 'directBill', agreementEdition: null })] };
    expect(codes(created(unsigned))).toEqual(['partner_agreement_missing']);
  });
  it('but not in another region (ACT-060)', () =>
    expect(codes(created({}, { country: 'DK' }))).toEqual(['customer_in_other_region']));
  it('but not itself or its affiliate (CHN-036)', () =>
    expect(codes(created({ isOwnEntity: true }))).toEqual(['self_resale']));
  it('but not with a domain that somebody has: who exists is invited (REL-030)', () =>
    expect(codes(created({ isDomainTaken: true }))).toEqual(['customer_exists']));
  it('and hears everything that stands against the form at once', () =>
    expect(codes(created({ isDomainTaken: true }, { companyName: 'Test', confirmsLegalName: false }))).toEqual([
      'customer_exists',
      'not_a_legal_name',
      'legal_name_not_confirmed',
    ]));
});

describe('What a refusal to create names', () => {
  it('is both countries, the domain or the name', () => {
    for (const [refused, details] of [
      [created({}, { country: 'DK' }), { partner: 'KR', own: 'DK' }],
      [created({ isDomainTaken: true }), { domain: 'bada.partners.example' }],
      [created({}, { companyName: 'Test' }), { name: 'Test' }],
    ])
      expect(refused).toMatchObject({ because: [{ details }] });
  });
});

describe('The name of a created customer (REL-051)', () => {
  it.each(['Test', 'test company 2', 'Demo Customer', 'ASDF Inc.', '테스트 회사', '测试公司', '---', 'xxx'])(
    'is not %s',
    (companyName) => expect(codes(created({}, { companyName }))).toEqual(['not_a_legal_name']),
  );
  it.each(['Daram Foods', 'Test Equipment GmbH', 'Demo Records Ltd', 'X Corp.', '다람식품', '天目纺织有限公司', '3M'])(
    'may be %s',
    (companyName) => expect(codes(created({}, { companyName }))).toEqual([]),
  );
  it('is confirmed to be the registered one', () =>
    expect(codes(created({}, { confirmsLegalName: false }))).toEqual(['legal_name_not_confirmed']));
});

describe.each(eachCloud)('In the cloud %s', (_, cloud) => {
  it('customers are created where new ones are taken (CLD-003)', () => {
    const country = countryIn(cloud);
    const expected = cloud.features.newCustomers ? [] : ['no_new_customers'];
    expect(codes(created({ cloud, country }, { country }))).toEqual(expected);
  });
});
