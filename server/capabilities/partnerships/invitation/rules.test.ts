// The rules of partnerships between provider and reseller, with values only, in every cloud.
import { describe, expect, it } from 'vitest';
import { cast, cloudNow, codes, countryIn, done, eachCloud, enrolment, now } from '../../../../tests/cast.ts';
import { worldwide } from '../../../clouds/worldwide.ts';
import { nothing } from '../../../kernel/lifecycle.ts';
import type { Enrolment } from '../../organizations/enrolment/state.ts';
import * as rules from './rules.ts';
import type { PartnershipInvitation } from './state.ts';

const { saebyeok, miru } = cast;
const days = (count: number) => new Date(now.getTime() + count * 86_400_000);
const provider = (status: Enrolment['status'] = 'active') =>
  enrolment(status, { kind: 'provider', agreementEdition: '2019-09' });

const createGiven: rules.CreateGiven = {
  now,
  cloud: cloudNow(worldwide),
  by: { id: 'usr_sena', organization: saebyeok.id },
  provider: provider(),
  newId: 'pin_1',
  tokenHash: 'hash',
};
const created = (given: Partial<rules.CreateGiven> = {}, command: rules.Create = {}) =>
  rules.create(nothing, command, { ...createGiven, ...given });

describe('A partnership is begun', () => {
  it('by an active provider, with a link for one reseller that holds 90 days (REL-010, REL-018)', () => {
    const { next, events } = done(created());
    expect(events).toEqual(['partnershipInvitation.created']);
    expect(next).toMatchObject({ status: 'open', provider: saebyeok.id, reusable: false, uses: 0, createdAt: now });
    expect(next.expiresAt).toEqual(days(90));
  });
  it('with one for several only where that is asked for (REL-018)', () =>
    expect(done(created({}, { reusable: true })).next.reusable).toBe(true));
  it('by nobody who is no provider (REL-011)', () =>
    expect(codes(created({ provider: undefined }))).toEqual(['not_a_provider']));
  it.each(['draft', 'pending', 'qualified', 'restricted', 'suspended', 'rejected'] as const)(
    'not while the provider is %s (REL-010)',
    (status) => expect(codes(created({ provider: provider(status) }))).toEqual(['provider_not_active']),
  );
});

const open = { ...done(created()).next, version: 1, status: 'open' as const };
const useGiven: rules.UseGiven = {
  now,
  cloud: cloudNow(worldwide),
  by: { organization: miru.id },
  provider: { enrolment: provider(), country: 'KR' },
  reseller: { enrolment: enrolment('active'), country: 'KR' },
  arePartners: false,
};
type Open = PartnershipInvitation & { status: 'open' };
const ticked = { confirmsPartnership: true };
const used = (given: Partial<rules.UseGiven> = {}, command: rules.Use = ticked, link: Open = open) =>
  rules.use(link, command, { ...useGiven, ...given });
const as = (one: Enrolment | undefined) => ({ reseller: { enrolment: one, country: 'KR' } });

describe('A reseller approves a provider', () => {
  it('and the link is used up (REL-012)', () => {
    const { next, events } = done(used());
    expect([next.status, next.uses, events]).toEqual(['used', 1, ['partnershipInvitation.used']]);
  });
  it('by a link for several, which stays open for the others (REL-018)', () =>
    expect(done(used({}, ticked, { ...open, reusable: true })).next).toMatchObject({ status: 'open', uses: 1 }));
  it('but not without the tick (REL-012)', () =>
    expect(codes(used({}, { confirmsPartnership: false }))).toEqual(['partnership_not_confirmed']));
  it('but not once the link has expired, to the moment (REL-018)', () => {
    expect(codes(used({ now: days(90) }))).toEqual(['partnership_link_expired']);
    expect(codes(used({ now: new Date(days(90).getTime() - 1) }))).toEqual([]);
  });
  it('but not itself (ACT-005)', () =>
    expect(codes(used({ by: { organization: saebyeok.id } }))).toEqual(['own_partnership_link']));
  it('but not from another region (REL-016, ACT-061)', () => {
    const refused = used({ reseller: { enrolment: enrolment('active'), country: 'DK' } });
    expect(codes(refused)).toEqual(['region_mismatch']);
    expect(!refused.ok && refused.because[0].details).toEqual({ provider: 'KR', own: 'DK' });
  });
  it('from another country of the same region', () => {
    const inDenmark = { provider: { enrolment: provider(), country: 'DK' } };
    const inSweden = { reseller: { enrolment: enrolment('active'), country: 'SE' } };
    expect(codes(used({ ...inDenmark, ...inSweden }))).toEqual([]);
  });
  it('but not where nothing is sold', () => {
    const nowhere = { provider: { enrolment: provider(), country: 'AQ' } };
    const there = { reseller: { enrolment: enrolment('active'), country: 'AQ' } };
    expect(codes(used({ ...nowhere, ...there }))).toEqual(['region_mismatch']);
  });
  it('but not while the provider is suspended (REL-010)', () =>
    expect(codes(used({ provider: { enrolment: provider('suspended'), country: 'KR' } }))).toEqual([
      'provider_not_active',
    ]));
  it('but not before it is enrolled as reseller: the link waits (REL-010)', () => {
    expect(codes(used(as(undefined)))).toEqual(['not_enrolled_as_reseller']);
    expect(codes(used(as(enrolment('pending'))))).toEqual(['not_enrolled_as_reseller']);
    expect(codes(used(as(enrolment('suspended'))))).toEqual(['not_enrolled_as_reseller']);
  });
  it('but not without the partner agreement (ACT-052)', () => {
    expect(codes(used(as(enrolment('qualified'))))).toEqual(['partner_agreement_missing']);
    expect(codes(used(as(enrolment('active', { agreementEdition: null }))))).toEqual(['partner_agreement_missing']);
  });
  it('and hears all that is missing at once', () =>
    expect(
      codes(
        used({ provider: { enrolment: undefined, country: 'KR' }, ...as(undefined) }, { confirmsPartnership: false }),
      ),
    ).toEqual(['provider_not_active', 'not_enrolled_as_reseller', 'partnership_not_confirmed']));
  it('whom it has already: nothing changes, and the link stays for another (REL-017)', () =>
    expect(used({ arePartners: true })).toEqual({ ok: true, next: open, events: [] }));
});

describe.each(eachCloud)('In the cloud %s', (_, cloud) => {
  it('a link holds as long as the cloud says, and stays in one region', () => {
    const { next } = done(created({ cloud }));
    expect(next.expiresAt).toEqual(days(cloud.windows.partnershipInvitationDays));
    const country = countryIn(cloud);
    const here = {
      provider: { enrolment: provider(), country },
      reseller: { enrolment: enrolment('active'), country },
    };
    expect(codes(used({ cloud, ...here }))).toEqual([]);
  });
});

describe('A link', () => {
  it('that is declined is closed; one for several stays for the others', () => {
    expect(done(rules.decline(open))).toMatchObject({
      next: { status: 'declined', uses: 0 },
      events: ['partnershipInvitation.declined'],
    });
    expect(done(rules.decline({ ...open, reusable: true })).next.status).toBe('open');
  });
  it('is revoked by the provider, or expires by itself', () => {
    expect(done(rules.revoke(open))).toMatchObject({ next: { status: 'revoked' } });
    expect(done(rules.expire(open))).toMatchObject({ next: { status: 'expired' } });
  });
});
