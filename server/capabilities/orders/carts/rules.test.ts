// Filling, changing and dropping carts, in values only.
import { describe, expect, it } from 'vitest';
import type { Obstacle } from '../../../kernel/decision.ts';
import { nothing } from '../../../kernel/lifecycle.ts';
import type { Cart, CartLine } from '../state.ts';
import { cancel, change, create, place } from './rules.ts';

const suite: CartLine = {
  sku: 'KTR000000001:0001',
  segment: 'Commercial',
  term: 'P1Y',
  billingPlan: 'Monthly',
  quantity: 20,
  base: null,
};
const other = { ...suite, sku: 'KTR000000002:0001' };
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
type Outcome = { ok: true } | { ok: false; because: readonly Obstacle[] };
const codes = (decision: Outcome) => (decision.ok ? [] : decision.because.map(({ code }) => code));
const obstacle = (code: string): Obstacle => ({ code, kind: 'limit', details: {} });

describe('A cart', () => {
  const command = { relationshipId: 'rel_1', resellerPartnerId: '4000007', lines: [suite], wish: null };
  const made = (more = {}, lines = [suite]) =>
    create(nothing, { ...command, lines }, { ...buyer, now, by, relationship, newId: 'crt_1', ...more });
  it('is begun for a customer of one’s own (ORD-001)', () =>
    expect(made()).toEqual({
      ok: true,
      next: { ...draft, id: 'crt_1', version: 0, status: 'draft' },
      events: ['cart.created'],
    }));
  it('is not for a partner that neither sells nor resells, whatever it is called', () =>
    expect(codes(made({ kinds: ['advisor'] }))).toEqual(['customers_cannot_buy']));
  it('is for direct-bill partners, too (ACT-004)', () => expect(made({ kinds: ['directBill'] }).ok).toBe(true));
  it('is not for resellers: orders go through the provider (ACT-003, SUB-011)', () => {
    const decision = made({ kinds: ['reseller'] });
    expect(decision).toMatchObject({ ok: false, because: [{ code: 'orders_via_provider', kind: 'forbidden' }] });
  });
  it('is not for customers (SUB-012)', () =>
    expect(made({ kinds: [] })).toMatchObject({
      ok: false,
      because: [{ code: 'customers_cannot_buy', kind: 'forbidden' }],
    }));
  it('is not for a partner that may do no new business', () =>
    expect(codes(made({ business: obstacle('account_suspended') }))).toEqual(['account_suspended']));
  it.each([
    ['no relationship', undefined],
    ['somebody else’s relationship', { ...relationship, partner: 'lumenfold' }],
  ])('is not begun with %s (REL-044)', (_, found) =>
    expect(codes(made({ relationship: found }))).toEqual(['relationship_required']),
  );
  it('is not begun for whom it won as a reseller, though it buys directly for others (ACT-039)', () =>
    expect(codes(made({ relationship: { ...relationship, sells: false } }))).toEqual(['orders_via_provider']));
  it('holds each thing once, so that no limit is walked around', () => {
    const again = [other, suite, { ...suite, quantity: 5 }];
    const repeated = { ok: false, because: [{ code: 'line_repeated', details: { line: 3 } }] };
    expect(made({}, again)).toMatchObject(repeated);
    expect(change(draft, { resellerPartnerId: null, lines: again })).toMatchObject(repeated);
    expect(made({}, [suite, suite])).toMatchObject({ because: [{ details: { line: 2 } }] });
    expect(made({}, [suite, { ...suite, term: 'P1M' }]).ok).toBe(true);
  });
  it('is changed as a whole, and the same again is nothing', () => {
    const lines = [{ ...suite, quantity: 21 }];
    expect(change(draft, { resellerPartnerId: null, lines })).toMatchObject({
      next: { lines, resellerPartnerId: null },
      events: ['cart.changed'],
    });
    const { resellerPartnerId } = draft;
    expect(change(draft, { resellerPartnerId, lines: [{ ...suite }] })).toMatchObject({ events: [] });
    for (const one of [
      { resellerPartnerId, lines },
      { resellerPartnerId: null, lines: draft.lines },
    ])
      expect(change(draft, one)).toMatchObject({ next: one, events: ['cart.changed'] });
  });
  it('is dropped', () =>
    expect(cancel(draft)).toMatchObject({ next: { status: 'cancelled' }, events: ['cart.cancelled'] }));
  it('is placed as it was reviewed, or not at all', () => {
    const planned = { planned: { version: 3 }, order: 'ord_1' as const };
    expect(place(draft, {}, planned)).toMatchObject({
      next: { status: 'placed', order: 'ord_1' },
      events: ['cart.placed'],
    });
    expect(place({ ...draft, version: 4 }, {}, planned)).toMatchObject({
      because: [{ code: 'cart_changed', details: { current: 4, given: 3 } }],
    });
    expect(codes(place({ ...draft, lines: [] }, {}, planned))).toEqual(['cart_empty']);
  });
});
