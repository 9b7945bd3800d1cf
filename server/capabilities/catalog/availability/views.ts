// What this customer may buy from this partner, and if not, why not.
import * as contract from '../../../../contract/catalog/offers.ts';
import { languageOf } from '../../../../messages/catalogue.ts';
import { obstacles, refuse } from '../../../kernel/decision.ts';
import type { Cursor } from '../../../platform/door/cursor.ts';
import { browsing } from '../../../platform/wire/browsing.ts';
import type { Route } from '../../../platform/wire/operations.ts';
import { reason } from '../../../platform/world/problem.ts';
import { ask } from '../../../platform/world/questions.ts';
import { shownMoney } from '../../../platform/world/shown.ts';
import type { Door } from '../../../platform/world/world.ts';
import { countryOf } from '../../organizations/offers.ts';
import { catalogueSides, type Judgement, judged, type Parties, pairOf } from '../offers.ts';
import { cursorOfPrice, type PriceRow } from '../prices/store.ts';
import { planTerms, refusals, sellsTo } from '../state.ts';
import { canGoIntoCart, type Wanted } from './rules.ts';
import { type Sold, soldIn } from './sold.ts';

const no = obstacles(refusals);

type Line = Judgement & { selling: Sold; product: string };

/** A usage plan costs nothing by itself, so one is wanted, on the terms of plans; the rest as their prices say. */
function wantedOf({ sku_id: sku, list, segment, term, plan: billingPlan }: Sold, quantity: number): Wanted {
  const as = list === 'usage' ? { ...planTerms, quantity: 1 } : { segment, term, billingPlan, quantity };
  return { sku, ...as };
}

/** Of what can go into a cart, and of the rest, so many lines are judged for one page at most. */
const judgedLinesMax = 5_000;
const judgedTogether = 500;

type Filtered = Omit<Parameters<typeof soldIn>[1], 'after' | 'limit'>;
type Looking = { parties: Parties; quantity: number; buyable: boolean | undefined; filtered: Filtered };
/** What is sold behind the cursor, judged part by part until the page is full. */
async function linesFor(door: Door, { after, limit }: { after: Cursor; limit: number }, asked: Looking) {
  const { parties, quantity, buyable, filtered } = asked;
  const pair = await pairOf(door, parties);
  const together = buyable === undefined ? limit : Math.max(limit, judgedTogether);
  const rows: Line[] = [];
  let behind = after;
  for (let looked = 0; looked < judgedLinesMax; looked += together) {
    const sold = await soldIn(door, { ...filtered, after: behind, limit: together });
    const wanted = sold.map((one) => wantedOf(one, quantity));
    const lines = (await judged(door, pair, wanted)).map(
      (one, i): Line => ({ ...one, selling: sold[i]!, product: one.item?.productTitle ?? '' }),
    );
    rows.push(...lines.filter(({ obstacles }) => buyable === undefined || canGoIntoCart(obstacles) === buyable));
    if (sold.length < together || rows.length >= limit) return { rows: rows.slice(0, limit), behind: null };
    behind = cursorOfPrice(sold.at(-1) as PriceRow);
  }
  return { rows, behind };
}

const listingAvailability = browsing(contract.listAvailability, {
  action: 'availability.see',
  sidesFor: catalogueSides,
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

export const views: readonly Route[] = [listingAvailability];
