// Writes the demo's catalogue as the documented files: price sheets, meters, offer matrices.
import { createHash } from 'node:crypto';
import { markets, meters, type Offer, planTitle, products, productsOf } from './catalogue.ts';

export type Sheet = { list: 'licence' | 'software' | 'usage'; name: string; text: string };
type Line = Readonly<Record<string, string | number>>;
type Priced = { cloud: string; list: 'licence' | 'software'; factor?: number };
type Found = { offer: Offer; id: string; sku: string };

const text36 = (number: number, length: number) => number.toString(36).toUpperCase().padStart(length, '0');
const productId = (product: string) => `MRD${text36(Object.keys(products).indexOf(product) + 1, 9)}`;
const all: readonly Found[] = Object.entries(products).flatMap(([product, listed]) =>
  listed.map((offer, i) => ({ offer, id: productId(product), sku: text36(i + 1, 4) })),
);

/** As contract and catalogue write a SKU; the stories and the demo's orders name it by its title. */
export const skuOf = (title: string): string => {
  if (title === planTitle) return `${usageId}:${meterSku(planTitle)}`;
  const { id, sku } = all.find(({ offer }) => offer.title === title)!;
  return `${id}:${sku}`;
};

const usageId = 'MRD00000U001';
const meterSku = (title: string) => text36(meters.findIndex((one) => one.title === title) + 1, 4);

const terms: Record<Offer['sold'], readonly [term: string, plan: string, months: number, share: number][]> = {
  seat: [
    ['P1M', 'Monthly', 1, 1.2],
    ['P1Y', 'Monthly', 1, 1],
    ['P1Y', 'Annual', 12, 1],
    ['P3Y', 'Annual', 12, 0.95],
  ],
  short: [['P1M', 'Monthly', 1, 1]],
  machine: [['NoTerm', 'None', 1, 1]],
};
const shareOf = { Commercial: 1, Government: 0.9, Charity: 0.4, Education: 0.25 } as const;
const open = { EffectiveStartDate: '1/1/2024 0:00', EffectiveEndDate: '12/31/9999 11:59:59 PM' };
function soldIn({ cloud, list }: Priced): Found[] {
  const here = productsOf(cloud);
  return all.filter(({ offer }) => here.includes(offer) && (offer.sold === 'machine') === (list === 'software'));
}
const naming = ({ offer, id, sku }: Found) => ({
  ProductTitle: offer.product,
  ProductId: id,
  SkuId: sku,
  SkuTitle: offer.title,
});

function* priceLines(priced: Priced): Generator<Line> {
  const { cloud, factor = 1 } = priced;
  for (const found of soldIn(priced)) {
    const { monthly, sold, segments = [] } = found.offer;
    for (const [Market, Currency, rate] of markets[cloud]!) {
      for (const segment of ['Commercial', ...segments] as const) {
        for (const [TermDuration, BillingPlan, months, share] of terms[sold]) {
          const price = monthly * months * share * rate * factor * shareOf[segment];
          yield {
            ...naming(found),
            ...{ Publisher: 'Meridian', SkuDescription: `${found.offer.title}.`, UnitOfMeasure: 'License' },
            ...{ TermDuration, BillingPlan, Market, Currency, UnitPrice: rounded(price, Currency) },
            ...{ PricingTierRangeMin: '', PricingTierRangeMax: '', ...open, Tags: 'License' },
            ...{ 'ERP Price': rounded(price * 1.25, Currency), Segment: segment, ChangeIndicator: 'Add' },
          };
        }
      }
    }
  }
}
const rounded = (price: number, currency: string) =>
  currency === 'KRW' ? String(Math.round(price / 10) * 10) : price.toFixed(2);

function* matrixLines(priced: Priced): Generator<Line> {
  for (const found of soldIn(priced)) {
    const { title, most = 100_000, limit = '', addOnTo } = found.offer;
    yield {
      ...naming(found),
      ...{ ProvisioningId: guidOf(title), ProvisioningString: title.toUpperCase().replace(/\W+/g, '_') },
      ...{ MinLicenses: 1, MaxLicenses: most, AssetOwnershipLimit: limit },
      AssetOwnershipLimitType: limit ? 'ConcurrentCount' : 'None',
      ProductSkuPreRequisites: addOnTo ? `${productId(addOnTo)}/0001` : '',
      ...{ ProductSkuConversion: '', Description: `${title}.`, AllowedCountries: '' },
    };
  }
}

function* meterLines(cloud: string): Generator<Line> {
  for (const { title, unit, prices } of meters) {
    for (const [Market] of markets[cloud]!) {
      for (const [i, [from, UnitPrice]] of prices.entries()) {
        yield {
          ...{ ProductTitle: 'Meridian Cloud', ProductId: usageId, Publisher: 'Meridian' },
          ...{ SkuId: meterSku(title), SkuTitle: title },
          ...{ SkuDescription: `${title}.`, UnitOfMeasure: unit, TermDuration: 'payG-1', Market, Currency: 'USD' },
          ...{ UnitPrice, PricingTierRangeMin: from, PricingTierRangeMax: prices[i + 1]?.[0] ?? '', ...open },
          ...{ MeterIds: guidOf(title), MeterType: unit, Tags: 'Usage' },
        };
      }
    }
  }
}
/** Meters are priced; only the plan that holds them is bought. */
const planLine = (): Line => ({
  ...{ ProductTitle: 'Meridian Cloud', ProductId: usageId, SkuId: meterSku(planTitle), SkuTitle: planTitle },
  ...{ ProvisioningId: guidOf(planTitle), ProvisioningString: 'MERIDIAN_CLOUD_PLAN', MinLicenses: 1, MaxLicenses: 1 },
  ...{ AssetOwnershipLimit: '', AssetOwnershipLimitType: 'None', ProductSkuPreRequisites: '' },
  ...{ ProductSkuConversion: '', Description: `${planTitle}.`, AllowedCountries: '' },
});
const guidOf = (title: string): string =>
  createHash('sha256')
    .update(title)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');

const cell = (value: string | number) => `"${String(value).replaceAll('"', '""')}"`;
function written(lines: Iterable<Line>): string {
  const [first, ...rest] = [...lines];
  const row = (cells: readonly (string | number)[]) => cells.map(cell).join(',');
  return [row(Object.keys(first!)), ...[first!, ...rest].map((line) => row(Object.values(line)))].join('\r\n');
}

/** What the vendor sends to the operator of a cloud before anything is sold there. */
export const firstSheets = (cloud: string): Sheet[] => [
  { list: 'licence', name: 'Licences', text: written(priceLines({ cloud, list: 'licence' })) },
  { list: 'licence', name: 'Offer matrix of licences', text: written(matrixLines({ cloud, list: 'licence' })) },
  { list: 'software', name: 'Software for own machines', text: written(priceLines({ cloud, list: 'software' })) },
  { list: 'software', name: 'Offer matrix of software', text: written(matrixLines({ cloud, list: 'software' })) },
  { list: 'usage', name: 'Usage', text: written(meterLines(cloud)) },
  { list: 'usage', name: 'Offer matrix of usage', text: written([planLine()]) },
];
/** ORD-070: announced for a later day, so that two days can be compared. */
export const laterSheet = (cloud: string): Sheet => ({
  list: 'licence',
  name: 'Licences, next price list',
  text: written(priceLines({ cloud, list: 'licence', factor: 1.05 })),
});
