// What the reader must know of one kind of sheet: its columns, how a row is made of them, and what must be unique.
import { Column } from './column.ts';
import type { Span } from './conflicts.ts';
import type { RowErrorCode } from './rows.ts';
import * as values from './values.ts';

export type CrossFlaw = { readonly column: string; readonly code: RowErrorCode };

export type Shape<Row> = {
  readonly columns: readonly Column<unknown>[];
  /** Two rows with the same values here are about the same thing. */
  readonly identity: readonly Column<unknown>[];
  /** Only called once every column has been read without a flaw. */
  readonly row: (line: number) => Row;
  readonly span: (row: Row) => Span;
  /** What no column can see alone. */
  readonly crossFlaw: (row: Row) => CrossFlaw | null;
};

export const must = { required: true };
export const names = { required: true, identifies: true };
export const mustBeAmount = { required: true, quick: values.quickAmount };

/** Columns hold what they last read, so that each reading needs its own. */
export const namingColumns = () => ({
  productTitle: new Column('ProductTitle', values.requiredText, must),
  productId: new Column('ProductId', values.productId, names),
  skuId: new Column('SkuId', values.skuId, names),
  skuTitle: new Column('SkuTitle', values.requiredText, must),
});

export const pricedColumns = () => ({
  ...namingColumns(),
  publisher: new Column('Publisher', values.text),
  skuDescription: new Column('SkuDescription', values.text),
  unitOfMeasure: new Column('UnitOfMeasure', values.text),
  market: new Column('Market', values.market, names),
  currency: new Column('Currency', values.currency, names),
  unitPrice: new Column('UnitPrice', values.amount, mustBeAmount),
  tierMin: new Column('PricingTierRangeMin', values.wholeOrNone),
  tierMax: new Column('PricingTierRangeMax', values.wholeOrNone),
  validFrom: new Column('EffectiveStartDate', values.validFrom, must),
  validUntil: new Column('EffectiveEndDate', values.validUntil, must),
  tags: new Column('Tags', values.text),
});

type Priced = { tierMin: number | null; tierMax: number | null; validFrom: Date | null; validUntil: Date | null };

export const pricedSpan = (row: Priced, isWithdrawal: boolean): Span => ({
  from: row.validFrom,
  until: row.validUntil,
  min: row.tierMin,
  max: row.tierMax,
  isWithdrawal,
});

export function pricedFlaw({ tierMin, tierMax, validFrom, validUntil }: Priced): CrossFlaw | null {
  if (tierMax !== null && tierMax < (tierMin ?? 0)) return { column: 'PricingTierRangeMax', code: 'range_backwards' };
  if (validFrom !== null && validUntil !== null && validUntil <= validFrom) {
    return { column: 'EffectiveEndDate', code: 'validity_backwards' };
  }
  return null;
}
