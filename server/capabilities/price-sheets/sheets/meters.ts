// The usage price sheet: what a meter costs per unit, in ranges.
import { Column } from './column.ts';
import type { MeterRow } from './rows.ts';
import { must, names, pricedColumns, pricedFlaw, pricedSpan, type Shape } from './shape.ts';
import * as values from './values.ts';

export function meterShape(): Shape<MeterRow> {
  const priced = pricedColumns();
  const term = new Column('TermDuration', values.requiredText, names);
  const meterIds = new Column('MeterIds', values.meterIds, names);
  const meterType = new Column('MeterType', values.text, must);
  const { productId, skuId, market, currency } = priced;
  return {
    columns: [...Object.values(priced), term, meterIds, meterType],
    identity: [productId, skuId, term, market, currency, meterIds],
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
      market: market.value,
      unitPrice: { amount: priced.unitPrice.value, currency: currency.value },
      tierMin: priced.tierMin.value,
      tierMax: priced.tierMax.value,
      validFrom: priced.validFrom.value,
      validUntil: priced.validUntil.value,
      tags: priced.tags.value,
      meterIds: meterIds.value,
      meterType: meterType.value,
    }),
    span: (row) => pricedSpan(row, false),
    crossFlaw: pricedFlaw,
  };
}
