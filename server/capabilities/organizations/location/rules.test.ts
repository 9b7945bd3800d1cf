// The rules about partner accounts and their form checks, with values only.
import { describe, expect, it } from 'vitest';
import {
  address,
  cast,
  codes,
  contact,
  countryIn,
  done,
  eachCloud,
  location,
  now,
  organization,
} from '../../../../tests/cast.ts';
import type { CloudNow } from '../../../clouds/cloud.ts';
import { isPostalCodeConsistent, provincesOf } from '../rules/places.ts';
import * as rules from './rules.ts';
import { obstacleToUseOf } from './state.ts';

const global = location({ id: 'loc_global', kind: 'global', number: 4_000_001, name: 'Miru Systems' });
const form = { name: 'Miru Busan', legalEntity: 'Miru Systems', address, contact };

describe('A company joins the partner network', () => {
  const given = { now, newId: 'loc_new', number: 4_000_001, organization: organization(), locations: [] } as const;
  it('with one global account, then a location at the same place (ACT-010, ACT-017)', () => {
    const first = done(rules.open({ status: 'nothing' }, { kind: 'global' }, given)).next;
    expect(first).toMatchObject({
      kind: 'global',
      number: 4_000_001,
      address,
      contact,
      country: 'KR',
      name: 'Miru Systems',
    });
    const second = done(rules.open({ status: 'nothing' }, { kind: 'location' }, { ...given, locations: [first] })).next;
    expect(second).toMatchObject({ kind: 'location', address });
  });
  it('once', () =>
    expect(codes(rules.open({ status: 'nothing' }, { kind: 'global' }, { ...given, locations: [global] }))).toEqual([
      'global_account_exists',
    ]));
  it('not without address and contact (ACT-030)', () => {
    const bare = { ...given, organization: organization({ address: null, contact: null }) };
    expect(codes(rules.open({ status: 'nothing' }, { kind: 'global' }, bare))).toEqual([
      'address_missing',
      'contact_missing',
    ]);
  });
});

const korea = { regions: { KR: 'Korea' } } as unknown as CloudNow;
const given = {
  now,
  cloud: korea,
  newId: 'loc_new',
  number: 4_000_003,
  organization: cast.miru.id,
  locations: [global],
} as const;
const add = (more: Partial<rules.Add>, around: Partial<rules.AddGiven> = {}) =>
  rules.add({ status: 'nothing' }, { ...form, country: 'KR', ...more }, { ...given, ...around });

describe('A location is added', () => {
  it('and gets a partner id of its own (ACT-015)', () =>
    expect(done(add({})).next).toMatchObject({ kind: 'location', number: 4_000_003, organization: cast.miru.id }));
  it.each(eachCloud)('only where the cloud %s sells (ACT-060)', (_, cloud) => {
    const plain = { province: 'any', postalCode: undefined } as object;
    const refused = codes(add({ country: 'AQ', address: { ...address, ...plain } }, { cloud }));
    expect(refused).toEqual(['country_not_sold_here']);
    expect(codes(add({ country: countryIn(cloud) }, { cloud }))).not.toContain('country_not_sold_here');
  });
  it('to a company that is in the network', () =>
    expect(codes(add({}, { locations: [] }))).toEqual(['partner_account_missing']));
  it('under a name of its own; the refusal suggests a free one (ACT-016)', () => {
    const locations = [global, location({ name: 'Miru Busan' }), location({ id: 'loc_2', name: 'miru busan 2' })];
    const refused = add({ name: 'MIRU Busan' }, { locations });
    expect(refused).toMatchObject({
      because: [{ code: 'location_name_taken', details: { suggestion: 'MIRU Busan 3' } }],
    });
    expect(codes(add({}, { locations: [global, location({ name: 'Miru Busan', status: 'closed' })] }))).toEqual([]);
    expect(codes(add({ name: global.name }))).toEqual([]);
  });
  it.each<[string, Partial<rules.Add>, string]>([
    ['a legal entity', { legalEntity: ' ' }, 'legal_entity_missing'],
    ['a first name', { contact: { ...contact, firstName: '' } }, 'contact_name_missing'],
    ['a last name', { contact: { ...contact, lastName: ' ' } }, 'contact_name_missing'],
    ['a work address', { contact: { ...contact, mail: 'a@daum.net' } }, 'public_mail_domain'],
    ['a phone of digits', { contact: { ...contact, phone: '+82 2 555' } }, 'phone_not_plain'],
    ['a phone of ten digits', { contact: { ...contact, phone: '12345678901' } }, 'phone_not_plain'],
    ['a province of the country', { address: { ...address, province: '99' } }, 'province_unknown'],
    ['a postal code', { address: { street: 'x', city: 'Seoul', province: '11' } }, 'postal_code_inconsistent'],
    ['its postal code', { address: { ...address, postalCode: '48058' } }, 'postal_code_inconsistent'],
  ])('with %s (ACT-016)', (_, more, code) => expect(codes(add(more))).toEqual([code]));
  it('with a phone of ten digits or none', () => {
    expect(codes(add({ contact: { ...contact, phone: '1234567890' } }))).toEqual([]);
    const { phone: _phone, ...silent } = contact;
    expect(codes(add({ contact: silent }))).toEqual([]);
  });
  it('and says all that is wrong at once', () => {
    const wrong = { ...contact, firstName: '', mail: 'a@qq.com', phone: 'x' };
    expect(codes(add({ legalEntity: '', contact: wrong }))).toEqual([
      'legal_entity_missing',
      'contact_name_missing',
      'public_mail_domain',
      'phone_not_plain',
    ]);
  });
});

