// What a customer may buy, in values only: every obstacle, and the table of segments in every cloud.
import { describe, expect, it } from 'vitest';
import { cloudAt } from '../../../clouds/cloud.ts';
import { clouds } from '../../../clouds/list.ts';
import { usgov } from '../../../clouds/usgov.ts';
import { worldwide } from '../../../clouds/worldwide.ts';
import type { QualificationKind } from '../qualifications/state.ts';
import type { Held, OfferRules, Price } from '../state.ts';
import { type Offer, obstaclesTo, type Pair, segmentsFor, type Wanted } from './rules.ts';

const at = new Date('2026-03-01T00:00:00Z');
const sku = 'KTR000000001:0001';
const base = 'KTR000000002:0001';
const wanted: Wanted = { sku, segment: 'Commercial', term: 'P1Y', billingPlan: 'Monthly', quantity: 20 };
const rules = {
  licencesMin: 1,
  licencesMax: 300,
  ownershipLimit: null,
  ownershipLimitType: 'none',
  prerequisites: [],
  allowedCountries: [],
} as unknown as OfferRules;
const priced = { price: {} as Price, isMetered: false };
const offer: Offer = { item: { id: sku, list: 'licence', title: 'Suite' }, rules, ...priced };
const pair: Pair = {
  cloud: cloudAt(worldwide, at),
  partnerCountry: 'KR',
  customerCountry: 'KR',
  qualified: new Set(),
  isPartnerApprovedForGovernment: false,
  held: [],
};
const holding = (more: Partial<Held> = {}): Held => ({
  sku,
  segment: 'Commercial',
  status: 'active',
  isDeprovisioned: false,
  isOwn: true,
  ...more,
});
type Asked = { wanted?: Partial<Wanted>; offer?: Partial<Offer>; rules?: Partial<OfferRules>; pair?: Partial<Pair> };
const codes = (asked: Asked = {}): string[] =>
  obstaclesTo(
    { ...wanted, ...asked.wanted },
    { ...offer, ...(asked.rules && { rules: { ...rules, ...asked.rules } }), ...asked.offer },
    { ...pair, ...asked.pair },
  ).map(({ code }) => code);
const qualified = (...kinds: QualificationKind[]) => ({ qualified: new Set(kinds) });

describe('An offer (ORD-002)', () => {
  it('can be bought when nothing stands in the way', () => expect(codes()).toEqual([]));
  it('must be in the catalogue, or there is nothing else to say', () =>
    expect(codes({ offer: { item: undefined, rules: undefined } })).toEqual(['sku_unknown']));
  it('must be in the offer matrix, whatever its price (ORD-072)', () =>
    expect(codes({ offer: { rules: undefined } })).toEqual(['not_in_offer_matrix']));
  it('must have a price for the market, the terms and the day (ORD-070)', () =>
    expect(codes({ offer: { price: undefined } })).toEqual(['no_price_in_force']));
  it('says everything that stands in the way at once', () =>
    expect(codes({ offer: { rules: undefined, price: undefined }, wanted: { segment: 'Charity' } })).toEqual([
      ...['not_in_offer_matrix', 'no_price_in_force', 'segment_not_allowed'],
    ]));
});

describe('A usage plan', () => {
  const item = { id: sku, list: 'usage', title: 'Plan' } as const;
  const plan = (more: Partial<Wanted> = {}, isMetered = true) =>
    codes({
      wanted: { term: 'NoTerm', billingPlan: 'None', quantity: 1, ...more },
      offer: { item, price: undefined, isMetered },
    });
  it('has no price of its own: its meters have some in the market', () => {
    expect(plan()).toEqual([]);
    expect(plan({}, false)).toEqual(['no_price_in_force']);
  });
  it('has neither term nor billing plan', () => {
    expect(plan({ term: 'P1Y' })).toEqual(['no_price_in_force']);
    expect(plan({ billingPlan: 'Monthly' })).toEqual(['no_price_in_force']);
  });
  it('is not sold at the prices of a segment that meters do not have', () =>
    expect(plan({ segment: 'Charity' })).toEqual(['no_price_in_force']));
  it('is one, not several (CHN-032)', () => expect(plan({ quantity: 2 })).toEqual(['quantity_out_of_range']));
});

describe('Countries (ORD-008)', () => {
  it('must allow it where the partner is, and where the customer is', () => {
    expect(codes({ rules: { allowedCountries: ['KR'] } })).toEqual([]);
    expect(codes({ rules: { allowedCountries: ['DK'] } })).toEqual(['offer_not_available']);
    expect(codes({ rules: { allowedCountries: ['KR'] }, pair: { customerCountry: 'JP' } })).toEqual([
      'offer_not_available',
    ]);
    expect(codes({ rules: { allowedCountries: ['DK'] }, pair: { customerCountry: 'JP' } })).toHaveLength(2);
  });
});

