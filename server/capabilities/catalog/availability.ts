// What this customer may buy from this partner, and if not, why not; orders ask `offersFor` for the lines of a cart.
import * as contract from '../../../contract/catalog/offers.ts';
import { languageOf } from '../../../messages/catalogue.ts';
import { type Obstacle, obstacles, refuse } from '../../kernel/decision.ts';
import type { Route } from '../../platform/wire/operations.ts';
import { reason } from '../../platform/world/problem.ts';
import { ask } from '../../platform/world/questions.ts';
import type { Door } from '../../platform/world/world.ts';
import { countryOf, partiesOf } from '../organizations/offers.ts';
import { currencyOf } from '../organizations/organization/state.ts';
import { browsing, type Cursor } from './browsing.ts';
import { findRules, findSkus } from './items.ts';
import { shownMoney } from './offers.ts';
import { cursorOfPrice, meterCurrency, meteredOf, type PriceRow, planTerms, pricesFor } from './prices.ts';
import { refusals } from './refusals.ts';
import { canGoIntoCart, obstaclesTo, type Pair, type Wanted } from './rules/availability.ts';
import { type Selling, sellingsOf } from './sellings.ts';
import { type Held, heldByTenant, type OfferRules, type Price, type Sku, sellsTo } from './state.ts';
import * as store from './store.ts';

const no = obstacles(refusals);

export type Parties = { partner: string; customer: string };
export type Judged = {
  wanted: Wanted;
  item: Sku | undefined;
  /** The price of the line on that day, for that quantity; undefined is among the obstacles. */
  price: (Price & { row: number }) | undefined;
  market: string;
  currency: string;
  obstacles: readonly Obstacle[];
  /** What it was judged by, so that nobody reads it twice. */
  rules: OfferRules | undefined;
  held: readonly Held[];
};

/** What stands for the pair: read once for all lines. */
async function pairOf(door: Door, { partner, customer }: Parties): Promise<Pair> {
  const { tx, cloud } = door;
  const [countries, qualified, held] = await Promise.all([
    partiesOf(tx, [partner, customer]),
    store.qualifiedFor(tx, [partner, customer]),
    ask(door, heldByTenant, { customer, partner }),
  ]);
  const kindsOf = (organization: string) =>
    new Set(
      qualified
        .filter((one) => one.organization === organization && one.status === 'qualified')
        .map(({ kind }) => kind),
    );
  const countryOf = (organization: string) => countries.find(({ id }) => id === organization)?.country ?? '';
  return {
    cloud,
    partnerCountry: countryOf(partner),
    customerCountry: countryOf(customer),
    qualified: kindsOf(customer),
    isPartnerApprovedForGovernment: kindsOf(partner).has('governmentPartner'),
    held,
  };
}

/**
 * Judges what is wanted, on the day of the door: every obstacle of every line, and its price where there is one.
 * Whether partner and customer may do business at all (relationship, agreements, suspension) is asked by orders.
 */
export const offersFor = async (door: Door, parties: Parties, wanted: readonly Wanted[]): Promise<Judged[]> =>
  judged(door, await pairOf(door, parties), wanted);

async function judged(door: Door, pair: Pair, wanted: readonly Wanted[]): Promise<Judged[]> {
  const { tx, now: at } = door;
  const ids = [...new Set(wanted.map(({ sku }) => sku))];
  const [items, rulesBySku, metered] = await Promise.all([
    findSkus(tx, ids),
    findRules(tx, ids, { at, knownAt: null }),
    meteredOf(tx, { skus: ids, market: pair.customerCountry, at }),
  ]);
  const places = wanted.map(({ sku }) => marketFor(door, pair, items.get(sku)));
  const prices = await pricesFor(tx, { wanted: wanted.map((one, i) => ({ ...one, ...places[i]! })), at });
  return wanted.map((one, i): Judged => {
    const [item, rules, price] = [items.get(one.sku), rulesBySku.get(one.sku), prices[i]];
    const found = obstaclesTo(one, { item, rules, price, isMetered: metered.has(one.sku) }, pair);
    return { wanted: one, item, price, ...places[i]!, obstacles: found, rules, held: pair.held };
  });
}

