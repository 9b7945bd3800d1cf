// The lists of the catalogue whose rows have no page of their own: products, prices by day, what may be bought.
import { ArrowLeftRight, FileUp, Package, ShoppingBag, Tags } from 'lucide-react';
import * as offers from '../../../contract/catalog/offers.ts';
import type { Me } from '../../../contract/identity.ts';
import * as imports from '../../../contract/price-sheets.ts';
import type { Listed } from '../../capability.ts';
import { membershipOf } from '../../session.ts';

/** The market somebody looks at first is that of the own country. */
export const ownMarket = (me: Me) => membershipOf(me)?.organization.country ?? 'US';
const daysBefore = (days: number) =>
  `${new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)}T00:00:00.000Z`;
const comparedDays = 31;

/** Most SKUs bear the name of their product already. */
export function skuName({ productTitle, title }: Readonly<Record<string, unknown>>): string {
  const [product, name] = [String(productTitle ?? ''), String(title ?? '')];
  return name.startsWith(product) ? name : `${product} – ${name}`;
}

/** What tells one way to buy a SKU from another. */
export const soldAs = (item: Readonly<Record<string, unknown>>) =>
  [item.sku, item.segment, item.term, item.billingPlan, item.currency, item.meter, item.tierMin].join(' ');

const priceFilters = ['market', 'list', 'segment', 'term', 'billingPlan', 'sku'];

export const products: Listed & { path: `/${string}` } = {
  name: 'product',
  group: 'catalogue',
  path: '/products',
  icon: Package,
  of: offers.Product,
  list: offers.listProducts,
  title: ({ title }) => String(title),
  columns: ['publisher', 'list', 'skus'],
  filters: ['list'],
  isSearchable: true,
  wayOf: ({ id }) => ({ to: '/skus', search: { product: id } }),
};

export const prices: Listed & { path: `/${string}` } = {
  name: 'price',
  group: 'catalogue',
  path: '/prices',
  icon: Tags,
  of: offers.Price,
  list: offers.listPrices,
  title: skuName,
  columns: [
    'segment',
    'term',
    'billingPlan',
    'tierMin',
    'unitPrice',
    'estimatedRetailPrice',
    'validFrom',
    'validUntil',
  ],
  filters: ['at', ...priceFilters],
  defaults: (me) => ({ market: ownMarket(me) }),
  isSearchable: true,
  keyOf: soldAs,
  wayOf: ({ sku }) => ({ to: `/skus/${sku}` }),
};

export const differences: Listed & { path: `/${string}` } = {
  name: 'priceDifference',
  group: 'catalogue',
  path: '/price-differences',
  icon: ArrowLeftRight,
  of: offers.PriceDifference,
  list: offers.listPriceDifferences,
  offeredTo: offers.listPrices,
  title: ({ title }) => String(title),
  columns: ['kind', 'segment', 'term', 'billingPlan', 'before', 'after'],
  filters: ['from', 'to', ...priceFilters],
  defaults: (me) => ({ market: ownMarket(me), from: daysBefore(comparedDays), to: daysBefore(0) }),
  keyOf: soldAs,
  wayOf: ({ sku }) => ({ to: `/skus/${sku}` }),
};

/** What one customer may buy; a page chooses the customer. */
export const availability: Listed = {
  name: 'availability',
  group: 'catalogue',
  icon: ShoppingBag,
  of: offers.Availability,
  list: offers.listAvailability,
  title: skuName,
  columns: ['available', 'because', 'segment', 'term', 'billingPlan', 'unitPrice', 'estimatedRetailPrice'],
  filters: ['buyable', 'list', 'segment', 'term', 'billingPlan', 'sku', 'quantity'],
  keyOf: soldAs,
  wayOf: ({ sku }) => ({ to: `/skus/${sku}` }),
};

/** The rows of a sheet that could not be read, and what it would change. */
export const importErrors: Listed = {
  name: 'priceImportError',
  icon: FileUp,
  of: imports.PriceImportError,
  list: imports.listPriceImportErrors,
  title: ({ line }, { say }) => say('catalog.import.line', { line: Number(line) }),
  columns: ['column', 'value', 'says', 'mend'],
  keyOf: ({ line, column, code }) => [line, column, code].join(' '),
};
export const importChanges: Listed = {
  name: 'priceImportChange',
  icon: ArrowLeftRight,
  of: imports.PriceImportChange,
  list: imports.listPriceImportChanges,
  title: ({ title, sku }) => String(title || sku),
  columns: ['kind', 'market', 'segment', 'term', 'billingPlan', 'before', 'after', 'fields', 'validFrom', 'validUntil'],
  filters: ['kind'],
  keyOf: (item) => [soldAs(item), item.market].join(' '),
};
