// Our promise about what can be bought: products and SKUs, prices by market and day, and why an offer cannot be had.
import { Type } from 'typebox';
import { Country, Instant, list, OrNull, only, open, Reason, view } from '../operation.ts';
import { Amount, BillingPlan, List, Segment, SkuId, TermText } from './words.ts';

const Whole = () => Type.Integer({ minimum: 0 });
const Day = () => Type.Optional(Instant());

export const Product = Type.Object({
  id: open(Type.String()),
  title: open(Type.String()),
  publisher: open(Type.String()),
  list: open(List()),
  skus: open(Whole()),
});

const skuFields = {
  id: open(SkuId()),
  list: open(List()),
  productId: open(Type.String()),
  productTitle: open(Type.String()),
  title: open(Type.String()),
  publisher: open(Type.String()),
  description: open(Type.String()),
  unit: open(Type.String()),
  tags: open(Type.Array(Type.String())),
  /** Its place among the offers that your organization pinned to the top, from 1 on (ORD-009). */
  pinned: open(OrNull(Whole())),
};
export const Sku = Type.Object(skuFields);

const OfferRules = Type.Object({
  licencesMin: OrNull(Whole()),
  licencesMax: OrNull(Whole()),
  ownershipLimit: OrNull(Whole()),
  ownershipLimitType: Type.Enum(['none', 'lifetime', 'concurrent']),
  prerequisites: Type.Array(SkuId()),
  conversions: Type.Array(SkuId()),
  allowedCountries: Type.Array(Country()),
});
/** On which terms a SKU is sold in a market; who may see prices finds them in the list of prices. */
const Terms = Type.Object({
  market: Country(),
  currency: Type.String(),
  segment: Type.String(),
  term: Type.String(),
  billingPlan: BillingPlan(),
});
export const WholeSku = Type.Object({
  ...skuFields,
  /** null: not in the offer matrix, so it cannot be ordered (ORD-072). */
  rules: open(OrNull(OfferRules)),
  terms: open(Type.Array(Terms)),
});

export const Price = Type.Object({
  sku: open(SkuId()),
  productTitle: open(Type.String()),
  title: open(Type.String()),
  list: open(List()),
  market: open(Country()),
  currency: open(Type.String()),
  segment: open(Type.String()),
  term: open(Type.String()),
  billingPlan: open(BillingPlan()),
  meter: open(Type.String()),
  tierMin: open(Whole()),
  tierMax: open(OrNull(Whole())),
  unitPrice: only('cost', Amount()),
  estimatedRetailPrice: only('commercial', OrNull(Amount())),
  validFrom: open(OrNull(Instant())),
  validUntil: open(OrNull(Instant())),
});
const Was = () => OrNull(Type.Object({ unitPrice: Amount(), estimatedRetailPrice: OrNull(Amount()) }));
export const PriceDifference = Type.Object({
  kind: open(Type.Enum(['added', 'changed', 'ended'])),
  sku: open(SkuId()),
  title: open(Type.String()),
  market: open(Country()),
  currency: open(Type.String()),
  segment: open(Type.String()),
  term: open(Type.String()),
  billingPlan: open(BillingPlan()),
  meter: open(Type.String()),
  tierMin: open(Whole()),
  before: only('cost', Was()),
  after: only('cost', Was()),
});

export const Availability = Type.Object({
  sku: open(SkuId()),
  productTitle: open(Type.String()),
  title: open(Type.String()),
  list: open(List()),
  segment: open(Type.String()),
  term: open(Type.String()),
  billingPlan: open(BillingPlan()),
  currency: open(Type.String()),
  available: open(Type.Boolean()),
  because: open(Type.Array(Reason)),
  unitPrice: only('cost', OrNull(Amount())),
  estimatedRetailPrice: only('commercial', OrNull(Amount())),
});

export const listProducts = list({
  name: 'product.list',
  path: '/api/v1/products',
  summary: 'The products of the catalogue, by title.',
  of: Product,
  filters: { list: Type.Optional(List()) },
});
export const listSkus = list({
  name: 'sku.list',
  path: '/api/v1/skus',
  summary: 'The SKUs of the catalogue, by title.',
  of: Sku,
  filters: { list: Type.Optional(List()), product: Type.Optional(Type.String({ maxLength: 12 })) },
});
export const seeSku = view({
  name: 'sku.see',
  path: '/api/v1/skus/{id}',
  summary: 'One SKU: on which terms it is sold in a market, and the rules of the offer matrix.',
  query: { market: Type.Optional(Country()), at: Day() },
  answer: WholeSku,
});

const priceFilters = {
  market: Country(),
  list: Type.Optional(List()),
  sku: Type.Optional(SkuId()),
  segment: Type.Optional(Segment()),
  term: Type.Optional(TermText()),
  billingPlan: Type.Optional(BillingPlan()),
};
export const listPrices = list({
  name: 'price.list',
  path: '/api/v1/prices',
  summary: 'The prices of a market on a day; as a table with Accept: text/csv.',
  of: Price,
  filters: { ...priceFilters, at: Day() },
});
export const listPriceDifferences = list({
  name: 'price.compare',
  path: '/api/v1/price-differences',
  summary: 'What differs between the prices of a market on two days.',
  of: PriceDifference,
  filters: { ...priceFilters, from: Instant(), to: Instant() },
});
export const listAvailability = list({
  name: 'availability.list',
  path: '/api/v1/customers/{customer}/availability',
  summary: 'What this customer may buy from you now, and what stands in the way of everything else.',
  of: Availability,
  filters: {
    list: Type.Optional(List()),
    sku: Type.Optional(SkuId()),
    segment: Type.Optional(Segment()),
    term: Type.Optional(TermText()),
    billingPlan: Type.Optional(BillingPlan()),
    quantity: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000_000 })),
    /** true: what can go into a cart now, an add-on also before its base is named; false: everything else. */
    buyable: Type.Optional(Type.Boolean()),
  },
});

export const operations = [listProducts, listSkus, seeSku, listPrices, listPriceDifferences, listAvailability];
