// How subscriptions begin and grow, and what that costs, in values only.
import { describe, expect, it } from 'vitest';
import { cloudAt } from '../../../clouds/cloud.ts';
import { worldwide } from '../../../clouds/worldwide.ts';
import { nothing } from '../../../kernel/lifecycle.ts';
import { formatMoney, parseMoney } from '../../../kernel/money.ts';
import { chargeForAdded, firstCharge, resellerIdAt, reversalOf } from '../charges/rules.ts';
import type { Subscription } from '../state.ts';
import { billingPeriodAt } from '../state.ts';
import { confirm, fail, increaseQuantity, type Start, start } from './subscribing.ts';

const at = (text: string) => new Date(`${text}Z`);
const cloud = cloudAt(worldwide, at('2026-01-31T10:00:00'));
const dollars = (text: string) => parseMoney(text, 'USD')!;
const start20: Start = {
  subscription: 'sub_1',
  sku: 'KTR000000001:0001',
  productTitle: 'Office suite',
  skuTitle: 'Office suite, business',
  kind: 'licence',
  model: 'modern',
  segment: 'Commercial',
  term: 'P1Y',
  billingPlan: 'Monthly',
  priceRow: 7,
  quantity: 20,
  unitPrice: dollars('4'),
  partner: 'saebyeok',
  reseller: 'miru',
  resellerId: '4000007',
  customer: 'daram',
  tenant: 'ten_1',
  order: 'ord_1',
  base: null,
};
const begun = (more: Partial<Start> = {}, now = at('2026-01-31T10:00:00')) => {
  const decision = start(nothing, { ...start20, ...more }, { now, cloud, charge: making(now) });
  if (!decision.ok) throw new Error(decision.because[0].code);
  return { ...decision, next: decision.next as Subscription & { status: 'provisioning' } };
};
const active = (more: Partial<Start> = {}, now?: Date) => ({ ...begun(more, now).next, status: 'active' as const });
const making = (when: string | Date) => ({
  ...{ id: 'chl_2' as const, now: typeof when === 'string' ? at(when) : when },
  ...{ seller: 'meridian', edition: '2026-03' },
});

describe('A subscription starts', () => {
  it('in provisioning, with what was bought and agreed (SUB-003)', () => {
    const { next, events } = begun();
    expect(events).toEqual(['subscription.started']);
    expect(next).toMatchObject({
      status: 'provisioning',
      nickname: 'Office suite, business',
      quantity: 20,
      origin: 'program',
      entitlement: next.id,
      order: 'ord_1',
      base: null,
    });
  });
  it('at an instant in UTC, and ends a term later (SUB-001)', () => {
    const { next } = begun();
    expect([next.startsAt, next.endsAt, next.committedUntil]).toEqual([
      at('2026-01-31T10:00:00'),
      at('2027-01-31T10:00:00'),
      at('2027-01-31T10:00:00'),
    ]);
    expect(begun({ term: 'P1M' }).next.endsAt).toEqual(at('2026-02-28T10:00:00'));
  });
  it('renews by itself when it is a licence with an end', () => {
    expect(begun().next.autoRenews).toBe(true);
    expect(begun({ kind: 'reservation' }).next.autoRenews).toBe(false);
    expect(begun({ kind: 'software', term: 'NoTerm', billingPlan: 'None' }).next).toMatchObject({
      autoRenews: false,
      endsAt: null,
      committedUntil: null,
    });
    expect(begun({ model: 'legacy' }).next.committedUntil).toBeNull();
  });
  it('with the transacting partner as support contact (REL-130)', () =>
    expect(begun().next.supportContact).toBe('saebyeok'));
  it('with the reseller’s location on its charges at once (CHN-030)', () =>
    expect(resellerIdAt(begun().next, at('2026-01-31T10:00:00'))).toBe('4000007'));
});

