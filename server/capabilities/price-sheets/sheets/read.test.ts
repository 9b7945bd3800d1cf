// A sheet is read as its owner wrote it: every kind, every writing of a value, and nothing that is not there.
import { describe, expect, it } from 'vitest';
import { parseMoney } from '../../../kernel/money.ts';
import type { rowErrorCodes } from './rows.ts';
import { type Cells, csvOf, meter, offer, outcomeOf, price } from './sample-sheets.ts';

const onlyRow = async (cells: Cells) => {
  const { rows, errors, refusal } = await outcomeOf(csvOf([cells]));
  expect({ errors, refusal }).toEqual({ errors: [], refusal: null });
  return rows[0];
};

describe('A licence-based price sheet', () => {
  it('becomes rows with exact money', async () => {
    const { sheet, rows } = await outcomeOf(`\ufeff${csvOf([price])}`);
    expect(sheet?.ok && sheet.kind).toBe('prices');
    expect(rows).toEqual([
      {
        line: 2,
        productTitle: 'Daram Desk',
        productId: 'KTR000000001',
        skuId: '0001',
        skuTitle: 'Daram Desk Basic',
        publisher: 'Example Publisher',
        skuDescription: 'A desk, "for all"',
        unitOfMeasure: '',
        term: 'P1Y',
        billingPlan: 'Monthly',
        market: 'KR',
        unitPrice: parseMoney('115.2', 'KRW'),
        tierMin: null,
        tierMax: null,
        validFrom: new Date('2023-02-01T00:00:00Z'),
        validUntil: null,
        tags: 'License',
        estimatedRetailPrice: parseMoney('144', 'KRW'),
        segment: 'Commercial',
        changeIndicator: '',
      },
    ]);
  });
  it('may have its columns in any order, under names with other case and spacing, among unknown ones', async () => {
    const turned = Object.fromEntries(Object.entries(price).reverse());
    const { 'ERP Price': retail = '', ...rest } = turned;
    const { sheet, rows } = await outcomeOf(csvOf([{ Colour: 'red', ...rest, erpprice: retail, '': 'x' }]));
    expect(sheet?.ok && sheet.unknownColumns).toEqual(['Colour', '']);
    expect(rows).toEqual((await outcomeOf(csvOf([price]))).rows);
  });
  it('reads an empty billing plan as annual, and keeps unknown marks of change', async () => {
    expect(await onlyRow({ ...price, BillingPlan: '', ChangeIndicator: 'Brandnew' })).toMatchObject({
      billingPlan: 'Annual',
      changeIndicator: 'Brandnew',
    });
  });
  it.each([
    ['2/1/2023 0:00', '2023-02-01T00:00:00Z'],
    ['3/1/2018 12:00:00 AM', '2018-03-01T00:00:00Z'],
    ['2/4/2021 8:35:31 PM', '2021-02-04T20:35:31Z'],
    ['12/5/2021 12:30:00 pm', '2021-12-05T12:30:00Z'],
    ['2023-02-01', '2023-02-01T00:00:00Z'],
    ['2023-02-01T00:00:00.0000000Z', '2023-02-01T00:00:00Z'],
    ['2023-02-01T09:00:00+09:00', '2023-02-01T00:00:00Z'],
    ['2023-02-01 10:30', '2023-02-01T10:30:00Z'],
  ])('reads the date %s as %s', async (written, meant) => {
    expect(await onlyRow({ ...price, EffectiveStartDate: written })).toMatchObject({ validFrom: new Date(meant) });
  });
  it('reads the years 1753 and 9999 as always and open', async () => {
    expect(
      await onlyRow({ ...price, EffectiveStartDate: '1/1/1753 0:00', EffectiveEndDate: '9999-12-31T23:59:59Z' }),
    ).toMatchObject({ validFrom: null, validUntil: null });
  });
  it('reads ranges and the writing of money that a spreadsheet leaves behind', async () => {
    const cells = {
      ...price,
      PricingTierRangeMin: '1',
      PricingTierRangeMax: '50',
      UnitPrice: '007.10',
      'ERP Price': '',
    };
    expect(await onlyRow(cells)).toMatchObject({
      tierMin: 1,
      tierMax: 50,
      unitPrice: parseMoney('7.1', 'KRW'),
      estimatedRetailPrice: null,
    });
  });
  it('may be written without quotes, with line feeds or returns, blank lines and no last line end', async () => {
    const cells = { ...price, SkuDescription: 'plain' };
    const bare = [Object.keys(cells).join(','), Object.values(cells).join(',')];
    const expected = (await outcomeOf(csvOf([cells]))).rows;
    expect((await outcomeOf(bare.join('\n'))).rows).toEqual(expected);
    expect((await outcomeOf(bare.join('\r'))).rows).toEqual(expected);
    expect((await outcomeOf(bare.join('\r\n\r\n\n'))).rows).toEqual([{ ...(expected[0] as object), line: 4 }]);
  });
  it('counts the lines inside quotes, and lets spaces follow a closing quote', async () => {
    const two = [
      { ...price, SkuDescription: 'one\r\ntwo\nthree' },
      { ...price, Market: 'US' },
    ];
    const { rows } = await outcomeOf(csvOf(two).replaceAll('"\r\n', '" \r\n'));
    expect(rows).toMatchObject([{ line: 2, skuDescription: 'one\r\ntwo\nthree' }, { line: 5 }]);
  });
});

