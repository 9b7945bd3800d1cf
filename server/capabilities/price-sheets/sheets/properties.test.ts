// Whatever a sheet holds: what was written is read, however it arrives, and no bytes make the reader throw.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateSheet, type SheetPlan } from '../../../../bench/sheets/generate.ts';
import { parseMoney } from '../../../kernel/money.ts';
import { type Cells, csvOf, meter, offer, outcomeOf, price } from './sample-sheets.ts';
import { zipOf } from './zip-writer.ts';

const letters = (alphabet: string, length: number) =>
  fc.array(fc.constantFrom(...alphabet), { minLength: length, maxLength: length }).map((parts) => parts.join(''));
const base36 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
/** Whatever people type, with the characters that CSV treats specially more often than chance would. */
const words = fc
  .array(
    fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('"', ',', '\r\n', '\n', '\r', ';', '사람', '客户', ' ')),
  )
  .map((parts) => parts.join('').replaceAll('\0', '').replaceAll('\ufffd', '').trim());
const someWords = words.filter((text) => text !== '');
const decimals = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 18n }), fc.integer({ min: 0, max: 12 }))
  .map(([digits, places]) => {
    const text = digits.toString().padStart(places + 1, '0');
    return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
  });

const priceCells = fc.record({
  ...Object.fromEntries(Object.keys(price).map((name) => [name, fc.constant(price[name]!)])),
  ProductTitle: someWords,
  ProductId: letters(base36, 12),
  SkuId: letters(base36, 4),
  SkuTitle: someWords,
  Publisher: words,
  SkuDescription: words,
  Market: letters('ABCDEFGHIJKLMNOPQRSTUVWXYZ', 2),
  Currency: fc.constantFrom('USD', 'KRW', 'KWD'),
  UnitPrice: decimals,
  'ERP Price': decimals,
}) as fc.Arbitrary<Cells>;

const rowOf = (cells: Cells, line: number) => ({
  line,
  productTitle: cells.ProductTitle,
  productId: cells.ProductId,
  skuId: cells.SkuId,
  skuTitle: cells.SkuTitle,
  publisher: cells.Publisher,
  skuDescription: cells.SkuDescription,
  market: cells.Market,
  unitPrice: parseMoney(cells.UnitPrice!, cells.Currency!),
  estimatedRetailPrice: parseMoney(cells['ERP Price']!, cells.Currency!),
});

const linesIn = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;
const linesOf = (cells: Cells): number => linesIn(csvOf([cells])) - 1;
const pieceSizes = fc.array(fc.integer({ min: 1, max: 97 }), { minLength: 1, maxLength: 5 });

describe('Any price row', () => {
  it('written as CSV reads back, on its line', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(priceCells, { minLength: 1, maxLength: 6, selector: (cells) => cells.ProductId }),
        pieceSizes,
        async (rows, sizes) => {
          const { rows: found, errors } = await outcomeOf(csvOf(rows), {}, sizes);
          const lineOf = (index: number) => 1 + linesIn(csvOf([rows[0]!, ...rows.slice(0, index)])) - linesOf(rows[0]!);
          expect(errors).toEqual([]);
          expect(found).toMatchObject(rows.map((cells, index) => rowOf(cells, lineOf(index))));
        },
      ),
      { numRuns: 60 },
    ));
});

describe('Where a sheet is cut on its way', () => {
  const broken = { ...price, SkuTitle: '', Market: '한국', SkuDescription: 'a,"b"\r\n사람' };
  const sheets = [
    `\ufeff${csvOf([price, broken, { ...price, SkuId: '0002' }], '\r\n')}`,
    csvOf([meter, meter, { ...meter, MeterIds: 'x' }], '\n'),
    `${csvOf([offer])}"open`,
    `${csvOf([offer])}a"b,c\r\n${'y'.repeat(500)}`,
  ].map((text) => Buffer.from(text));
  const samples = [...sheets, zipOf({ name: 'a.csv', content: sheets[0]! })];
  it('makes no difference', async () => {
    for (const sample of samples) {
      const whole = await outcomeOf(sample, { recordBytesMax: 400 });
      await fc.assert(
        fc.asyncProperty(pieceSizes, async (sizes) => {
          const cut = await outcomeOf(sample, { recordBytesMax: 400 }, sizes);
          expect({ ...cut, sheet: null }).toEqual({ ...whole, sheet: null });
        }),
        { numRuns: 25 },
      );
    }
  });
  it('makes no difference to a sheet of many blocks', async () => {
    const sheet = Buffer.from([...generateSheet({ kind: 'prices', rows: 3000 })].join(''));
    const whole = await outcomeOf(sheet);
    expect(whole.rows).toHaveLength(3000);
    expect((await outcomeOf(sheet, {}, [4093, 1, 70_001])).rows).toEqual(whole.rows);
    expect((await outcomeOf(sheet, { recordBytesMax: 700, batchRows: 7 }, [999])).rows).toEqual(whole.rows);
  });
});

describe('Any bytes at all', () => {
  const sheet = Buffer.from(csvOf([price, { ...price, SkuId: '0002' }, { ...price, SkuId: '0003' }]));
  const zip = zipOf({ name: 'a.csv', content: sheet });
  const never = async (bytes: Uint8Array) => {
    const { rows, errors, refusal } = await outcomeOf(bytes, {
      recordBytesMax: 500,
      errorsMax: 5,
      sheetBytesMax: 5000,
    });
    expect(rows.length).toBeLessThanOrEqual(3);
    expect(errors.length).toBeLessThanOrEqual(40);
    for (const error of errors) expect(error.line).toBeGreaterThan(1);
    if (refusal) expect(refusal.code).toMatch(/^[a-z_0-9]+$/);
  };
  it('are read or refused', () => fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), never)));
  it.each([
    ['sheet', sheet],
    ['ZIP', zip],
  ])('are read or refused when they were a %s once', (_, whole) =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        fc.nat(whole.length),
        async (changes, keep) => {
          const bytes = Buffer.from(whole);
          for (const [place, byte] of changes) bytes[place] = byte;
          await never(bytes);
          await never(bytes.subarray(0, keep));
        },
      ),
      { numRuns: 300 },
    ),
  );
  it('are read or refused when they follow a good header', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 800 }), (bytes) =>
        never(Buffer.concat([sheet.subarray(0, sheet.indexOf('\n') + 1), bytes])),
      ),
    ));
});

describe('A generated sheet', () => {
  it.each<SheetPlan>([
    { kind: 'prices', rows: 2000 },
    { kind: 'prices', rows: 2000, order: 'byMarket', lineEnd: '\n', quoting: 'needed' },
    { kind: 'meters', rows: 2000 },
    { kind: 'matrix', rows: 500 },
  ])('is read without an error: %o', async (plan) => {
    const { sheet, rows, errors } = await outcomeOf([...generateSheet(plan)].join(''));
    expect(errors).toEqual([]);
    expect(sheet?.ok && sheet.kind).toBe(plan.kind);
    expect(rows).toHaveLength(plan.rows);
  });
  it('is the same for the same seed, and another for another', () => {
    const text = (seed: number) => [...generateSheet({ kind: 'meters', rows: 50, seed })].join('');
    expect(text(5)).toBe(text(5));
    expect(text(5)).not.toBe(text(6));
  });
});
