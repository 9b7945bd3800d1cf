// The rules of signing up alone: values in, decision out, in every cloud.
import { describe, expect, it } from 'vitest';
import { cloudAt } from '../../clouds/cloud.ts';
import { clouds } from '../../clouds/list.ts';
import { nothing } from '../../kernel/lifecycle.ts';
import { complete, expire, proveDomain, start, verifyMail } from './rules.ts';
import type { Signup } from './state.ts';

const now = new Date('2026-03-01T09:00:00Z');
const later = new Date('2026-03-08T09:00:00Z');
const asked = {
  organizationName: 'Daram Foods',
  country: 'KR',
  domain: 'Daram.example',
  mail: 'haneul@daram.example',
  displayName: 'Haneul',
  language: 'ko',
} as const;
const made = { newId: 'sig_1', tokenHash: 'h', recordValue: 'kontor=1' } as const;
const open = {
  ...asked,
  id: 'sig_1',
  version: 1,
  status: 'open',
  tokenHash: 'h',
  recordValue: 'kontor=1',
  createdAt: now,
  expiresAt: later,
} as const satisfies Signup;
const verified = { ...open, status: 'mailVerified' } as const;
const proven = { ...open, status: 'domainProven' } as const;
type Outcome = { ok: true; events: readonly string[] } | { ok: false; because: readonly { code: string }[] };
const codes = (decision: Outcome) => (decision.ok ? decision.events : decision.because.map(({ code }) => code));

for (const dated of clouds) {
  const cloud = cloudAt(dated, now);
  const country = Object.keys(cloud.regions)[0]!;
  describe(`An organization signs up (${dated.id})`, () => {
    it('where the cloud takes new ones (CLD-003)', () => {
      const expected = cloud.features.newCustomers ? 'signup.started' : 'cloud_closed_to_new';
      expect(codes(start(nothing, { ...asked, country }, { now, cloud, ...made }))).toEqual([expected]);
    });
    it('but not from a country the cloud does not know (ACT-060)', () => {
      const expected = cloud.features.newCustomers ? 'country_not_sold_here' : 'cloud_closed_to_new';
      expect(codes(start(nothing, { ...asked, country: 'XX' }, { now, cloud, ...made }))).toEqual([expected]);
    });
  });
}

describe('A sign-up', () => {
  it('has its mail verified once', () => {
    expect(codes(verifyMail(open, {}, { now }))).toEqual(['signup.mailVerified']);
    expect(codes(verifyMail(proven, {}, { now }))).toEqual([]);
  });
  it('proves its domain by a record in the DNS (ACT-026)', () => {
    expect(codes(proveDomain(verified, { records: ['v=spf1 -all'] }, { now }))).toEqual(['domain_not_proven']);
    expect(codes(proveDomain(verified, { records: ['v=spf1 -all', 'kontor=1'] }, { now }))).toEqual([
      'signup.domainProven',
    ]);
    expect(codes(proveDomain(proven, { records: [] }, { now }))).toEqual([]);
  });
  it('is completed unless domain or name were taken meanwhile (REL-030)', () => {
    expect(codes(complete(proven, {}, { now, isDomainTaken: false, isNameTaken: false }))).toEqual([
      'signup.completed',
    ]);
    expect(codes(complete(proven, {}, { now, isDomainTaken: true, isNameTaken: true }))).toEqual([
      'domain_taken',
      'sign_in_name_taken',
    ]);
  });
  it('ends after a week, whatever was proven', () => {
    expect(codes(verifyMail(open, {}, { now: later }))).toEqual(['signup_expired']);
    expect(codes(proveDomain(verified, { records: ['kontor=1'] }, { now: later }))).toEqual(['signup_expired']);
    const given = { now: later, isDomainTaken: false, isNameTaken: false };
    expect(codes(complete(proven, {}, given))).toEqual(['signup_expired']);
    expect(codes(expire(open))).toEqual(['signup.expired']);
  });
});
