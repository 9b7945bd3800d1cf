// What the vendor of the demo sells: neutral products as data, with their terms, segments, rules and base prices.

/** Markets and currencies of each cloud, and what one unit of the base price in euros is worth there. */
export const markets: Readonly<Record<string, readonly [market: string, currency: string, rate: number][]>> = {
  worldwide: [
    ['KR', 'KRW', 1_500],
    ['DK', 'DKK', 7.46],
    ['DE', 'EUR', 1],
    ['US', 'USD', 1.1],
  ],
  usgov: [['US', 'USD', 1.1]],
  china: [['CN', 'CNY', 7.8]],
  germany: [['DE', 'EUR', 1]],
};

export type Offer = {
  product: string;
  title: string;
  /** For one seat and month, in euros. */
  monthly: number;
  /** `seat` by the month, for one year or three; `machine` bought for ever. */
  sold: 'seat' | 'short' | 'machine';
  most?: number;
  /** SUB-043: how many subscriptions of it one customer may hold. */
  limit?: number;
  /** SUB-050: an add-on to the first SKU of this product. */
  addOnTo?: string;
  /** Sold at these prices beside the commercial one. */
  segments?: readonly ('Education' | 'Charity' | 'Government')[];
};

type More = Omit<Offer, 'product' | 'title' | 'monthly' | 'sold'> & { sold?: Offer['sold'] };
const offers = (product: string, listed: readonly [title: string, monthly: number, more?: More][]): Offer[] =>
  listed.map(([title, monthly, more = {}]) => ({ product, title, monthly, ...more, sold: more.sold ?? 'seat' }));
const everybody = { segments: ['Education', 'Charity', 'Government'] } as const;

/** By product; its place in the list makes the product's number, so new ones go to the end. */
export const products: Readonly<Record<string, readonly Offer[]>> = Object.fromEntries(
  [
    offers('Meridian Workplace', [
      ['Workplace Standard', 12, everybody],
      ['Workplace Basic', 6, everybody],
      ['Workplace Premium', 21, everybody],
      ['Workplace Frontline', 3, { most: 10_000 }],
      ['Workplace Starter', 4, { most: 25, limit: 1 }],
    ]),
    offers('Meridian Mail', [
      ['Mail Plan 1', 4, everybody],
      ['Mail Plan 2', 8, everybody],
      ['Mail Archive', 3, { addOnTo: 'Meridian Mail' }],
    ]),
    offers('Meridian Meetings', [
      ['Meetings', 5, everybody],
      ['Meetings Rooms', 15],
      ['Webinars', 9, { addOnTo: 'Meridian Meetings' }],
    ]),
    offers('Meridian Files', [
      ['Files Plan 1', 5],
      ['Files Plan 2', 10, everybody],
      ['Files Extra Storage', 2, { addOnTo: 'Meridian Files', most: 1_000 }],
    ]),
    offers('Meridian Identity', [
      ['Identity Plan 1', 6, everybody],
      ['Identity Plan 2', 9],
    ]),
    offers('Meridian Device Care', [
      ['Device Care', 7.5, everybody],
      ['Device Care Remote Help', 3, { addOnTo: 'Meridian Device Care' }],
    ]),
    offers('Meridian Shield', [
      ['Shield for Endpoints', 5, everybody],
      ['Shield for Mail', 2],
      ['Shield for Servers', 14, { most: 500 }],
    ]),
    offers('Meridian Ledger', [
      ['Ledger Essentials', 65, { most: 300 }],
      ['Ledger Premium', 95, { most: 300 }],
      ['Ledger Team Members', 7],
    ]),
    offers('Meridian Desk', [
      ['Desk Professional', 60],
      ['Desk Enterprise', 90],
      ['Desk Voice', 70, { addOnTo: 'Meridian Desk' }],
    ]),
    offers('Meridian Charts', [
      ['Charts Pro', 10, everybody],
      ['Charts Premium', 20],
    ]),
    offers('Meridian Planner', [
      ['Planner Plan 1', 9],
      ['Planner Plan 3', 28],
    ]),
    offers('Meridian Diagrams', [['Diagrams', 13, { sold: 'short' }]]),
    offers('Meridian Phone', [
      ['Phone Standard', 8],
      ['Phone Domestic Calls', 11, { addOnTo: 'Meridian Phone' }],
    ]),
    offers('Meridian Learning', [['Learning Campus', 2, { segments: ['Education'] }]]),
    offers('Meridian Lighthouse', [['Lighthouse (its set-up always fails)', 1, { sold: 'short' }]]),
    offers('Meridian Server', [
      ['Server 2026 Standard', 950, { sold: 'machine' }],
      ['Server 2026 Datacentre', 5_600, { sold: 'machine' }],
    ]),
    offers('Meridian Database', [['Database 2026 Standard', 820, { sold: 'machine' }]]),
  ].map((listed) => [listed[0]!.product, listed]),
);

/** ORD-009: what a cloud with a smaller catalogue of its own does not sell. */
const leftOut: Readonly<Record<string, readonly string[]>> = {
  china: [
    ...['Meridian Ledger', 'Meridian Desk', 'Meridian Charts', 'Meridian Planner', 'Meridian Diagrams'],
    ...['Meridian Phone', 'Meridian Learning'],
  ],
};
export const productsOf = (cloud: string): readonly Offer[] =>
  Object.entries(products).flatMap(([product, listed]) => (leftOut[cloud]?.includes(product) ? [] : listed));

/** What holds all usage of a customer: bought once, charged for what is used. */
export const planTitle = 'Meridian Cloud plan';

/** What is paid by use: priced in US dollars everywhere, in ranges. */
export const meters: readonly { title: string; unit: string; prices: readonly [from: number, dollars: string][] }[] = [
  { title: 'Compute, small machine', unit: '1 Hour', prices: [[0, '0.0416']] },
  { title: 'Compute, large machine', unit: '1 Hour', prices: [[0, '0.3328']] },
  {
    title: 'Object storage',
    unit: '1 GB/Month',
    prices: [
      [0, '0.0208'],
      [51_200, '0.0199'],
      [512_000, '0.0191'],
    ],
  },
  {
    title: 'Outbound transfer',
    unit: '1 GB',
    prices: [
      [0, '0'],
      [100, '0.087'],
    ],
  },
  { title: planTitle, unit: '1 Plan', prices: [[0, '0']] },
];