describe('Postal codes (ACT-016)', () => {
  it.each([
    ['KR', '11', '01000', true],
    ['KR', '11', '09999', true],
    ['KR', '41', '09999', false],
    ['KR', '49', '63000', true],
    ['CN', 'BJ', '100000', true],
    ['CN', 'GD', '530000', false],
    ['US', 'WA', '98052', true],
    ['US', 'NY', '20001', false],
    ['US', 'NY', '10001-1234', true],
    ['DK', '', '2100', true],
    ['DK', '', '21000', false],
    ['GB', '', 'sw1a 1aa', true],
    ['KE', '', 'anything', true],
  ] as const)('in %s, province "%s": %s', (...[country, province, postalCode, isFine]) =>
    expect(isPostalCodeConsistent(country, { province, postalCode })).toBe(isFine),
  );
  it('cover every province once', () => {
    expect([provincesOf('KR').length, provincesOf('CN').length, provincesOf('US').length]).toEqual([17, 31, 51]);
    expect(provincesOf('DK')).toEqual([]);
  });
});

describe('A location', () => {
  it('changes by the same checks, and may keep its own name', () => {
    const state = location({ name: 'Miru Busan' });
    expect(done(rules.change(state, form, { locations: [global, state] })).next).toMatchObject(form);
    const other = location({ id: 'loc_2', name: 'Miru Busan' });
    expect(codes(rules.change(location(), form, { locations: [global, other] }))).toEqual(['location_name_taken']);
  });
  it('keeps country and number whatever changes (ACT-018)', () => {
    const command = { ...form, country: 'DK', number: 1 } as rules.Add;
    const { country: _country, ...allowed } = command;
    expect(done(rules.change(location(), allowed, { locations: [] })).next.country).toBe('KR');
  });
  it('moves only as the global account, to an active location of the company (ACT-018)', () => {
    const oslo = location({ country: 'NO', number: 4_000_009, address: { street: 'Karl Johan 1', city: 'Oslo' } });
    const to = { to: '4000009' };
    expect(done(rules.move(global, to, { place: oslo })).next).toMatchObject({
      country: 'NO',
      address: oslo.address,
      number: 4_000_001,
    });
    expect(codes(rules.move(location(), to, { place: oslo }))).toEqual(['not_a_global_account']);
    expect(codes(rules.move(global, to, { place: undefined }))).toEqual(['location_unknown']);
    expect(codes(rules.move(global, to, { place: { ...oslo, organization: cast.oaktrail.id } }))).toEqual([
      'location_unknown',
    ]);
    expect(codes(rules.move(global, to, { place: { ...oslo, status: 'closed' } }))).toEqual(['location_closed']);
  });
  it('lies beneath another account once its company was merged; its number and status stay (ACT-020)', () => {
    const headquarters = cast.oaktrail.id;
    const seoul = location({ name: global.name });
    const merged = done(rules.merge(global, { headquarters }, { locations: [global, seoul] })).next;
    expect(merged).toMatchObject({ kind: 'location', headquarters, number: global.number, name: `${global.name} 2` });
    expect(done(rules.merge(seoul, { headquarters }, { locations: [merged, seoul] })).next).toEqual({
      ...seoul,
      headquarters,
    });
    const closed = location({ status: 'closed' });
    expect(done(rules.merge(closed, { headquarters }, { locations: [closed] })).next.status).toBe('closed');
    expect(done(add({}, { locations: [merged] })).next.headquarters).toBe(headquarters);
    const opening = { now, newId: 'loc_new', number: 1, organization: organization(), locations: [merged] } as const;
    expect(codes(rules.open({ status: 'nothing' }, { kind: 'global' }, opening))).toEqual(['account_merged']);
    const account = location({ ...global, organization: headquarters });
    expect(codes(rules.move(account, { to: '1' }, { place: merged }))).toEqual([]);
  });
  it('is closed for good, when that is confirmed (ACT-015)', () => {
    expect(done(rules.close(location(), { confirmsForGood: true })).next.status).toBe('closed');
    expect(codes(rules.close(location(), { confirmsForGood: false }))).toEqual(['close_not_confirmed']);
    expect(codes(rules.close(global, { confirmsForGood: true }))).toEqual(['global_account_stays']);
  });
  it('is used where a location is needed; a global account is not (ACT-011)', () => {
    expect(obstacleToUseOf(location(), 1)).toBeUndefined();
    expect(obstacleToUseOf(global, 1)?.code).toBe('global_id_not_allowed');
    expect(obstacleToUseOf(location({ status: 'closed' }), 1)?.code).toBe('location_closed');
    expect(obstacleToUseOf(undefined, 1)?.code).toBe('location_unknown');
  });
});
