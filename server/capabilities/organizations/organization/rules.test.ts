// The rules about an organization's own profile, with values only.
import { describe, expect, it } from 'vitest';
import {
  address,
  codes,
  contact,
  countryIn,
  done,
  eachCloud,
  enrolment,
  now,
  organization,
} from '../../../../tests/cast.ts';
import type { CloudNow } from '../../../clouds/cloud.ts';
import type { Enrolment } from '../enrolment/state.ts';
import { consumerDomainOf } from '../rules/mail-domains.ts';
import * as rules from './rules.ts';

describe.each(eachCloud)('In the cloud %s an organization is registered', (_, cloud) => {
  const given = { now, cloud, newId: 'org_new', operator: undefined } as const;
  it('in a country that is sold to', () => {
    const { next, events } = done(
      rules.register({ status: 'nothing' }, { name: ' Miru ', country: countryIn(cloud) }, given),
    );
    expect(next).toMatchObject({
      id: 'org_new',
      organization: 'org_new',
      name: 'Miru',
      status: 'active',
      kind: 'company',
    });
    expect(events).toEqual(['organization.registered']);
  });
  it('but nowhere else (ACT-060)', () =>
    expect(codes(rules.register({ status: 'nothing' }, { name: 'Miru', country: 'AQ' }, given))).toEqual([
      'country_not_sold_here',
    ]));
  it('with the records that its partner gives, which have to be whole (ACT-042, ACT-016)', () => {
    const country = countryIn(cloud);
    const strict = { ...given, cloud: { ...cloud, registrationNumberCountries: [country] } };
    const registered = (profile: rules.Profile, within = strict) =>
      rules.register({ status: 'nothing' }, { name: 'Miru', country, profile }, within);
    const { phone: _phone, ...silent } = contact;
    const home = { street: 'Main 1', city: 'Town', province: 'XX', postalCode: 'x' };
    expect(codes(registered({ address: home, contact: silent }))).toEqual(
      expect.arrayContaining(['registration_number_missing', 'contact_phone_missing']),
    );
    const inKorea = { ...given, cloud: { regions: { KR: 'Korea' }, registrationNumberCountries: ['KR'] } };
    const profile = { address, contact, registrationNumber: '120-81-47521' };
    const { next } = done(rules.register({ status: 'nothing' }, { name: 'Miru', country: 'KR', profile }, inKorea));
    expect(next).toMatchObject(profile);
    const nowhere = { ...profile, address: home };
    expect(
      codes(rules.register({ status: 'nothing' }, { name: 'M', country: 'KR', profile: nowhere }, inKorea)),
    ).toEqual(['province_unknown', 'postal_code_inconsistent']);
  });
  it('as its one operator, wherever that has its seat (ACT-001)', () => {
    const command = { name: 'Meridian', country: 'AQ', kind: 'operator' } as const;
    expect(done(rules.register({ status: 'nothing' }, command, given)).next.kind).toBe('operator');
    const again = rules.register({ status: 'nothing' }, command, { ...given, operator: 'org_there' });
    expect(codes(again)).toEqual(['operator_exists']);
  });
});