describe('The vendor’s system', () => {
  it('confirms what it has set up', () =>
    expect(confirm(begun().next)).toMatchObject({ ok: true, next: { status: 'active' } }));
  it('fails what it cannot set up, and says why', () =>
    expect(fail(begun().next, { reason: 'no capacity' })).toMatchObject({
      ok: true,
      next: { status: 'failed', failure: 'no capacity' },
      events: ['subscription.failed'],
    }));
  it('takes back what was charged for it, whole', () => {
    const charged = firstCharge(begun().next, making('2026-01-31T10:00:00'))!;
    const back = reversalOf({ ...charged, amount: dollars('79.99') }, { id: 'chl_3', now: at('2026-02-01T00:00:00') });
    expect([formatMoney(charged.amount), formatMoney(back.amount)]).toEqual(['80.00', '-79.99']);
    expect(back).toMatchObject({ kind: 'provisioningFailed', reverses: charged.id, from: charged.from });
  });
});

describe('A billing period', () => {
  const monthly = active();
  it.each([
    ['2026-01-31T10:00:00', '2026-01-31T10:00:00', '2026-02-28T10:00:00'],
    ['2026-02-28T09:59:59', '2026-01-31T10:00:00', '2026-02-28T10:00:00'],
    ['2026-02-28T10:00:00', '2026-02-28T10:00:00', '2026-03-31T10:00:00'],
    ['2026-12-31T12:00:00', '2026-12-31T10:00:00', '2027-01-31T10:00:00'],
  ])('of %s is counted from the start, in UTC (SUB-001)', (instant, from, until) =>
    expect(billingPeriodAt(monthly, at(instant))).toEqual({ start: at(from), end: at(until) }),
  );
  it('is a year or three where the plan says so, never beyond the end', () => {
    const yearly = active({ billingPlan: 'Annual', term: 'P3Y' });
    expect(billingPeriodAt(yearly, at('2027-06-01T00:00:00'))?.end).toEqual(at('2028-01-31T10:00:00'));
    const three = active({ billingPlan: 'Triennial', term: 'P1Y' });
    expect(billingPeriodAt(three, at('2026-06-01T00:00:00'))?.end).toEqual(at('2027-01-31T10:00:00'));
  });
  it('is the whole term, or none, where nothing recurs', () => {
    expect(billingPeriodAt(active({ billingPlan: 'None' }), at('2026-06-01T00:00:00'))?.end).toEqual(
      at('2027-01-31T10:00:00'),
    );
    expect(billingPeriodAt(active({ billingPlan: 'None', term: 'NoTerm' }), at('2026-06-01T00:00:00'))).toBeNull();
  });
});

describe('What the vendor charges', () => {
  it('first is the first period in advance (BIL-007)', () =>
    expect(firstCharge(active(), making('2026-01-31T10:00:00'))).toMatchObject({
      kind: 'new',
      quantity: 20,
      amount: dollars('80'),
      from: at('2026-01-31T10:00:00'),
      until: at('2026-02-28T10:00:00'),
      resellerId: '4000007',
    }));
  it('is nothing yet for what is metered', () =>
    expect(
      firstCharge(active({ kind: 'usage', billingPlan: 'Monthly' }), making('2026-01-31T10:00:00')),
    ).toBeUndefined());
  it('for added seats is by day, exact per seat (SUB-030; the printed example of a day later, 3.87)', () => {
    const one = active({ quantity: 1 }, at('2026-04-01T08:00:00'));
    const line = chargeForAdded(one, 1, making('2026-04-02T15:00:00'));
    expect([formatMoney(line.amount), line.kind, line.from, line.until]).toEqual([
      '3.87',
      'addQuantity',
      at('2026-04-02T15:00:00'),
      at('2026-05-01T08:00:00'),
    ]);
    expect(formatMoney(chargeForAdded(one, 1, making('2026-04-01T20:00:00')).amount)).toBe('4.00');
    expect(formatMoney(chargeForAdded(one, 3, making('2026-04-02T15:00:00')).amount)).toBe('11.61');
  });
  it('for added licences without a term is their price', () => {
    const bought = active({ kind: 'software', term: 'NoTerm', billingPlan: 'None' });
    expect(chargeForAdded(bought, 2, making('2026-05-05T00:00:00'))).toMatchObject({
      amount: dollars('8'),
      until: null,
    });
  });
  it('is whole won where the currency has no smaller coin', () => {
    const won = { ...active({ unitPrice: parseMoney('12500', 'KRW')! }, at('2026-04-01T00:00:00')) };
    expect(formatMoney(chargeForAdded(won, 1, making('2026-04-11T00:00:00')).amount)).toBe('8333');
  });
});

