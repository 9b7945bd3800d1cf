// Writes price sheets and offer matrices of any size, the same for the same seed, with invented products.
import { pathToFileURL } from 'node:url';

type SheetKind = 'prices' | 'meters' | 'matrix';
/** `byMarket` repeats every product once per market, far apart, as some sheets do: the harder order to read. */
export type SheetPlan = {
  kind: SheetKind;
  rows: number;
  seed?: number;
  order?: 'byProduct' | 'byMarket';
  lineEnd?: '\n' | '\r\n';
  quoting?: 'all' | 'needed';
};

const header: Record<SheetKind, string> = {
  prices:
    'ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,BillingPlan,Market,' +
    'Currency,UnitPrice,PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,EffectiveEndDate,Tags,ERP Price,' +
    'Segment,ChangeIndicator',
  meters:
    'ProductTitle,ProductId,SkuId,SkuTitle,Publisher,SkuDescription,UnitOfMeasure,TermDuration,Market,Currency,' +
    'UnitPrice,PricingTierRangeMin,PricingTierRangeMax,EffectiveStartDate,EffectiveEndDate,MeterIds,MeterType,Tags',
  matrix:
    'ProductTitle,ProductId,SkuId,SkuTitle,ProvisioningId,ProvisioningString,MinLicenses,MaxLicenses,' +
    'AssetOwnershipLimit,AssetOwnershipLimitType,ProductSkuPreRequisites,ProductSkuConversion,Description,' +
    'AllowedCountries',
};

const families = [
  'Nuri Mail',
  'Daram Desk',
  'Halla Notes',
  'Miru Vault',
  'Sora Meetings',
  'Bada Storage',
  'Garam Flow',
];
const editions = ['Basic', 'Standard', 'Premium', 'Plan 1', 'Plan 2', 'for Teams', 'Add-on, Extra', '"Field" Edition'];
const markets = 'KR:KRW US:USD DE:EUR FR:EUR GB:GBP JP:JPY CN:CNY KW:KWD BR:BRL IN:INR'.split(' ');
const sellings = ['P1M:Monthly', 'P1Y:Monthly', 'P1Y:Annual', 'P3Y:Annual', 'P3Y:Triennial', 'NoTerm:None'];
const segments = ['Commercial', 'Education', 'Charity', 'Government'];
const pricesPerSku = markets.length * sellings.length * segments.length;

/** Pieces of the file of about 64 KiB, the header first. */
export function* generateSheet(plan: SheetPlan): Generator<string> {
  const lineEnd = plan.lineEnd ?? '\r\n';
  const write = (cells: string[]) => cells.map((cell) => quoted(cell, plan.quoting ?? 'all')).join(',') + lineEnd;
  let piece = write(header[plan.kind].split(','));
  for (let row = 0; row < plan.rows; row += 1) {
    piece += write(cellsOf[plan.kind](row, plan));
    if (piece.length < 65_536) continue;
    yield piece;
    piece = '';
  }
  if (piece) yield piece;
}

