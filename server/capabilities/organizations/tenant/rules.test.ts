// The rules about tenants and their purpose, with values only.
import { describe, expect, it } from 'vitest';
import {
  cast,
  cloudNow,
  codes,
  countryIn,
  done,
  eachCloud,
  enrolment,
  location,
  now,
  tenant,
} from '../../../../tests/cast.ts';
import { worldwide } from '../../../clouds/worldwide.ts';
import { currencyOf } from '../organization/state.ts';
import * as rules from './rules.ts';
import type { Tenant } from './state.ts';

const cloud = cloudNow(worldwide);
const by = { organization: cast.miru.id };
const directBill = enrolment('active', { kind: 'directBill' });
const selling = tenant();
const given = {
  now,
  cloud,
  by,
  newId: 'ten_new',
  holder: undefined,
  own: [selling],
  enrolments: [directBill],
  isInNetwork: true,
} as const;
const add = (more: Partial<rules.Add>, around: Partial<rules.AddGiven> = {}) =>
  rules.add(
    { status: 'nothing' },
    { purpose: 'corporate', domain: 'new.example', country: 'KR', ...more },
    { ...given, ...around },
  );

describe('A tenant is added', () => {
  it.each(eachCloud)('in the cloud %s with the currency of its country (ACT-018, ACT-062)', (_, here) => {
    const country = countryIn(here);
    const { next } = done(add({ country }, { cloud: here }));
    expect(next).toMatchObject({
      purpose: 'corporate',
      isPrimary: false,
      currency: currencyOf(here, country),
      partnerId: null,
    });
    expect(next.currency).toMatch(/^[A-Z]{3}$/);
    expect(codes(add({ country: 'AQ' }, { cloud: here }))).toEqual(['country_not_sold_here']);
  });
  it('and the first one is the primary one', () => expect(done(add({}, { own: [] })).next.isPrimary).toBe(true));
  it('under a domain that nobody has in this cloud (ACT-021)', () => {
    expect(codes(add({}, { holder: selling }))).toEqual(['domain_taken']);
    expect(codes(add({}, { holder: tenant({ status: 'unlinked', organization: cast.oaktrail.id }) }))).toEqual([
      'domain_taken',
    ]);
    expect(codes(add({}, { holder: tenant({ organization: cast.oaktrail.id }) }))).toEqual(['tenant_linked_elsewhere']);
  });
  it('for selling by who is in the partner network', () =>
    expect(codes(add({ purpose: 'selling' }, { isInNetwork: false }))).toEqual(['partner_account_missing']));
  it.each(['corporate', 'customer'] as const)('as %s by anyone (ACT-023)', (purpose) =>
    expect(codes(add({ purpose }, { isInNetwork: false, enrolments: [], own: [] }))).toEqual([]),
  );
});

describe('A shared services tenant (ACT-024)', () => {
  const purpose = 'sharedServices';
  it('is for transacting partners', () => {
    expect(codes(add({ purpose }))).toEqual([]);
    for (const enrolments of [[], [enrolment('active')], [enrolment('pending', { kind: 'directBill' })]]) {
      expect(codes(add({ purpose }, { enrolments }))).toEqual(['shared_services_for_transacting']);
    }
  });
  it('is one per partner', () => {
    expect(codes(add({ purpose }, { own: [selling, tenant({ purpose })] }))).toEqual(['shared_services_exist']);
    expect(codes(add({ purpose }, { own: [selling, tenant({ purpose, status: 'unlinked' })] }))).toEqual([]);
  });
  it('is not for a restricted one (ACT-038)', () => {
    const enrolments = [enrolment('restricted', { kind: 'directBill' })];
    expect(codes(add({ purpose }, { enrolments }))).toEqual(['account_restricted']);
  });
});