describe('An organization changes its profile', () => {
  const listed = (...countries: string[]) => ({ cloud: { registrationNumberCountries: countries } });
  it('and keeps what it does not name', () => {
    const { next } = done(rules.change(organization(), { address: { ...address, city: 'Seocho' } }, listed()));
    expect(next).toMatchObject({ address: { city: 'Seocho' }, contact, country: 'KR' });
  });
  it.each(['me@gmail.com', 'me@sub.naver.com', 'ME@QQ.COM'])('with a work address, not %s (ACT-030)', (mail) =>
    expect(codes(rules.change(organization(), { contact: { ...contact, mail } }, listed()))).toEqual([
      'public_mail_domain',
    ]),
  );
  it('and a domain that only looks like a public one is fine', () =>
    expect(consumerDomainOf('me@notgmail.com')).toBeUndefined());
  it('with an address whose postal code belongs to its province (ACT-016)', () =>
    expect(codes(rules.change(organization(), { address: { ...address, postalCode: '48058' } }, listed()))).toEqual([
      'postal_code_inconsistent',
    ]));
  it('with number and phone where the law wants them (ACT-042)', () => {
    const bare = organization({ registrationNumber: null, contact: null });
    expect(codes(rules.change(bare, {}, listed('KR')))).toEqual([
      'registration_number_missing',
      'contact_phone_missing',
    ]);
    expect(codes(rules.change(bare, { registrationNumber: '1', contact }, listed('KR')))).toEqual([]);
    expect(codes(rules.change(bare, {}, listed('PL')))).toEqual([]);
    expect(codes(rules.change(organization({ ...bare, kind: 'operator' }), {}, listed('KR')))).toEqual([]);
  });
  it.each(eachCloud)('as the cloud %s lists the countries (ACT-042)', (_, cloud: CloudNow) => {
    for (const country of ['PL', 'CN', 'DK']) {
      const refused = codes(rules.change(organization({ country, registrationNumber: null }), {}, { cloud }));
      const isListed = cloud.registrationNumberCountries.includes(country);
      expect(refused).toEqual(isListed ? ['registration_number_missing'] : []);
    }
  });
});

describe('An organization is renamed (ACT-019)', () => {
  const globalAdmin = { isOperator: false, isGlobalAdmin: true };
  const accountAdmin = { isOperator: false, isGlobalAdmin: false };
  const operator = { isOperator: true, isGlobalAdmin: false };
  const rename = (by: rules.RenameGiven['by'], ...enrolments: Enrolment[]) =>
    codes(rules.rename(organization(), { name: 'Miru Cloud' }, { by, enrolments }));
  it('by its account admin as long as it is not enrolled', () => expect(rename(accountAdmin)).toEqual([]));
  it('by its global admin as a reseller, and by nobody below', () => {
    expect(rename(globalAdmin, enrolment('active'))).toEqual([]);
    expect(rename(accountAdmin, enrolment('draft'))).toEqual(['name_change_by_global_admin']);
  });
  it.each(['provider', 'directBill'] as const)('by the operator once it is a verified %s', (kind) => {
    expect(rename(globalAdmin, enrolment('pending', { kind }))).toEqual([]);
    for (const status of ['qualified', 'active', 'restricted', 'suspended'] as const) {
      expect(rename(globalAdmin, enrolment(status, { kind }))).toEqual(['name_change_by_operator']);
      expect(rename(operator, enrolment(status, { kind }))).toEqual([]);
    }
  });
  it('and nothing happens when the name stays', () => {
    const given = { by: globalAdmin, enrolments: [] };
    expect(done(rules.rename(organization(), { name: ' Miru Systems ' }, given)).events).toEqual([]);
    expect(done(rules.rename(organization(), { name: 'Miru' }, given)).events).toEqual(['organization.renamed']);
  });
});

describe('An organization', () => {
  const directory = { summary: 'We train.', offers: ['training'] } as const;
  it('is described in the directory if it is a provider (REL-025)', () => {
    const given = { enrolments: [enrolment('active', { kind: 'provider' })] };
    expect(done(rules.describe(organization(), { directory }, given)).next.directory).toEqual(directory);
    expect(codes(rules.describe(organization(), { directory }, { enrolments: [enrolment('active')] }))).toEqual([
      'not_a_provider',
    ]);
  });
  it('is closed only when it takes part no more', () => {
    const alone = { isHeadquarters: false };
    const close = (...enrolments: Enrolment[]) => codes(rules.close(organization(), {}, { enrolments, ...alone }));
    expect(close()).toEqual([]);
    expect(close(enrolment('suspended'), enrolment('rejected'))).toEqual([]);
    for (const status of ['pending', 'qualified', 'active', 'restricted'] as const) {
      expect(close(enrolment(status))).toEqual(['organization_still_partner']);
    }
    expect(codes(rules.close(organization(), {}, { enrolments: [], isHeadquarters: true }))).toEqual([
      'headquarters_stays',
    ]);
    expect(codes(rules.close(organization({ kind: 'operator' }), {}, { enrolments: [], ...alone }))).toEqual([
      'organization_still_partner',
    ]);
  });
});