describe('Segments (ORD-010)', () => {
  it.each<[QualificationKind[], string[]]>([
    [[], ['Commercial']],
    [['nonprofit'], ['Commercial', 'Charity']],
    [['education'], ['Commercial', 'Education']],
    [['governmentCommunity'], ['Government']],
    [['stateOwned'], ['Commercial']],
    [
      ['education', 'stateOwned'],
      ['Commercial', 'Education'],
    ],
    [['governmentCommunity', 'stateOwned'], ['Government']],
  ])('for %j are %j', (kinds, allowed) => expect(segmentsFor({ ...pair, ...qualified(...kinds) })).toEqual(allowed));
  it('for public bodies in a cloud of their own are theirs and the commercial ones', () =>
    expect(segmentsFor({ cloud: cloudAt(usgov, at), qualified: new Set() })).toEqual(['Commercial', 'Government']));
  it('are refused by name where they are not allowed', () => {
    expect(codes({ wanted: { segment: 'Charity' } })).toEqual(['segment_not_allowed']);
    expect(codes({ wanted: { segment: 'Charity' }, pair: qualified('nonprofit') })).toEqual([]);
  });
  it('of education are only for who is qualified (ORD-012)', () => {
    expect(codes({ wanted: { segment: 'Education' } })).toEqual(['education_not_qualified']);
    expect(codes({ wanted: { segment: 'Education' }, pair: qualified('education') })).toEqual([]);
  });
  it('of government need the partner’s own approval, too (ORD-013)', () => {
    const community = qualified('governmentCommunity');
    expect(codes({ wanted: { segment: 'Government' }, pair: community })).toEqual([
      'partner_not_approved_for_government',
    ]);
    const approved = { ...community, isPartnerApprovedForGovernment: true };
    expect(codes({ wanted: { segment: 'Government' }, pair: approved })).toEqual([]);
  });
  it('other than government are closed once a government subscription is held (ORD-011)', () => {
    const held = [holding({ segment: 'Government', sku: base })];
    expect(codes({ pair: { held } })).toEqual(['government_only']);
    expect(codes({ pair: { held: [{ ...held[0]!, status: 'ended' }] } })).toEqual([]);
  });
});

describe('Quantities, limits and bases', () => {
  it('stay in the range of the offer (SUB-030)', () => {
    for (const quantity of [1, 300]) expect(codes({ wanted: { quantity } })).toEqual([]);
    expect(codes({ wanted: { quantity: 301 } })).toEqual(['quantity_out_of_range']);
    expect(codes({ rules: { licencesMin: 21 } })).toEqual(['quantity_out_of_range']);
  });
  it('count what is held now, from whatever partner, until all of it is gone (SUB-043)', () => {
    const limited = { ownershipLimit: 1, ownershipLimitType: 'concurrent' } as const;
    const held = (more: Partial<Held>) => codes({ rules: limited, pair: { held: [holding(more)] } });
    expect(held({ isOwn: false })).toEqual(['offer_limit_reached']);
    expect(held({ status: 'cancelled' })).toEqual(['offer_limit_reached']);
    expect(held({ status: 'ended', isDeprovisioned: true })).toEqual([]);
    expect(held({ sku: base })).toEqual([]);
  });
  it('count what there ever was where the limit is for life (SUB-043)', () =>
    expect(
      codes({
        rules: { ownershipLimit: 1, ownershipLimitType: 'lifetime' },
        pair: { held: [holding({ status: 'ended', isDeprovisioned: true })] },
      }),
    ).toEqual(['offer_limit_reached']));
  it('need an active base for an add-on (SUB-050)', () => {
    const addOn = { prerequisites: [base] } as Partial<OfferRules>;
    expect(codes({ rules: addOn })).toEqual(['base_required']);
    expect(codes({ rules: addOn, pair: { held: [holding({ sku: base })] } })).toEqual([]);
    expect(codes({ rules: addOn, pair: { held: [holding({ sku: base, status: 'suspended' })] } })).toEqual([
      'base_required',
    ]);
  });
  it('propose to reactivate one’s own suspended one (SUB-013)', () => {
    expect(codes({ pair: { held: [holding({ status: 'suspended' })] } })).toEqual(['suspended_one_exists']);
    expect(codes({ pair: { held: [holding({ status: 'suspended', isOwn: false })] } })).toEqual([]);
  });
});

describe('A commercial offer without rules of its own', () => {
  it.each(clouds.map((cloud) => [cloud.id, cloud] as const))('can be bought in %s', (_id, cloud) =>
    expect(codes({ pair: { cloud: cloudAt(cloud, at) } })).toEqual([]),
  );
});
