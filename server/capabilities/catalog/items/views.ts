// What a caller finds in the catalogue: products, and SKUs with what holds for them.
import * as contract from '../../../../contract/catalog/offers.ts';
import { refuse } from '../../../kernel/decision.ts';
import { browsing, looking } from '../../../platform/wire/browsing.ts';
import { type Route, telling } from '../../../platform/wire/operations.ts';
import { no } from '../../../platform/world/refusals.ts';
import { countryOf } from '../../organizations/offers.ts';
import { asOfIn, instantsOf } from '../instants.ts';
import { catalogueSides, findRules, findSkus } from '../offers.ts';
import { cursorOf, pinnedFirst } from '../pinned-offers/pinned-first.ts';
import { pinnedBy } from '../pinned-offers/store.ts';
import type { OfferRules, Sku } from '../state.ts';
import { productsByTitle, termsOf } from './store.ts';

export const shownSku = ({ version: _version, status: _status, tags, ...same }: Sku, place: number | null) => ({
  ...same,
  pinned: place,
  tags: tags.split(/[;,]/).flatMap((tag) => tag.trim() || []),
});
const shownRules = ({
  provisioningId: _id,
  provisioningString: _string,
  description: _text,
  sku: _sku,
  ...rules
}: OfferRules) => ({
  ...rules,
  prerequisites: [...rules.prerequisites],
  conversions: [...rules.conversions],
  allowedCountries: [...rules.allowedCountries],
});

const listingProducts = browsing(contract.listProducts, {
  action: 'product.see',
  sidesFor: catalogueSides,
  of: contract.Product,
  cursorParts: 2,
  rows: ({ door, query, after, limit }) =>
    productsByTitle(door.tx, { asOf: asOfIn(query), list: query.list, search: query.search, after, limit }),
  cursorOf: ({ title, id }) => [title.toLowerCase(), id],
  show: (product) => product,
});

const listingSkus = browsing(contract.listSkus, {
  action: 'sku.see',
  sidesFor: catalogueSides,
  of: contract.Sku,
  cursorParts: 3,
  rows: async ({ door: { tx, actor }, query: { list, search, product, ...query }, after, limit }) => {
    const asOf = asOfIn(query);
    const pinned = await pinnedBy(tx, { partner: actor.organization, asOf });
    return pinnedFirst(tx, pinned, { asOf, list, search, product, after, limit });
  },
  cursorOf,
  show: ({ sku, place }) => shownSku(sku, place),
});

const seeingSku = telling(
  contract.seeSku,
  ({ world, caller, path, query }) =>
    looking({ world, caller, path, action: 'sku.see', sidesFor: catalogueSides }, async ({ door }) => {
      const id = path.id!;
      const instants = instantsOf(door, query);
      const item = (await findSkus(door.tx, [id], asOfIn(query))).get(id);
      if (!item) return refuse(no('not_found'));
      const market = query.market ?? (await countryOf(door.tx, door.actor.organization));
      const rules = (await findRules(door.tx, [id], instants)).get(id);
      const terms = await termsOf(door.tx, { sku: id, market, ...instants });
      const pinned = await pinnedBy(door.tx, { partner: door.actor.organization, asOf: asOfIn(query) });
      const place = pinned.indexOf(item.id) + 1 || null;
      return { ok: true, body: { ...shownSku(item, place), rules: rules ? shownRules(rules) : null, terms } };
    }),
  { looksBack: true },
);

export const views: readonly Route[] = [listingProducts, listingSkus, seeingSku];
