// A partner arranges the top of its catalogue.
import { describe, expect, it } from 'vitest';
import { cloudAt } from '../../../clouds/cloud.ts';
import { worldwide } from '../../../clouds/worldwide.ts';
import { nothing } from '../../../kernel/lifecycle.ts';
import type { SkuId } from '../state.ts';
import { type PinGiven, pin } from './rules.ts';
import type { PinnedOffers } from './state.ts';

const skus = Array.from({ length: 7 }, (_, i): SkuId => `KTR000000001:000${i}`);
const given = (more: Partial<PinGiven> = {}): PinGiven => ({
  now: new Date('2026-03-02T09:00:00Z'),
  newId: 'pno_new',
  isTrading: true,
  most: cloudAt(worldwide, new Date('2026-03-02')).pinnedOffersMax,
  known: new Set(skus),
  ...more,
});
const [one, two, three] = skus as [SkuId, SkuId, SkuId];
const before: PinnedOffers = {
  ...{ id: 'pno_one', version: 3, status: 'pinned', partner: 'org_miru' },
  ...{ skus: [one, two], changedAt: new Date('2026-01-01T00:00:00Z') },
};
const codes = (decision: ReturnType<typeof pin>) => (decision.ok ? [] : decision.because.map(({ code }) => code));

describe('A partner pins offers (ORD-009)', () => {
  it('as many as the cloud lets it, in its own order', () => {
    const decision = pin(nothing, { partner: 'org_miru', skus: skus.slice(0, 5).reverse() }, given());
    expect(decision).toMatchObject({
      next: { id: 'pno_new', status: 'pinned', partner: 'org_miru', skus: skus.slice(0, 5).reverse() },
      events: ['pinnedOffers.pinned'],
    });
  });
  it('but not one more', () =>
    expect(codes(pin(before, { partner: 'org_miru', skus: skus.slice(0, 6) }, given()))).toEqual(['too_many_pinned']));
  it('but only what the catalogue has', () => {
    const known = new Set([one]);
    const refused = pin(before, { partner: 'org_miru', skus: [one, two, three] }, given({ known }));
    expect(codes(refused)).toEqual(['sku_unknown', 'sku_unknown']);
  });
  it('but only where it may trade', () =>
    expect(codes(pin(nothing, { partner: 'org_daram', skus: [] }, given({ isTrading: false })))).toEqual([
      'catalogue_not_yours',
    ]));
  it('and unpins them all by an empty list', () =>
    expect(pin(before, { partner: 'org_miru', skus: [] }, given())).toMatchObject({
      next: { id: 'pno_one', status: 'empty', skus: [] },
      events: ['pinnedOffers.pinned'],
    }));
  it('and says the same again without a trace; another order is a change', () => {
    expect(pin(before, { partner: 'org_miru', skus: [one, two] }, given())).toMatchObject({ next: before, events: [] });
    const turned = pin(before, { partner: 'org_miru', skus: [two, one] }, given());
    expect(turned).toMatchObject({ next: { skus: [two, one] }, events: ['pinnedOffers.pinned'] });
  });
});