describe('A usage price sheet', () => {
  it('becomes meters', async () => {
    const { sheet, rows } = await outcomeOf(csvOf([meter]));
    expect(sheet?.ok && sheet.kind).toBe('meters');
    expect(rows).toMatchObject([
      {
        term: 'payG-1',
        unitPrice: parseMoney('0.0000048', 'USD'),
        meterIds: ['cb0969aa-aaaa-4d6c-ab4b-7e182fa06aff', 'cb0969aa-aaaa-4d6c-ab4b-7e182fa06afe'],
      },
    ]);
  });
});

describe('An offer matrix', () => {
  it('becomes rules of purchase', async () => {
    const { sheet, rows } = await outcomeOf(csvOf([offer]));
    expect(sheet?.ok && sheet.kind).toBe('matrix');
    expect(rows).toMatchObject([
      {
        licencesMin: 1,
        licencesMax: 300,
        ownershipLimit: 2,
        ownershipLimitType: 'concurrent',
        prerequisites: [{ productId: 'KTR000000002', skuId: '0001' }],
        conversions: [
          { productId: 'KTR000000003', skuId: '0001' },
          { productId: 'KTR000000004', skuId: '000Q' },
        ],
        allowedCountries: ['AD', 'AE', 'KR'],
      },
    ]);
  });
  it.each([
    ['', 'none'],
    ['None', 'none'],
    ['LifeTime', 'lifetime'],
    ['LifetimeCount', 'lifetime'],
    ['Concurrent', 'concurrent'],
  ])('reads the limit type %j as %s (SUB-043)', async (written, meant) => {
    expect(await onlyRow({ ...offer, AssetOwnershipLimitType: written })).toMatchObject({ ownershipLimitType: meant });
  });
});

