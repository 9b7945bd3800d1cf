// Who may buy what: reviews and orders, in values only.
import { describe, expect, it } from 'vitest';
import type { Obstacle } from '../../../kernel/decision.ts';
import { nothing } from '../../../kernel/lifecycle.ts';
import { formatMoney, parseMoney } from '../../../kernel/money.ts';
import type { Bought } from '../../subscriptions/state.ts';
import type { Cart, CartLine } from '../state.ts';
import { type Offered, type PlaceGiven, place, review } from './rules.ts';

const suite: CartLine = {
  sku: 'KTR000000001:0001',
  segment: 'Commercial',
  term: 'P1Y',
  billingPlan: 'Monthly',
  quantity: 20,
  base: null,
};
const bought: Bought = {
  sku: suite.sku,
  productTitle: 'Office suite',
  skuTitle: 'Office suite, business',
  kind: 'licence',
  model: 'modern',
  segment: 'Commercial',
  term: 'P1Y',
  billingPlan: 'Monthly',
  priceRow: 7,
};
const offer: Offered = { bought, unitPrice: parseMoney('4', 'USD')!, bases: [], obstacles: [], limit: null };
const relationship = { id: 'rel_1', partner: 'saebyeok', customer: 'daram', tenant: 'ten_1', sells: true };
const buyer = { kinds: ['provider'], business: undefined };
const by = { id: 'sena', organization: 'saebyeok' };
const now = new Date('2026-03-01T09:00:00Z');

const draft: Cart & { status: 'draft' } = {
  id: 'crt_1',
  version: 3,
  status: 'draft',
  partner: 'saebyeok',
  relationship: 'rel_1',
  customer: 'daram',
  tenant: 'ten_1',
  resellerPartnerId: '4000007',
  lines: [suite],
  wish: null,
  order: null,
  createdBy: 'sena',
  createdAt: now,
};
const given: PlaceGiven = {
  ...buyer,
  now,
  by,
  cart: draft,
  relationship,
  tenant: { purpose: 'customer', status: 'active', domain: 'daram.example' },
  missingRecords: [],
  agreement: { standing: 'accepted', edition: '2020-02' },
  reseller: { organization: 'miru', obstacles: [] },
  hasLocation: true,
  ownPartnerId: '4000001',
  own: [],
  offered: [offer],
  newId: 'ord_1',
  number: '100001',
  subscriptions: ['sub_1', 'sub_2'],
};
type Outcome = { ok: true } | { ok: false; because: readonly Obstacle[] };
const codes = (decision: Outcome) => (decision.ok ? [] : decision.because.map(({ code }) => code));
const refused = (more: Partial<PlaceGiven>) => codes(place(nothing, {}, { ...given, ...more }));
const obstacle = (code: string): Obstacle => ({ code, kind: 'limit', details: {} });