describe('A partner adds seats', () => {
  const given = {
    now: at('2026-02-10T00:00:00'),
    cloud,
    quantityMax: 300,
    partner: undefined,
    isAgreementMissing: false,
    reseller: [],
    added: 5,
    charge: making('2026-03-02T00:00:00'),
  };
  const codes = (decision: ReturnType<typeof increaseQuantity>) =>
    decision.ok ? [] : decision.because.map(({ code }) => code);
  it('up to the offer’s maximum (SUB-030)', () => {
    expect(increaseQuantity(active(), { quantity: 300 }, given)).toMatchObject({
      ok: true,
      next: { quantity: 300 },
      events: ['subscription.quantityIncreased'],
    });
    expect(codes(increaseQuantity(active(), { quantity: 301 }, given))).toEqual(['quantity_out_of_range']);
    expect(increaseQuantity(active(), { quantity: 9999 }, { ...given, quantityMax: null }).ok).toBe(true);
  });
  it('and the same number again is nothing', () =>
    expect(increaseQuantity(active(), { quantity: 20 }, given)).toMatchObject({ ok: true, events: [] }));
  it('and never takes any away by it (SUB-031)', () =>
    expect(codes(increaseQuantity(active(), { quantity: 19 }, given))).toEqual(['quantity_not_increased']));
  it('also for three years, whose price stays for all of them (ORD-074)', () => {
    const three = active({ term: 'P3Y' });
    expect(three).toMatchObject({ endsAt: at('2029-01-31T10:00:00'), committedUntil: three.endsAt, autoRenews: true });
    expect(increaseQuantity(three, { quantity: 25 }, given).ok).toBe(true);
    expect(formatMoney(chargeForAdded(three, 1, making('2028-12-31T10:00:00')).amount)).toBe('4.00');
  });
  it('not to what is bought once for 72 months, which neither renews nor is charged again (ORD-074)', () => {
    const device = active({ term: 'P6Y', billingPlan: 'None', segment: 'Education' });
    expect(device).toMatchObject({ autoRenews: false, committedUntil: at('2032-01-31T10:00:00') });
    expect(codes(increaseQuantity(device, { quantity: 25 }, given))).toEqual(['quantity_locked']);
    expect(firstCharge(device, making('2026-01-31T10:00:00'))).toMatchObject({ until: device.endsAt });
  });
  it('not where usage is metered', () =>
    expect(codes(increaseQuantity(active({ kind: 'usage' }), { quantity: 21 }, given))).toEqual([
      'quantity_is_metered',
    ]));
  it('not without the customer agreement, nor against what else stands in the way, all said at once (ORD-020)', () => {
    const suspended = { code: 'account_suspended', kind: 'limit', details: {} } as const;
    const failed = { code: 'reseller_validation_failed', kind: 'limit', details: {} } as const;
    const against = { ...given, partner: suspended, isAgreementMissing: true, reseller: [failed] };
    expect(codes(increaseQuantity(active(), { quantity: 400 }, against))).toEqual([
      'quantity_out_of_range',
      'account_suspended',
      'customer_agreement_missing',
      'reseller_validation_failed',
    ]);
  });
  it('and terms, price and dates stay as they are', () => {
    const before = active();
    const after = increaseQuantity(before, { quantity: 25 }, given);
    expect(after.ok && { ...after.next, quantity: 20 }).toEqual(before);
  });
});
