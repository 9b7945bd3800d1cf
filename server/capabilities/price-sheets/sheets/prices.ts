// The licence-based price sheet: one row per product, SKU, term, billing plan, segment and market.
import { Column } from './column.ts';
import type { PriceRow } from './rows.ts';
import { mustBeAmount, names, pricedColumns, pricedFlaw, pricedSpan, type Shape } from './shape.ts';
import * as values from './values.ts';

export function priceShape(): Shape<PriceRow> {
  const priced = pricedColumns();
  const term = new Column('TermDuration', values.term, names);
  const billingPlan = new Column('BillingPlan', values.billingPlan, names);
  const segment = new Column('Segment', values.segment, names);
  const estimatedRetailPrice = new Column('ERP Price', values.amountOrNone, mustBeAmount);
  const changeIndicator = new Column('ChangeIndicator', values.text);
  const { productId, skuId, market, currency } = priced;
  return {
    columns: [...Object.values(priced), term, billingPlan, segment, estimatedRetailPrice, changeIndicator],
    identity: [productId, skuId, term, billingPlan, market, currency, segment],
    row: (line) => ({
      line,
      productTitle: priced.productTitle.value,
      productId: productId.value,
      skuId: skuId.value,
      skuTitle: priced.skuTitle.value,
      publisher: priced.publisher.value,
      skuDescription: priced.skuDescription.value,
      unitOfMeasure: priced.unitOfMeasure.value,
      term: term.value,
      billingPlan: billingPlan.value,
      market: market.value,
      unitPrice: { amount: priced.unitPrice.value, currency: currency.value },
      tierMin: priced.tierMin.value,
      tierMax: priced.tierMax.value,
      validFrom: priced.validFrom.value,
      validUntil: priced.validUntil.value,
      tags: priced.tags.value,
      estimatedRetailPrice:
        estimatedRetailPrice.value === null ? null : { amount: estimatedRetailPrice.value, currency: currency.value },
      segment: segment.value,
      changeIndicator: changeIndicator.value,
    }),
    span: (row) => pricedSpan(row, /^del/i.test(row.changeIndicator)),
    crossFlaw: pricedFlaw,
  };
}
