// Which reseller may be on record, and from when charges carry it, in every cloud, in values only.
import { describe, expect, it } from 'vitest';
import { cloudAt } from '../../../clouds/cloud.ts';
import { clouds } from '../../../clouds/list.ts';
import { parseMoney } from '../../../kernel/money.ts';
import { resellerIdAt } from '../charges/rules.ts';
import { removedReseller, type Subscription } from '../state.ts';
import { type Named, obstaclesToReseller, type SetResellerGiven, setReseller } from './reseller.ts';

const at = (text: string) => new Date(`${text}Z`);

describe.each(clouds.map((dated) => [dated.id, dated] as const))('In %s', (_id, dated) => {
  const cloud = cloudAt(dated, at('2026-03-01T00:00:00'));
  const [home = '', region] = Object.entries(cloud.regions)[0]!;
  const abroad = Object.keys(cloud.regions).find((country) => cloud.regions[country] !== region) ?? 'XX';
  const seller = { country: home, isProvider: true };
  const miru: Named = {
    partnerId: '4000007',
    unusable: undefined,
    location: { organization: 'miru', country: home, status: 'active' },
    enrolment: { status: 'active', agreementEdition: '2019-09' },
    isEnrolledThere: true,
    arePartners: true,
  };
  const codesFor = (named: Partial<Named>, around: Partial<Parameters<typeof obstaclesToReseller>[1]> = {}) =>
    obstaclesToReseller({ ...miru, ...named }, { cloud, seller, moment: 'order', ...around }).map(
      ({ code, details }) => (details.failure ? details.failure : code),
    );

  describe('a reseller may be named', () => {
    it('by its location, when everything is in order (CHN-030)', () => expect(codesFor({})).toEqual([]));
    it('by no id that is unknown or global (ACT-011)', () => {
      const unusable = { code: 'global_id_not_allowed', kind: 'invalid', details: {} } as const;
      expect(codesFor({ unusable })).toEqual(['global_id_not_allowed']);
    });
    it('by a provider only (ACT-005)', () =>
      expect(codesFor({}, { seller: { country: home, isProvider: false } })).toEqual(['reseller_only_for_providers']));
    it('by the location with which it joined (CHN-030)', () =>
      expect(codesFor({ isEnrolledThere: false })).toEqual(['reseller_location_not_enrolled']));
    it.each<[string, Partial<Named>]>([
      ['suspended', { enrolment: { status: 'suspended', agreementEdition: '2019-09' } }],
      ['region', { location: { organization: 'miru', country: abroad, status: 'active' } }],
      ['inactiveLocation', { location: { organization: 'miru', country: home, status: 'closed' } }],
      ['noPartnership', { arePartners: false }],
      ['noAgreement', { enrolment: { status: 'active', agreementEdition: null } }],
    ])('not when validation fails: %s (CHN-033)', (failure, named) => {
      expect(codesFor(named)).toEqual([failure]);
      expect(codesFor(named, { moment: 'change' })).toEqual([failure]);
    });
    it('and all that fails is said at once (CHN-033, ACT-051)', () =>
      expect(codesFor({ arePartners: false, enrolment: undefined })).toEqual(['noPartnership', 'noAgreement']));
    it('a closed location is told as such, not as an unknown id (CHN-033)', () => {
      const unusable = { code: 'location_closed', kind: 'conflict', details: {} } as const;
      const location = { organization: 'miru', country: home, status: 'closed' };
      expect(codesFor({ unusable, location })).toEqual(['inactiveLocation']);
    });
    it('orders since September 2025, changes since December 2025 (CHN-033)', () => {
      const on = (day: string) => ({ cloud: cloudAt(dated, at(`${day}T00:00:00`)) });
      expect(codesFor({ arePartners: false }, on('2025-08-31'))).toEqual([]);
      expect(codesFor({ arePartners: false }, on('2025-09-01'))).toEqual(['noPartnership']);
      expect(codesFor({ arePartners: false }, { ...on('2025-11-30'), moment: 'change' })).toEqual([]);
      expect(codesFor({ arePartners: false }, { ...on('2025-12-01'), moment: 'change' })).toEqual(['noPartnership']);
    });
  });

  describe('the transacting partner sets the reseller of record', () => {
    const held = {
      id: 'sub_1',
      status: 'active',
      kind: 'licence',
      partner: 'saebyeok',
      reseller: null,
      resellerId: '4000001',
      resellerIdBefore: '4000001',
      resellerIdSince: at('2026-01-10T00:00:00'),
      startsAt: at('2026-01-10T00:00:00'),
      endsAt: at('2027-01-10T00:00:00'),
      billingPlan: 'Monthly',
      unitPrice: parseMoney('4', 'USD')!,
      quantity: 20,
    } as unknown as Subscription & { status: 'active' };
    const given = (more: Partial<SetResellerGiven> = {}): SetResellerGiven => ({
      now: at('2026-03-01T00:00:00'),
      cloud,
      seller,
      named: miru,
      own: [],
      ...more,
    });
    const set = (subscription = held, partnerId: string | null = '4000007', more: Partial<SetResellerGiven> = {}) =>
      setReseller(subscription, { resellerPartnerId: partnerId }, given(more));
    const outcomeOf = (decision: ReturnType<typeof set>) => {
      if (!decision.ok) throw new Error(decision.because[0].code);
      return decision.next as typeof held;
    };

    it('and charges carry it from the next billing period (CHN-034)', () => {
      const next = outcomeOf(set());
      expect([next.reseller, next.resellerId]).toEqual(['miru', '4000007']);
      expect(resellerIdAt(next, at('2026-03-09T23:59:59'))).toBe('4000001');
      expect(resellerIdAt(next, at('2026-03-10T00:00:00'))).toBe('4000007');
    });
    it('and a second change in the same period does not lose the first one’s id', () => {
      const next = outcomeOf(set(outcomeOf(set()), null, { named: undefined }));
      expect(resellerIdAt(next, at('2026-03-05T00:00:00'))).toBe('4000001');
      expect(next).toMatchObject({ reseller: null, resellerId: removedReseller });
    });
    it('or takes it off, and charges then carry -1 (CHN-031)', () => {
      const named = outcomeOf(set());
      const next = outcomeOf(set(named, null, { named: undefined, now: at('2026-05-01T00:00:00') }));
      expect(resellerIdAt(next, at('2026-05-09T00:00:00'))).toBe('4000007');
      expect(resellerIdAt(next, at('2026-05-10T00:00:00'))).toBe('-1');
    });
    it('and the same again is nothing', () => {
      expect(set(outcomeOf(set()))).toMatchObject({ ok: true, events: [] });
      expect(set(held, null, { named: undefined })).toMatchObject({ ok: true, events: [] });
    });
    it('and the partner of record, price and terms stay (CHN-035)', () => {
      const next = outcomeOf(set());
      const { reseller: _r, resellerId: _i, resellerIdBefore: _b, resellerIdSince: _s, ...rest } = next;
      const { reseller: _r2, resellerId: _i2, resellerIdBefore: _b2, resellerIdSince: _s2, ...same } = held;
      expect(rest).toEqual(same);
    });
    it('but not one that fails validation (CHN-033)', () =>
      expect(set(held, '4000007', { named: { ...miru, arePartners: false } })).toMatchObject({
        ok: false,
        because: [{ code: 'reseller_validation_failed', details: { failure: 'noPartnership' } }],
      }));
    it('and not where the reseller has the same usage plan already (CHN-032)', () => {
      const plan = { ...held, kind: 'usage', sku: 'KTR000000003:0001' } as typeof held;
      const own = [{ id: 'sub_2', sku: plan.sku, reseller: 'miru' }] as never;
      expect(set(plan, '4000007', { own })).toMatchObject({ ok: false, because: [{ code: 'usage_plan_exists' }] });
      expect(set({ ...plan, kind: 'licence' } as typeof held, '4000007', { own })).toMatchObject({ ok: true });
      expect(set({ ...plan, id: 'sub_2' } as typeof held, '4000007', { own })).toMatchObject({ ok: true });
    });
    it('and not on a reservation (CHN-032)', () =>
      expect(set({ ...held, kind: 'reservation' })).toMatchObject({
        ok: false,
        because: [{ code: 'reseller_stays' }],
      }));
  });
});
