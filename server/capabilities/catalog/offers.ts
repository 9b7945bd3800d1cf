// What a caller finds in the catalogue: products, SKUs, prices by market and day, and what differs between two days.
import * as contract from '../../../contract/catalog/offers.ts';
import { refuse } from '../../kernel/decision.ts';
import { formatMoney, type Money } from '../../kernel/money.ts';
import { type Route, telling } from '../../platform/wire/operations.ts';
import { no } from '../../platform/world/refusals.ts';
import type { Row } from '../../platform/world/world.ts';
import { countryOf } from '../organizations/offers.ts';
import { browsing, instantsOf, looking } from './browsing.ts';
import { type DifferenceRow, priceDifferences } from './differences.ts';
import { findRules, findSkus, productsByTitle, termsOf } from './items.ts';
import { cursorOfPrice, type Filters, priceFromRow, pricesInForce, type TitledPriceRow } from './prices.ts';
import type { OfferRules, Sku } from './state.ts';
import { moneyOf } from './times.ts';
import { cursorOf, pinnedBy, pinnedFirst } from './top.ts';

const asOfIn = ({ asOf }: { asOf?: string }) => (asOf === undefined ? undefined : new Date(asOf));

export const shownMoney = (money: Money) => ({ amount: formatMoney(money), currency: money.currency as string });
export const shownSku = ({ version: _version, status: _status, tags, ...same }: Sku, place: number | null) => ({
  ...same,
  pinned: place,
  tags: tags.split(/[;,]/).flatMap((tag) => tag.trim() || []),
});
const shownRules = ({
  provisioningId: _id,
  provisioningString: _string,
  description: _text,
  sku: _sku,
  ...rules
}: OfferRules) => ({
  ...rules,
  prerequisites: [...rules.prerequisites],
  conversions: [...rules.conversions],
  allowedCountries: [...rules.allowedCountries],
});

const listingProducts = browsing(contract.listProducts, {
  action: 'product.see',
  of: contract.Product,
  cursorParts: 2,
  rows: ({ door, query, after, limit }) =>
    productsByTitle(door.tx, { asOf: asOfIn(query), list: query.list, search: query.search, after, limit }),
  cursorOf: ({ title, id }) => [title.toLowerCase(), id],
  show: (product) => product,
});

const listingSkus = browsing(contract.listSkus, {
  action: 'sku.see',
  of: contract.Sku,
  cursorParts: 3,
  rows: async ({ door: { tx, actor }, query: { list, search, product, ...query }, after, limit }) => {
    const asOf = asOfIn(query);
    const pinned = await pinnedBy(tx, { partner: actor.organization, asOf });
    return pinnedFirst(tx, pinned, { asOf, list, search, product, after, limit });
  },
  cursorOf,
  show: ({ sku, place }) => shownSku(sku, place),
});

const seeingSku = telling(
  contract.seeSku,
  ({ world, caller, path, query }) =>
    looking({ world, caller, path, action: 'sku.see' }, async ({ door }) => {
      const id = path.id!;
      const instants = instantsOf(door, query);
      const item = (await findSkus(door.tx, [id], asOfIn(query))).get(id);
      if (!item) return refuse(no('not_found'));
      const market = query.market ?? (await countryOf(door.tx, door.actor.organization));
      const rules = (await findRules(door.tx, [id], instants)).get(id);
      const terms = await termsOf(door.tx, { sku: id, market, ...instants });
      const pinned = await pinnedBy(door.tx, { partner: door.actor.organization, asOf: asOfIn(query) });
      const place = pinned.indexOf(item.id) + 1 || null;
      return { ok: true, body: { ...shownSku(item, place), rules: rules ? shownRules(rules) : null, terms } };
    }),
  { looksBack: true },
);

const filtersIn = ({ market, list, sku, segment, term, billingPlan }: Filters): Filters => ({
  market,
  ...(list !== undefined && { list }),
  ...(sku !== undefined && { sku }),
  ...(segment !== undefined && { segment }),
  ...(term !== undefined && { term }),
  ...(billingPlan !== undefined && { billingPlan }),
});

/** A table has a column for the currency, so an amount stands alone there. */
const amountAlone = (value: unknown) => (value as { amount?: string } | null)?.amount ?? null;
const cellsOf = (row: Row): Row => ({
  ...row,
  unitPrice: amountAlone(row.unitPrice),
  estimatedRetailPrice: amountAlone(row.estimatedRetailPrice),
});

const listingPrices = browsing(contract.listPrices, {
  action: 'price.see',
  of: contract.Price,
  cursorParts: 7,
  rows: ({ door, query, after, limit }) =>
    pricesInForce(door.tx, {
      ...instantsOf(door, query),
      filters: filtersIn(query as Filters),
      search: query.search,
      after,
      limit,
    }),
  cursorOf: cursorOfPrice,
  show: (row: TitledPriceRow) => {
    const { unitPrice, estimatedRetailPrice, validFrom, validUntil, ...price } = priceFromRow(row);
    return {
      ...price,
      productTitle: row.product_title,
      title: row.title,
      unitPrice: shownMoney(unitPrice),
      estimatedRetailPrice: estimatedRetailPrice && shownMoney(estimatedRetailPrice),
      validFrom: validFrom?.toISOString() ?? null,
      validUntil: validUntil?.toISOString() ?? null,
    };
  },
  cells: cellsOf,
});

const wasPriced = (amount: string | null, retail: string | null, currency: string) =>
  amount === null
    ? null
    : {
        unitPrice: shownMoney(moneyOf(amount, currency)),
        estimatedRetailPrice: retail === null ? null : shownMoney(moneyOf(retail, currency)),
      };
export const shownDifference = (row: DifferenceRow) => ({
  kind: row.kind,
  sku: row.sku_id,
  title: row.title,
  market: row.market,
  currency: row.currency,
  segment: row.segment,
  term: row.term,
  billingPlan: row.plan,
  meter: row.meter,
  tierMin: row.tier_min,
  before: wasPriced(row.before_amount, row.before_retail, row.currency),
  after: row.kind === 'ended' ? null : wasPriced(row.amount, row.retail, row.currency),
});

const listingDifferences = browsing(contract.listPriceDifferences, {
  action: 'price.see',
  of: contract.PriceDifference,
  cursorParts: 7,
  rows: ({ door, query, after, limit }) =>
    priceDifferences(door.tx, {
      filters: filtersIn(query as Filters),
      from: new Date(query.from),
      to: new Date(query.to),
      knownAt: asOfIn(query) ?? null,
      after,
      limit,
    }),
  cursorOf: ({ sku_id, segment, term, plan, currency, meter, tier_min }) => [
    ...[sku_id, segment, term, plan, currency, meter, tier_min],
  ],
  show: shownDifference,
});

export const routes: readonly Route[] = [listingProducts, listingSkus, seeingSku, listingPrices, listingDifferences];