describe('A sandbox tenant (ACT-025)', () => {
  const purpose = 'sandbox';
  it('is one per selling tenant of a direct-bill partner or provider', () => {
    expect(codes(add({ purpose }))).toEqual([]);
    expect(codes(add({ purpose }, { enrolments: [enrolment('active', { kind: 'provider' })] }))).toEqual([]);
    expect(codes(add({ purpose }, { enrolments: [enrolment('active')] }))).toEqual(['sandbox_for_transacting']);
    const own: Tenant[] = [selling, tenant({ purpose })];
    expect(codes(add({ purpose }, { own }))).toEqual(['sandbox_exists']);
    expect(codes(add({ purpose }, { own: [...own, tenant({ id: 'ten_2' })] }))).toEqual([]);
  });
  it.each([
    ['restricted', 'account_restricted'],
    ['suspended', 'account_suspended'],
  ] as const)('is not for a %s partner (ACT-038, ACT-040)', (status, code) =>
    expect(codes(add({ purpose }, { enrolments: [enrolment(status, { kind: 'directBill' })] }))).toEqual([code]),
  );
});

describe('A tenant is linked (ACT-021)', () => {
  const free = tenant({ status: 'unlinked', organization: cast.oaktrail.id, isPrimary: false, partnerId: null });
  const proven = { by, isItsGlobalAdmin: true, hasTenants: true };
  it('by who is global admin of it, too', () => {
    expect(done(rules.link(free, {}, proven)).next).toMatchObject({
      status: 'active',
      organization: cast.miru.id,
      isPrimary: false,
    });
    expect(codes(rules.link(free, {}, { ...proven, isItsGlobalAdmin: false }))).toEqual(['tenant_not_proved']);
  });
  it('as the primary one where there was none', () =>
    expect(done(rules.link(free, {}, { ...proven, hasTenants: false })).next.isPrimary).toBe(true));
  it('not away from another account', () =>
    expect(codes(rules.link(tenant({ organization: cast.oaktrail.id }), {}, proven))).toEqual([
      'tenant_linked_elsewhere',
    ]));
  it('once', () => expect(done(rules.link(tenant(), {}, proven)).events).toEqual([]));
});

describe('A tenant is unlinked (ACT-021)', () => {
  it('unless it is the primary one', () => expect(codes(rules.unlink(tenant()))).toEqual(['primary_tenant_stays']));
  it('and stands for no location any more', () =>
    expect(done(rules.unlink(tenant({ isPrimary: false }))).next).toMatchObject({
      status: 'unlinked',
      partnerId: null,
    }));
});

describe('A selling tenant stands for a location', () => {
  const free = tenant({ partnerId: null });
  const place = location();
  const around = { place, standing: undefined, present: undefined };
  const link = (state = free, more: Partial<rules.LinkLocationGiven> = {}) =>
    rules.linkLocation(state, { partnerId: '4000002' }, { ...around, ...more });
  it('one for one (ACT-012)', () => {
    expect(done(link()).next.partnerId).toBe(4_000_002);
    expect(codes(link(free, { standing: tenant({ id: 'ten_2' }) }))).toEqual(['location_has_tenant']);
    expect(codes(link(tenant({ partnerId: 4_000_009 }), { present: location({ number: 4_000_009 }) }))).toEqual([
      'tenant_has_location',
    ]);
  });
  it('another one only when that is closed', () => {
    const present = location({ number: 4_000_009, status: 'closed' });
    expect(codes(link(tenant({ partnerId: 4_000_009 }), { present }))).toEqual([]);
  });
  it('in the same country; the same region is not enough (ACT-013)', () => {
    const danish = tenant({ partnerId: null, country: 'DK' });
    const german = location({ country: 'DE' });
    expect(codes(link(danish, { place: german }))).toEqual(['location_in_other_country']);
  });
  it('that is active, of the same company, and no global account (ACT-011, ACT-013)', () => {
    expect(codes(link(free, { place: undefined }))).toEqual(['location_unknown']);
    expect(codes(link(free, { place: location({ organization: cast.oaktrail.id }) }))).toEqual(['location_unknown']);
    expect(codes(link(free, { place: location({ status: 'closed' }) }))).toEqual(['location_closed']);
    expect(codes(link(free, { place: location({ kind: 'global' }) }))).toEqual(['global_id_not_allowed']);
  });
  it('and no other tenant does', () =>
    expect(codes(link(tenant({ purpose: 'corporate', partnerId: null })))).toEqual(['not_a_selling_tenant']));
  it('once', () => expect(done(link(tenant())).events).toEqual([]));
});
