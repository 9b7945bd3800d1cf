// The rules about signing the partner agreement, with values only.
import { describe, expect, it } from 'vitest';
import {
  cast,
  codes,
  countryIn,
  done,
  eachCloud,
  enrolment,
  location,
  now,
  partnerAgreement,
  tenant,
} from '../../../../tests/cast.ts';
import type { PartnerKind } from '../enrolment/state.ts';
import * as rules from './rules.ts';

describe.each(eachCloud)('In the cloud %s a partner signs', (_, cloud) => {
  const country = countryIn(cloud);
  const by = { id: 'per_jiwoo', organization: cast.miru.id };
  const given = {
    now,
    cloud,
    by,
    newId: 'pag_new',
    tenant: tenant({ country }),
    location: location({ country }),
    enrolment: enrolment('qualified'),
  } as const;
  const accept = (more: Partial<rules.Accept> = {}, around: Partial<rules.AcceptGiven> = {}) => {
    const kind: PartnerKind = more.kind ?? 'reseller';
    const edition = cloud.partnerAgreement[kind === 'reseller' ? 'reseller' : 'transacting'];
    const command = { tenant: 'ten_miru', kind, edition, confirmsAuthority: true, ...more };
    return rules.accept({ status: 'nothing' }, command, { ...given, ...around });
  };
  it('for its selling tenant and so for a region, in the edition of the cloud and its part (ACT-053, ACT-055)', () => {
    const { next, events } = done(accept());
    expect(next).toMatchObject({
      tenant: 'ten_miru',
      party: 'reseller',
      region: cloud.regions[country],
      edition: cloud.partnerAgreement.reseller,
      acceptedBy: 'per_jiwoo',
      acceptedAt: now,
    });
    expect(events).toEqual(['partnerAgreement.accepted']);
    expect(done(accept({ kind: 'directBill' })).next.party).toBe('transacting');
    expect(done(accept({ kind: 'provider' })).next.party).toBe('transacting');
  });
  it('not for a tenant of somebody else, or one that is gone (ACT-050)', () => {
    expect(codes(accept({}, { tenant: undefined }))).toEqual(['tenant_unknown']);
    expect(codes(accept({}, { tenant: tenant({ country, organization: cast.oaktrail.id }) }))).toEqual([
      'tenant_unknown',
    ]);
    expect(codes(accept({}, { tenant: tenant({ country, status: 'unlinked' }) }))).toEqual(['tenant_unknown']);
    expect(codes(accept({}, { tenant: tenant({ country: 'AQ' }) }))).toEqual(['tenant_unknown']);
  });
  it('not for a tenant that sells nothing (ACT-053)', () =>
    expect(codes(accept({}, { tenant: tenant({ country, purpose: 'corporate' }) }))).toEqual(['not_a_selling_tenant']));
  it('not before the tenant stands for an active location (ACT-014)', () => {
    expect(codes(accept({}, { location: undefined }))).toEqual(['location_not_linked']);
    expect(codes(accept({}, { location: location({ status: 'closed' }) }))).toEqual(['location_closed']);
  });
  it('not before its checks have passed (ACT-031)', () => {
    for (const status of [
      'draft',
      'emailVerification',
      'pending',
      'onHold',
      'rejected',
      'restricted',
      'suspended',
    ] as const) {
      expect(codes(accept({}, { enrolment: enrolment(status) }))).toEqual(['not_qualified_yet']);
    }
    expect(codes(accept({}, { enrolment: undefined }))).toEqual(['not_qualified_yet']);
    expect(codes(accept({}, { enrolment: enrolment('active') }))).toEqual([]);
  });
  it('not another edition, and only with the authority to bind (ACT-050, ACT-055)', () => {
    expect(codes(accept({ edition: '1999-01' }))).toEqual(['edition_outdated']);
    expect(codes(accept({ confirmsAuthority: false }))).toEqual(['authority_not_confirmed']);
  });
  it('once', () => {
    const command = {
      tenant: 'ten_miru',
      kind: 'reseller',
      edition: cloud.partnerAgreement.reseller,
      confirmsAuthority: true,
    } as const;
    expect(done(rules.accept(partnerAgreement(), command, given)).events).toEqual([]);
  });
});