const cellsOf: Record<SheetKind, (row: number, plan: SheetPlan) => string[]> = {
  prices(row, plan) {
    const skuCount = Math.ceil(plan.rows / pricesPerSku);
    const sku = plan.order === 'byMarket' ? row % skuCount : Math.floor(row / pricesPerSku);
    const combination = plan.order === 'byMarket' ? Math.floor(row / skuCount) : row % pricesPerSku;
    const random = randomOf(row, plan);
    const product = productOf(sku, plan);
    const [market, currency] = pick(markets, combination % markets.length).split(':') as [string, string];
    const selling = Math.floor(combination / markets.length) % sellings.length;
    const [term, billingPlan] = pick(sellings, selling).split(':') as [string, string];
    const segment = pick(segments, Math.floor(combination / markets.length / sellings.length));
    const price = priceOf(random, currency);
    return [
      ...[...product.naming, '', term, billingPlan, market, currency, price, '', '', '2/1/2023 0:00'],
      ...['12/31/9999 11:59:59 PM', 'License', (Number(price) * 1.25).toFixed(2), segment],
      pick(['Unchanged', 'Unchanged', 'Unchanged', 'Update', 'Add'], Math.floor(random * 5)),
    ];
  },
  meters(row, plan) {
    const tier = row % 3;
    const meter = Math.floor(row / 3);
    const product = productOf(Math.floor(meter / 4), plan);
    const random = randomOf(row, plan);
    const unit = pick(['1 Hour', '1 GB/Month', '10K', '1 Node/Month'], meter % 4);
    return [
      ...[...product.naming, unit, 'payG-1', 'US', 'USD', (random * 10 ** -(meter % 7)).toFixed(10)],
      ...[pick(['0', '100', '1024'], tier), pick(['100', '1024', ''], tier), '3/1/2018 12:00:00 AM'],
      ...['11/30/9999 11:59:59 PM', `${guidOf(meter, plan)};${guidOf(meter + 0.5, plan)}`, unit, 'Usage'],
    ];
  },
  matrix(row, plan) {
    const { naming } = productOf(row, plan);
    const [title, productId, skuId, skuTitle, , description] = naming as [
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const base = productOf(row + 1, plan).naming;
    const isAddOn = row % 8 === 6;
    return [
      ...[title, productId, skuId, skuTitle, guidOf(row, plan), skuTitle.toUpperCase().replace(/\W+/g, '_')],
      ...['1', pick(['300', '10000000', ''], row % 3), pick(['2', '1', ''], row % 3)],
      ...[pick(['ConcurrentCount', 'LifeTimeCount', 'None'], row % 3), isAddOn ? `${base[1]}/${base[2]}` : ''],
      ...[
        row % 5
          ? ''
          : `${base[1]}/${base[2]},${productOf(row + 2, plan)
              .naming.slice(1, 3)
              .join('/')}`,
      ],
      ...[description, 'AD;AE;CN;DE;FR;GB;JP;KR;US'],
    ];
  },
};

function productOf(sku: number, plan: SheetPlan): { naming: string[] } {
  const product = Math.floor(sku / editions.length);
  const title = `${pick(families, product % families.length)} ${Math.floor(product / families.length) + 1}`;
  const skuTitle = `${title} ${pick(editions, sku % editions.length)}`;
  const productId = `KTR${text36(mix(product, plan.seed ?? 1), 4)}${text36(product, 5)}`;
  const skuId = text36((sku % editions.length) + 1, 4);
  const korean = product % 11 === 0 ? ' 사람이 함께 일하는 곳.' : '';
  const description = `${skuTitle}: one place for the work of people, with storage and support.${korean}`;
  return { naming: [title, productId, skuId, skuTitle, 'Example Publisher', description] };
}

const priceOf = (random: number, currency: string): string =>
  currency === 'KRW' || currency === 'JPY' ? `${Math.floor(random * 200_000) + 100}` : (random * 500 + 0.5).toFixed(2);

const quoted = (cell: string, quoting: 'all' | 'needed'): string =>
  quoting === 'all' || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

const pick = (list: readonly string[], index: number): string => list[index]!;

const text36 = (number: number, length: number): string =>
  number.toString(36).toUpperCase().padStart(length, '0').slice(-length);

const guidOf = (number: number, plan: SheetPlan): string => {
  const part = (salt: number) => mix(Math.floor(number * 2) + salt * 0x9e37, plan.seed ?? 1);
  const hex = [1, 2, 3, 4].map((salt) => part(salt).toString(16).padStart(8, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

const randomOf = (row: number, plan: SheetPlan): number => mix(row, (plan.seed ?? 1) + 77) / 2 ** 32;

/** A small integer hash: the same number and seed give the same 32 bits on every machine. */
function mix(number: number, seed: number): number {
  let bits = Math.imul(number ^ Math.imul(seed, 0x85ebca6b), 0xc2b2ae35);
  bits = Math.imul(bits ^ (bits >>> 15), 0x2c1b3c6d);
  bits = Math.imul(bits ^ (bits >>> 12), 0x297a2d39);
  return (bits ^ (bits >>> 15)) >>> 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [kind = 'prices', rows = '1000', seed = '1', order = 'byProduct'] = process.argv.slice(2);
  const plan = { kind: kind as SheetKind, rows: Number(rows), seed: Number(seed), order: order as 'byProduct' };
  for (const piece of generateSheet(plan)) process.stdout.write(piece);
}