const wrong: [code: (typeof rowErrorCodes)[number], cells: Cells, column: string][] = [
  ['value_missing', { ...price, SkuTitle: ' ' }, 'SkuTitle'],
  ['product_id_malformed', { ...price, ProductId: 'KTR1' }, 'ProductId'],
  ['sku_id_malformed', { ...price, SkuId: '1' }, 'SkuId'],
  ['term_unknown', { ...price, TermDuration: 'P1X' }, 'TermDuration'],
  ['billing_plan_unknown', { ...price, BillingPlan: 'Daily' }, 'BillingPlan'],
  ['market_malformed', { ...price, Market: 'KOR' }, 'Market'],
  ['currency_unknown', { ...price, Currency: 'XXY' }, 'Currency'],
  ['amount_malformed', { ...price, UnitPrice: '1,000.00' }, 'UnitPrice'],
  ['amount_malformed', { ...price, UnitPrice: '1.' }, 'UnitPrice'],
  ['amount_malformed', { ...price, UnitPrice: '.5' }, 'UnitPrice'],
  ['amount_malformed', { ...price, UnitPrice: '1.2.3' }, 'UnitPrice'],
  ['amount_malformed', { ...price, 'ERP Price': '1e3' }, 'ERP Price'],
  ['amount_negative', { ...price, UnitPrice: '-1' }, 'UnitPrice'],
  ['number_not_whole', { ...price, PricingTierRangeMin: '1.5' }, 'PricingTierRangeMin'],
  ['range_backwards', { ...price, PricingTierRangeMin: '9', PricingTierRangeMax: '3' }, 'PricingTierRangeMax'],
  ['range_backwards', { ...offer, MinLicenses: '9', MaxLicenses: '3' }, 'MaxLicenses'],
  ['date_malformed', { ...price, EffectiveStartDate: '30/2/2023 0:00' }, 'EffectiveStartDate'],
  ['date_malformed', { ...price, EffectiveStartDate: '2023-02-29' }, 'EffectiveStartDate'],
  ['date_malformed', { ...price, EffectiveStartDate: '1/1/2023 13:00:00 PM' }, 'EffectiveStartDate'],
  ['date_never', { ...price, EffectiveStartDate: '1/1/9999 0:00' }, 'EffectiveStartDate'],
  ['date_never', { ...price, EffectiveEndDate: '1/1/1753 0:00' }, 'EffectiveEndDate'],
  ['validity_backwards', { ...price, EffectiveEndDate: '2/1/2023 0:00' }, 'EffectiveEndDate'],
  ['segment_unknown', { ...price, Segment: 'Military' }, 'Segment'],
  ['meter_id_malformed', { ...meter, MeterIds: 'abc' }, 'MeterIds'],
  ['limit_type_unknown', { ...offer, AssetOwnershipLimitType: 'constructor' }, 'AssetOwnershipLimitType'],
  ['value_missing', { ...offer, AssetOwnershipLimit: '' }, 'AssetOwnershipLimit'],
  ['sku_reference_malformed', { ...offer, ProductSkuConversion: 'KTR000000003' }, 'ProductSkuConversion'],
  ['country_malformed', { ...offer, AllowedCountries: 'KR;Japan' }, 'AllowedCountries'],
  ['character_forbidden', { ...price, SkuTitle: 'a\0b' }, 'SkuTitle'],
];

describe('A row that cannot be read', () => {
  it.each(wrong)('is reported as %s with %o', async (code, cells, column) => {
    const { rows, errors } = await outcomeOf(csvOf([cells]));
    expect(rows).toEqual([]);
    expect(errors).toMatchObject([{ line: 2, column, code, otherLine: null }]);
  });
  it('is reported when its bytes are no UTF-8', async () => {
    const bytes = Buffer.from(csvOf([{ ...price, SkuTitle: '~~' }]));
    bytes[bytes.indexOf('~~')] = 0xff;
    expect((await outcomeOf(bytes)).errors).toMatchObject([{ line: 2, column: 'SkuTitle', code: 'not_utf8' }]);
  });
  it.each([
    ['quote_misplaced', 'a"b', 'a'],
    ['quote_misplaced', '"a"b', 'a'],
    ['fields_missing', 'a', 'a,a'],
    ['fields_extra', 'a,a', 'a'],
  ])('is reported as %s, and the next row is read', async (code, broken, whole) => {
    const cells = Object.values({ ...price, SkuDescription: whole });
    const [before, after] = [cells.slice(0, 5).join(','), cells.slice(6).join(',')];
    const names =
      code === 'fields_missing'
        ? [...Object.keys(price).slice(0, 6), 'More', ...Object.keys(price).slice(6)]
        : Object.keys(price);
    const lines = [names.join(','), `${before},${broken},${after}`, `${before},${whole},${after}`];
    const { rows, errors } = await outcomeOf(lines.join('\n'));
    expect(errors).toMatchObject([{ line: 2, column: '', code }]);
    expect(rows).toMatchObject([{ line: 3 }]);
  });
  it('names every column that is wrong', async () => {
    const { errors } = await outcomeOf(csvOf([{ ...price, SkuId: 'x', Market: 'y' }]));
    expect(errors.map(({ column, value }) => [column, value])).toEqual([
      ['SkuId', 'x'],
      ['Market', 'y'],
    ]);
  });
});