describe('An order', () => {
  it('carries the reseller’s location and what it costs (CHN-030)', () => {
    const decision = place(nothing, {}, given);
    expect(decision).toMatchObject({
      ok: true,
      next: { number: '100001', reseller: 'miru', resellerId: '4000007', customer: 'daram', placedBy: 'sena' },
      events: ['order.placed'],
    });
    if (!decision.ok) return;
    expect([decision.next.status, decision.next.placedAt, decision.next.wish]).toEqual(['placed', now, null]);
    const [line] = decision.next.lines;
    expect([line!.subscription, line!.quantity, formatMoney(line!.unitPrice), formatMoney(line!.amount)]).toEqual([
      'sub_1',
      20,
      '4.00',
      '80.00',
    ]);
  });
  it('carries the partner’s own location where it sells itself (CHN-031)', () =>
    expect(
      place(nothing, {}, { ...given, cart: { ...draft, resellerPartnerId: null }, reseller: undefined }),
    ).toMatchObject({ next: { reseller: null, resellerId: '4000001' } }));
  it('is never one of a line without offer, price or subscription: the review would have said so', () => {
    const lacking: Partial<PlaceGiven>[] = [
      { offered: [{ ...offer, bought: undefined }] },
      { offered: [{ ...offer, unitPrice: undefined }] },
      { subscriptions: [] },
    ];
    for (const one of lacking) expect(() => refused(one)).toThrow(`a line without an offer: ${suite.sku}`);
  });

  it.each<[string, Partial<PlaceGiven>, string]>([
    ['by a reseller (SUB-011)', { kinds: ['reseller'] }, 'orders_via_provider'],
    ['by a customer (SUB-012)', { kinds: [] }, 'customers_cannot_buy'],
    ['without a partner agreement', { business: obstacle('partner_agreement_missing') }, 'partner_agreement_missing'],
    ['while restricted', { business: obstacle('account_restricted') }, 'account_restricted'],
    ['without a location in its country (ACT-063)', { hasLocation: false }, 'location_required'],
    ['of an empty cart', { cart: { ...draft, lines: [] } }, 'cart_empty'],
    ['without a relationship (SUB-010)', { relationship: undefined }, 'relationship_required'],
    ['for a tenant that is not there', { tenant: undefined }, 'relationship_required'],
    ['where another one sells', { relationship: { ...relationship, sells: false } }, 'relationship_required'],
    [
      'for a tenant that was unlinked',
      { tenant: { purpose: 'customer', status: 'unlinked', domain: 'd' } },
      'relationship_required',
    ],
    [
      'for a selling tenant (ORD-005)',
      { tenant: { purpose: 'selling', status: 'active', domain: 'd' } },
      'selling_tenant_not_allowed',
    ],
    [
      'for a shared services tenant (ORD-005)',
      { tenant: { purpose: 'sharedServices', status: 'active', domain: 'd' } },
      'selling_tenant_not_allowed',
    ],
    [
      'without the customer agreement (ORD-020)',
      { agreement: { standing: 'missing', edition: '2020-02' } },
      'customer_agreement_missing',
    ],
    [
      'where only the partner can attest it (ORD-027)',
      { agreement: { standing: 'byPartner', edition: '2020-02' } },
      'customer_agreement_missing',
    ],
    [
      'with the customer’s records incomplete (SUB-010)',
      { missingRecords: ['address'] },
      'customer_records_incomplete',
    ],
    [
      'with a reseller that fails validation (CHN-033)',
      { reseller: { organization: 'miru', obstacles: [obstacle('reseller_validation_failed')] } },
      'reseller_validation_failed',
    ],
  ])('is refused %s', (_, more, code) => expect(refused(more)).toEqual([code]));
  it.each(['corporate', 'customer'])('is fine for a %s tenant (ORD-005)', (purpose) =>
    expect(refused({ tenant: { purpose, status: 'active', domain: 'd' } })).toEqual([]),
  );
  it('needs no agreement where the operator has its own (ORD-030)', () =>
    expect(refused({ agreement: { standing: 'notInSystem', edition: null } })).toEqual([]));

  it('is refused for every obstacle at once, each with its line (SUB-010)', () => {
    const second = { ...suite, sku: 'KTR000000002:0001' };
    const decision = place(
      nothing,
      {},
      {
        ...given,
        cart: { ...draft, lines: [suite, second] },
        missingRecords: ['address'],
        agreement: { standing: 'missing', edition: '2020-02' },
        offered: [offer, { ...offer, obstacles: [obstacle('offer_not_available'), obstacle('segment_not_allowed')] }],
      },
    );
    expect(codes(decision)).toEqual([
      'customer_agreement_missing',
      'customer_records_incomplete',
      'offer_not_available',
      'segment_not_allowed',
    ]);
    expect(decision.ok || decision.because.map(({ details }) => details.line)).toEqual([undefined, undefined, 2, 2]);
  });

  describe('of a limited offer', () => {
    const ordering = (left: number) =>
      refused({
        cart: { ...draft, lines: [suite, { ...suite, term: 'P1M' }] },
        offered: [0, 1].map(() => ({ ...offer, limit: { kind: 'concurrent', limit: 2, left } as const })),
      });
    it('counts the lines of its own cart (SUB-043)', () => {
      expect(ordering(2)).toEqual([]);
      expect(ordering(1)).toEqual(['offer_limit_reached']);
    });
    it('counts no line of anything else (SUB-043)', () => {
      const other = { ...suite, sku: 'KTR000000002:0001' };
      const limit = { kind: 'lifetime', limit: 1, left: 1 } as const;
      expect(refused({ cart: { ...draft, lines: [other, suite] }, offered: [offer, { ...offer, limit }] })).toEqual([]);
    });
    it('leaves to the catalogue what nothing is left of (SUB-043)', () => expect(ordering(0)).toEqual([]));
  });

  describe('of an add-on', () => {
    const addOn = { ...offer, bases: ['KTR000000009:0001'] };
    const base = { id: 'sub_9', sku: 'KTR000000009:0001', reseller: null, status: 'active' };
    const ordering = (line: Partial<CartLine>, own: PlaceGiven['own']) =>
      refused({ cart: { ...draft, lines: [{ ...suite, ...line }] }, offered: [addOn], own });
    it('names the base it hangs on (SUB-050)', () => {
      expect(ordering({ base: 'sub_9' }, [base])).toEqual([]);
      expect(ordering({}, [base])).toEqual(['base_required']);
      expect(ordering({ base: 'sub_9' }, [])).toEqual(['base_required']);
    });
    it('needs that base active, and a fitting one (SUB-050)', () => {
      expect(ordering({ base: 'sub_9' }, [{ ...base, status: 'provisioning' }])).toEqual(['base_required']);
      expect(ordering({ base: 'sub_9' }, [{ ...base, sku: 'KTR000000008:0001' }])).toEqual(['base_required']);
    });
    it('says so once, also where the catalogue has seen it', () => {
      const offered = [{ ...addOn, obstacles: [obstacle('base_required')] }];
      expect(refused({ offered })).toEqual(['base_required']);
    });
  });

  describe('of a usage plan', () => {
    const plan: Offered = { ...offer, bought: { ...bought, kind: 'usage', term: 'NoTerm', billingPlan: 'None' } };
    const there = (reseller: string | null) => [{ id: 'sub_8', sku: suite.sku, reseller, status: 'active' }];
    it('comes once for a customer and reseller (CHN-032)', () =>
      expect(refused({ offered: [plan], own: there('miru') })).toEqual(['usage_plan_exists']));
    it('comes again for another reseller (CHN-032)', () =>
      expect(refused({ offered: [plan], own: there('oaktrail') })).toEqual([]));
    it('comes beside whatever else the customer holds (CHN-032)', () => {
      const other = { ...there('miru')[0]!, sku: 'KTR000000009:0001' };
      expect(refused({ offered: [plan], own: [other] })).toEqual([]);
      expect(refused({ offered: [plan], own: [other, ...there('miru')] })).toEqual(['usage_plan_exists']);
    });
    it('comes once in its own cart, too (CHN-032)', () => {
      const lines = [suite, { ...suite, segment: 'Charity' }] as const;
      expect(refused({ cart: { ...draft, lines }, offered: [plan, plan] })).toEqual(['usage_plan_exists']);
    });
    it('costs nothing on the day it is bought', () =>
      expect(formatMoney(review(draft, { ...given, offered: [plan] }).totals[0]!)).toBe('0.00'));
  });
});