/** The market is the customer's country; meters are priced in US dollars, the rest in the currency of the market. */
function marketFor(door: Door, { customerCountry }: Pair, item: Sku | undefined): { market: string; currency: string } {
  const currency = item?.list === 'usage' ? meterCurrency : (currencyOf(door.cloud, customerCountry) ?? '');
  return { market: customerCountry, currency };
}

type Line = Judged & { selling: Selling; product: string };

/** A usage plan costs nothing by itself, so one is wanted, on the terms of plans; the rest as their prices say. */
function wantedOf({ sku_id: sku, list, segment, term, plan: billingPlan }: Selling, quantity: number): Wanted {
  const as = list === 'usage' ? { ...planTerms, quantity: 1 } : { segment, term, billingPlan, quantity };
  return { sku, ...as };
}

/** Of what can go into a cart, and of the rest, so many lines are judged for one page at most. */
const judgedLinesMax = 5_000;
const judgedTogether = 500;

type Filtered = Omit<Parameters<typeof sellingsOf>[1], 'after' | 'limit'>;
type Looking = { parties: Parties; quantity: number; buyable: boolean | undefined; filtered: Filtered };
/** What is sold behind the cursor, judged part by part until the page is full. */
async function linesFor(door: Door, { after, limit }: { after: Cursor; limit: number }, asked: Looking) {
  const { parties, quantity, buyable, filtered } = asked;
  const pair = await pairOf(door, parties);
  const together = buyable === undefined ? limit : Math.max(limit, judgedTogether);
  const rows: Line[] = [];
  let behind = after;
  for (let looked = 0; looked < judgedLinesMax; looked += together) {
    const sellings = await sellingsOf(door, { ...filtered, after: behind, limit: together });
    const wanted = sellings.map((one) => wantedOf(one, quantity));
    const lines = (await judged(door, pair, wanted)).map(
      (one, i): Line => ({ ...one, selling: sellings[i]!, product: one.item?.productTitle ?? '' }),
    );
    rows.push(...lines.filter(({ obstacles }) => buyable === undefined || canGoIntoCart(obstacles) === buyable));
    if (sellings.length < together || rows.length >= limit) return { rows: rows.slice(0, limit), behind: null };
    behind = cursorOfPrice(sellings.at(-1) as PriceRow);
  }
  return { rows, behind };
}

const listingAvailability = browsing(contract.listAvailability, {
  action: 'availability.see',
  of: contract.Availability,
  cursorParts: 7,
  rows: async ({ door, path, query, after, limit }) => {
    const parties = { partner: door.actor.organization, customer: path.customer! };
    const selling = await ask(door, sellsTo, parties);
    if (selling.length === 0) return refuse(no('relationship_required'));
    const market = await countryOf(door.tx, parties.customer);
    const { quantity = 1, search, buyable, ...filters } = query;
    const filtered = { filters: { ...filters, market }, search };
    return linesFor(door, { after, limit }, { parties, quantity, buyable, filtered });
  },
  cursorOf: ({ selling }) => cursorOfPrice(selling as PriceRow),
  show: ({ selling, wanted, item, price, product, obstacles: found }, { language }) => ({
    sku: selling.sku_id,
    productTitle: product,
    title: item?.title ?? '',
    list: item?.list ?? 'licence',
    segment: wanted.segment,
    term: wanted.term,
    billingPlan: wanted.billingPlan,
    currency: selling.currency,
    available: found.length === 0,
    because: found.map((one) => reason(one, languageOf(language))),
    unitPrice: price ? shownMoney(price.unitPrice) : null,
    estimatedRetailPrice: price?.estimatedRetailPrice ? shownMoney(price.estimatedRetailPrice) : null,
  }),
});

export const routes: readonly Route[] = [listingAvailability];
