// The rules of claiming the role of global admin: values in, decision out, in every cloud.
import { describe, expect, it } from 'vitest';
import { cloudAt } from '../../clouds/cloud.ts';
import { clouds } from '../../clouds/list.ts';
import { nothing } from '../../kernel/lifecycle.ts';
import { expire, prove, type StartGiven, start, withdraw } from './rules.ts';
import type { AdminClaim } from './state.ts';

const now = new Date('2026-03-01T09:00:00Z');
const organization = 'org_miru';
const by = { id: 'usr_jiwoo', organization };
const domain = 'miru.example';
const standing = { now, by, isMember: true, hasGlobalAdmin: false, domains: [domain, 'miru-csp.example'] };
type Outcome = { ok: true; events: readonly string[] } | { ok: false; because: readonly { code: string }[] };
const codes = (decision: Outcome) => (decision.ok ? decision.events : decision.because.map(({ code }) => code));

for (const dated of clouds) {
  const cloud = cloudAt(dated, now);
  const given: StartGiven = { ...standing, cloud, open: undefined, newId: 'clm_1', recordValue: 'kontor-admin=1' };
  const started = start(nothing, { domain: 'Miru.example' }, given);
  if (!started.ok) throw new Error('a claim cannot begin');
  const open = started.next as AdminClaim & { status: 'open' };
  const found = { records: ['v=spf1 -all', 'kontor-admin=1'] };

  describe(`A member claims the role of global admin (ACT-026, ${dated.id})`, () => {
    it('for one domain, for as long as the cloud says', () => {
      expect(codes(started)).toEqual(['adminClaim.started']);
      expect(open).toMatchObject({ person: by.id, organization, domain });
      const days = (open.expiresAt.getTime() - now.getTime()) / 86_400_000;
      expect(days).toBe(cloud.windows.adminClaimDays);
    });
    it('but not where there is a global admin', () => {
      expect(codes(start(nothing, { domain }, { ...given, hasGlobalAdmin: true }))).toEqual(['global_admin_exists']);
    });
    it('but not as a guest, as somebody of another organization, or as who was suspended', () => {
      expect(codes(start(nothing, { domain }, { ...given, isMember: false }))).toEqual(['claim_only_by_members']);
    });
    it('but not with the domain of somebody else', () => {
      expect(codes(start(nothing, { domain: 'oaktrail.example' }, given))).toEqual(['domain_not_of_organization']);
    });
    it('one claim at a time, until its time has passed', () => {
      expect(codes(start(nothing, { domain }, { ...given, open }))).toEqual(['claim_is_open']);
      const later = { ...given, open, now: open.expiresAt };
      expect(codes(start(nothing, { domain }, later))).toEqual(['adminClaim.started']);
    });
    it('and has it once the record is there', () => {
      expect(codes(prove(open, found, standing))).toEqual(['adminClaim.proven']);
    });
    it('but not by the record of another claim', () => {
      expect(codes(prove(open, { records: ['kontor-admin=2'] }, standing))).toEqual(['domain_not_proven']);
    });
    it('nor when somebody else was first, the domain is gone, or the membership', () => {
      expect(codes(prove(open, found, { ...standing, hasGlobalAdmin: true }))).toEqual(['global_admin_exists']);
      expect(codes(prove(open, found, { ...standing, domains: [] }))).toEqual(['domain_not_of_organization']);
      expect(codes(prove(open, found, { ...standing, isMember: false }))).toEqual(['claim_only_by_members']);
    });
    it('nor once it has expired, to the millisecond', () => {
      const last = new Date(open.expiresAt.getTime() - 1);
      expect(codes(prove(open, found, { ...standing, now: last }))).toEqual(['adminClaim.proven']);
      expect(codes(prove(open, found, { ...standing, now: open.expiresAt }))).toEqual(['claim_expired']);
    });
    it('or takes it back, or lets it pass', () => {
      expect(codes(withdraw(open))).toEqual(['adminClaim.withdrawn']);
      expect(codes(expire(open))).toEqual(['adminClaim.expired']);
    });
  });
}
