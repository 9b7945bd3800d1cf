// What a caller finds of prices: by market and day, and what differs between two days.
import * as contract from '../../../../contract/catalog/offers.ts';
import { browsing } from '../../../platform/wire/browsing.ts';
import type { Route } from '../../../platform/wire/operations.ts';
import { instantOrNull, shownMoney } from '../../../platform/world/shown.ts';
import type { Row } from '../../../platform/world/world.ts';
import { asOfIn, instantsOf } from '../instants.ts';
import { catalogueSides, shownDifference } from '../offers.ts';
import { priceDifferences } from './differences.ts';
import { cursorOfPrice, type Filters, priceFromRow, pricesInForce, type TitledPriceRow } from './store.ts';

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
  sidesFor: catalogueSides,
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
      validFrom: instantOrNull(validFrom),
      validUntil: instantOrNull(validUntil),
    };
  },
  cells: cellsOf,
});

const listingDifferences = browsing(contract.listPriceDifferences, {
  action: 'price.see',
  sidesFor: catalogueSides,
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

export const views: readonly Route[] = [listingPrices, listingDifferences];
