// Small sheets for the tests, written cell by cell, and the reading of them to the end.
import { Readable } from 'node:stream';
import { readSheet } from './read.ts';
import type { Batch, RowError, Sheet, SheetLimits, SheetRefusal } from './rows.ts';

export type Cells = Record<string, string>;

export const price: Cells = {
  ProductTitle: 'Daram Desk',
  ProductId: 'KTR000000001',
  SkuId: '0001',
  SkuTitle: 'Daram Desk Basic',
  Publisher: 'Example Publisher',
  SkuDescription: 'A desk, "for all"',
  UnitOfMeasure: '',
  TermDuration: 'P1Y',
  BillingPlan: 'Monthly',
  Market: 'KR',
  Currency: 'KRW',
  UnitPrice: '115.2',
  PricingTierRangeMin: '',
  PricingTierRangeMax: '',
  EffectiveStartDate: '2/1/2023 0:00',
  EffectiveEndDate: '12/31/9999 11:59:59 PM',
  Tags: 'License',
  'ERP Price': '144',
  Segment: 'Commercial',
};

const { BillingPlan: _plan, 'ERP Price': _retail, Segment: _segment, ...priced } = price;
export const meter: Cells = {
  ...priced,
  UnitOfMeasure: '1 Hour',
  TermDuration: 'payG-1',
  Market: 'US',
  Currency: 'USD',
  UnitPrice: '0.0000048',
  MeterIds: 'cb0969aa-aaaa-4d6c-ab4b-7e182fa06aff;CB0969AA-AAAA-4D6C-AB4B-7E182FA06AFE',
  MeterType: '1 Hour',
};

export const offer: Cells = {
  ProductTitle: 'Daram Desk',
  ProductId: 'KTR000000001',
  SkuId: '0001',
  SkuTitle: 'Daram Desk Basic',
  ProvisioningId: '3b555118-da6a-4418-894f-7df1e2096870',
  ProvisioningString: 'DARAM_DESK',
  MinLicenses: '1',
  MaxLicenses: '300',
  AssetOwnershipLimit: '2',
  AssetOwnershipLimitType: 'ConcurrentCount',
  ProductSkuPreRequisites: 'KTR000000002/0001',
  ProductSkuConversion: 'KTR000000003/0001,KTR000000004/000Q',
  Description: 'Best for small offices',
  AllowedCountries: 'AD;AE;KR',
};

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

export const csvOf = (rows: readonly Cells[], lineEnd = '\r\n'): string =>
  [Object.keys(rows[0]!), ...rows.map((row) => Object.values(row))]
    .map((cells) => cells.map(quoted).join(',') + lineEnd)
    .join('');

export type Outcome = {
  sheet: Sheet | null;
  rows: Batch<unknown>['rows'][number][];
  errors: RowError[];
  refusal: SheetRefusal | null;
};

/** Feeds the bytes in pieces of the given sizes, repeated until all is fed. */
export async function outcomeOf(
  content: string | Uint8Array,
  limits: Partial<SheetLimits> = {},
  pieceSizes: readonly number[] = [65_536],
): Promise<Outcome> {
  const sheet = await readSheet(Readable.from(pieces(Buffer.from(content), pieceSizes)), limits);
  if (!sheet.ok) return { sheet: null, rows: [], errors: [], refusal: sheet.refusal };
  const outcome: Outcome = { sheet, rows: [], errors: [], refusal: null };
  for await (const batch of sheet.batches) {
    outcome.rows.push(...batch.rows);
    outcome.errors.push(...batch.errors);
    outcome.refusal = batch.refusal;
  }
  return outcome;
}

function* pieces(bytes: Buffer, sizes: readonly number[]): Generator<Buffer> {
  let position = 0;
  for (let turn = 0; position < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length]!;
    yield bytes.subarray(position, position + size);
    position += size;
  }
}
