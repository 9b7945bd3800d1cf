// What a sheet says once it is read: rows by kind, rows that could not be read, and why a whole sheet is refused.
import type { Money } from '../../../kernel/money.ts';
import type { Term } from '../../../kernel/term.ts';

export type BillingPlan = 'Monthly' | 'Annual' | 'Triennial' | 'None';
export type Segment = 'Commercial' | 'Education' | 'Charity' | 'Government';
export type OwnershipLimitType = 'none' | 'lifetime' | 'concurrent';
export type SkuReference = { readonly productId: string; readonly skuId: string };

type Naming = SkuReference & { readonly line: number; readonly productTitle: string; readonly skuTitle: string };

type Priced = Naming & {
  readonly publisher: string;
  readonly skuDescription: string;
  readonly unitOfMeasure: string;
  readonly market: string;
  readonly unitPrice: Money;
  readonly tierMin: number | null;
  readonly tierMax: number | null;
  /** null: has always been valid. */
  readonly validFrom: Date | null;
  /** null: open. The instant itself is no longer valid. */
  readonly validUntil: Date | null;
  readonly tags: string;
};

export type PriceRow = Priced & {
  readonly term: Term | 'NoTerm';
  readonly billingPlan: BillingPlan;
  readonly estimatedRetailPrice: Money | null;
  readonly segment: Segment;
  /** As written in the sheet: new words may appear. Empty where the sheet has none. */
  readonly changeIndicator: string;
};

export type MeterRow = Priced & {
  /** As written: `payG-1` and the like. */
  readonly term: string;
  readonly meterIds: readonly string[];
  readonly meterType: string;
};

export type MatrixRow = Naming & {
  readonly provisioningId: string;
  readonly provisioningString: string;
  readonly licencesMin: number | null;
  readonly licencesMax: number | null;
  readonly ownershipLimit: number | null;
  readonly ownershipLimitType: OwnershipLimitType;
  readonly prerequisites: readonly SkuReference[];
  readonly conversions: readonly SkuReference[];
  readonly description: string;
  /** Empty: no country is named. */
  readonly allowedCountries: readonly string[];
};

/** The texts stand in messages/ as `sheet.error.<code>.says` and `.mend`. */
export const rowErrorCodes = [
  'value_missing',
  'product_id_malformed',
  'sku_id_malformed',
  'term_unknown',
  'billing_plan_unknown',
  'market_malformed',
  'currency_unknown',
  'amount_malformed',
  'amount_negative',
  'number_not_whole',
  'range_backwards',
  'date_malformed',
  'date_never',
  'validity_backwards',
  'segment_unknown',
  'meter_id_malformed',
  'limit_type_unknown',
  'sku_reference_malformed',
  'country_malformed',
  'not_utf8',
  'character_forbidden',
  'quote_misplaced',
  'fields_missing',
  'fields_extra',
  'row_repeated',
  'validity_overlaps',
  'prices_too_many',
] as const;
export type RowErrorCode = (typeof rowErrorCodes)[number];

export type RowError = {
  readonly line: number;
  /** As the header writes it; empty where the row as a whole is meant. */
  readonly column: string;
  readonly code: RowErrorCode;
  /** What stands there, shortened. */
  readonly value: string;
  /** The earlier row that this one repeats or overlaps. */
  readonly otherLine: number | null;
};

/** The texts stand in messages/ as `sheet.refusal.<code>.says` and `.mend`. */
export const sheetRefusalCodes = [
  'sheet_empty',
  'sheet_unrecognized',
  'columns_missing',
  'column_repeated',
  'encoding_unsupported',
  'sheet_too_large',
  'record_too_long',
  'quote_unclosed',
  'too_many_errors',
  'zip_unreadable',
  'zip_encrypted',
  'zip_without_sheet',
  'zip_several_files',
] as const;
type SheetRefusalCode = (typeof sheetRefusalCodes)[number];
export type SheetRefusal = {
  readonly code: SheetRefusalCode;
  readonly details: Readonly<Record<string, string | number | readonly string[]>>;
};

/** The last batch carries the refusal, if what follows could not be read; rows before it must not be applied then. */
export type Batch<Row> = {
  readonly rows: readonly Row[];
  readonly errors: readonly RowError[];
  readonly refusal: SheetRefusal | null;
};

type Reading<Kind, Row> = {
  readonly ok: true;
  readonly kind: Kind;
  /** Columns that are not read, by the name in the header. */
  readonly unknownColumns: readonly string[];
  readonly batches: AsyncIterable<Batch<Row>>;
  /** Needed only if the batches are not read to their end: lets go of the stream and the temporary file. */
  readonly close: () => Promise<void>;
};
export type Sheet = Reading<'prices', PriceRow> | Reading<'meters', MeterRow> | Reading<'matrix', MatrixRow>;
export type SheetKind = Sheet['kind'];

export type SheetLimits = {
  readonly sheetBytesMax: number;
  readonly zipBytesMax: number;
  readonly recordBytesMax: number;
  readonly errorsMax: number;
  readonly batchRows: number;
};
export const defaultLimits: SheetLimits = {
  sheetBytesMax: 512 * 1024 * 1024,
  zipBytesMax: 128 * 1024 * 1024,
  recordBytesMax: 64 * 1024,
  errorsMax: 1000,
  batchRows: 2000,
};
