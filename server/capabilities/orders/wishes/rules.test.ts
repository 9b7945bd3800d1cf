// A reseller's purchase wish, in values only.
import { describe, expect, it } from 'vitest';
import { nothing } from '../../../kernel/lifecycle.ts';
import type { Wish } from '../state.ts';
import { decline, fulfil, type SendGiven, send, withdraw } from './rules.ts';

const given: SendGiven = {
  now: new Date('2026-03-01T09:00:00Z'),
  by: { id: 'jiwoo', organization: 'miru' },
  relationship: { partner: 'miru', customer: 'daram', tenant: 'ten_1', isActive: true },
  arePartners: true,
  titles: { productTitle: 'Office suite', skuTitle: 'Office suite, business' },
  newId: 'wsh_1',
};
const command = { relationshipId: 'rel_1', providerId: 'saebyeok', skuId: 'KTR000000001:0001', quantity: 20 };
const sent = (more: Partial<SendGiven> = {}) => send(nothing, command, { ...given, ...more });
const open = (): Wish & { status: 'open' } => {
  const decision = sent();
  if (!decision.ok) throw new Error(decision.because[0].code);
  return decision.next as Wish & { status: 'open' };
};

describe('A reseller wishes that its provider orders (SUB-011)', () => {
  it('something for a customer of its own', () =>
    expect(sent()).toMatchObject({
      ok: true,
      next: {
        status: 'open',
        reseller: 'miru',
        provider: 'saebyeok',
        customer: 'daram',
        quantity: 20,
        note: null,
        answer: null,
        cart: null,
        sentBy: 'jiwoo',
        sentAt: given.now,
      },
      events: ['wish.sent'],
    }));
  it('but not of anybody who is not its provider', () =>
    expect(sent({ arePartners: false })).toMatchObject({
      because: [{ code: 'wish_needs_provider', details: { provider: 'saebyeok' } }],
    }));
  it.each([
    ['nobody', undefined],
    ['another reseller’s customer', { ...given.relationship!, partner: 'oaktrail' }],
    ['a customer that left', { ...given.relationship!, isActive: false }],
  ])('and not for %s', (_, relationship) =>
    expect(sent({ relationship })).toMatchObject({ because: [{ code: 'wish_for_own_customers' }] }),
  );
  it('and not of anything the catalogue does not have', () =>
    expect(sent({ titles: undefined })).toMatchObject({
      because: [{ code: 'sku_unknown', details: { sku: command.skuId } }],
    }));
  it('and the provider makes a cart of it', () =>
    expect(fulfil(open(), {}, { cart: 'crt_1' })).toMatchObject({
      next: { status: 'fulfilled', cart: 'crt_1' },
      events: ['wish.fulfilled'],
    }));
  it('or declines it with a word', () =>
    expect(decline(open(), { note: 'Out of stock' })).toMatchObject({
      next: { status: 'declined', answer: 'Out of stock' },
      events: ['wish.declined'],
    }));
  it('or the reseller takes it back', () =>
    expect(withdraw(open())).toMatchObject({ next: { status: 'withdrawn' }, events: ['wish.withdrawn'] }));
});