describe('A review', () => {
  it('shows what can be priced although the order would be refused', () => {
    const reviewed = review(
      { ...draft, lines: [suite, suite] },
      {
        ...given,
        relationship: undefined,
        offered: [
          offer,
          { bought: undefined, unitPrice: undefined, bases: [], obstacles: [obstacle('sku_unknown')], limit: null },
        ],
      },
    );
    expect(reviewed.lines.map(({ amount }) => amount && formatMoney(amount))).toEqual(['80.00', undefined]);
    expect(reviewed.obstacles.map(({ code }) => code)).toEqual(['relationship_required']);
    expect(reviewed.lines[1]!.obstacles.map(({ code }) => code)).toEqual(['sku_unknown']);
    expect(reviewed.totals.map(formatMoney)).toEqual(['80.00']);
    expect(review(draft, { ...given, offered: [] }).lines).toMatchObject([{ bought: undefined, obstacles: [] }]);
  });
  it.each<[string, Partial<PlaceGiven>, object]>([
    [
      'which tenant buys for itself',
      { tenant: { purpose: 'selling', status: 'active', domain: 'miru.example' } },
      { tenant: 'miru.example', purpose: 'selling' },
    ],
    [
      'what the records lack',
      { missingRecords: ['address', 'registrationNumber'] },
      { missing: 'address, registrationNumber' },
    ],
    [
      'what must be there first',
      { offered: [{ ...offer, bases: ['KTR000000008:0001', 'KTR000000009:0001'] }] },
      { prerequisites: 'KTR000000008:0001, KTR000000009:0001' },
    ],
    [
      'how many there may be',
      {
        cart: { ...draft, lines: [suite, { ...suite, term: 'P1M' }] },
        offered: [0, 1].map(() => ({ ...offer, limit: { kind: 'lifetime', limit: 3, left: 1 } as const })),
      },
      { limit: 3, kind: 'lifetime', elsewhere: false },
    ],
  ])('says %s', (_, more, details) =>
    expect(place(nothing, {}, { ...given, ...more })).toMatchObject({ because: [{ details }] }),
  );
  it('sums up each currency by itself', () => {
    const won = { ...offer, unitPrice: parseMoney('12500', 'KRW')! };
    const reviewed = review({ ...draft, lines: [suite, suite, suite] }, { ...given, offered: [offer, won, offer] });
    expect(reviewed.totals.map((one) => [formatMoney(one), one.currency])).toEqual([
      ['160.00', 'USD'],
      ['250000', 'KRW'],
    ]);
  });
});