describe('Two rows of one sheet', () => {
  const against = async (...rows: Cells[]) => (await outcomeOf(csvOf(rows))).errors;
  const later = { ...price, EffectiveStartDate: '3/1/2023 0:00' };
  it('must not name the same price twice, however they write it', async () => {
    const again = { ...price, BillingPlan: 'monthly', EffectiveStartDate: '2023-02-01', UnitPrice: '1' };
    expect(await against(price, again)).toMatchObject([{ line: 3, code: 'row_repeated', otherLine: 2 }]);
    expect(await against(offer, offer)).toMatchObject([{ line: 3, code: 'row_repeated', otherLine: 2 }]);
    expect(await against(meter, meter)).toMatchObject([{ line: 3, code: 'row_repeated', otherLine: 2 }]);
  });
  it('must not hold two prices for one day', async () => {
    expect(await against(price, later)).toMatchObject([{ line: 3, code: 'validity_overlaps', otherLine: 2 }]);
    expect(await against(later, price)).toMatchObject([{ line: 3, code: 'validity_overlaps', otherLine: 2 }]);
  });
  it('may follow each other', async () =>
    expect(await against({ ...price, EffectiveEndDate: '3/1/2023 0:00' }, later)).toEqual([]));
  it('may be a withdrawn price and its successor', async () => {
    const withdrawn = { ...price, ChangeIndicator: 'Delete' };
    expect(await against(withdrawn, { ...later, ChangeIndicator: 'Add' })).toEqual([]);
  });
  it('may be ranges side by side, but not over each other', async () => {
    const range = (min: string, max: string) => ({ ...price, PricingTierRangeMin: min, PricingTierRangeMax: max });
    expect(await against(range('1', '100'), range('101', '500'), range('500', ''))).toEqual([]);
    expect(await against(range('1', '100'), range('50', '500'))).toMatchObject([{ code: 'validity_overlaps' }]);
    expect(await against(range('1', '100'), range('1', '50'))).toMatchObject([{ code: 'validity_overlaps' }]);
  });
  it.each(['SkuId', 'TermDuration', 'BillingPlan', 'Market', 'Segment', 'Currency'])(
    'are two things if they differ in %s',
    async (column) => {
      const others: Cells = {
        SkuId: '0002',
        TermDuration: 'P1M',
        BillingPlan: 'None',
        Market: 'US',
        Segment: 'Charity',
      };
      expect(await against(price, { ...price, [column]: others[column] ?? 'USD' })).toEqual([]);
    },
  );
  it('may not become too many for one SKU and plan', async () => {
    const day = (index: number) => new Date(Date.UTC(2020, 0, index)).toISOString();
    const rows = Array.from({ length: 502 }, (_, index) => ({
      ...price,
      EffectiveStartDate: day(index),
      EffectiveEndDate: day(index + 1),
    }));
    expect(await against(...rows)).toMatchObject([
      { line: 502, code: 'prices_too_many' },
      { line: 503, code: 'prices_too_many' },
    ]);
  });
});
