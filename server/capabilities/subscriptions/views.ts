// What a caller finds of subscriptions, and of the resellers that a provider may put on record, by name.
import * as contract from '../../../contract/subscriptions.ts';
import { languageOf } from '../../../messages/catalogue.ts';
import { refuse } from '../../kernel/decision.ts';
import { cursorPartsOf, looking, writtenCursor } from '../../platform/wire/browsing.ts';
import { paged } from '../../platform/wire/export.ts';
import { listing, type Route, seeing, telling } from '../../platform/wire/operations.ts';
import { reason } from '../../platform/world/problem.ts';
import { no } from '../../platform/world/refusals.ts';
import type { Door } from '../../platform/world/world.ts';
import { catalogueSides } from '../catalog/offers.ts';
import { resellersByName } from '../partnerships/offers.ts';
import { resellerNamed, sellerOf, sellingPartnerIdOf } from './offers.ts';
import { obstaclesToReseller } from './rules/reseller.ts';
import { subscriptions } from './thing.ts';

const limitDefault = 50;
const limitMax = 200;

type Found = { id: string; name: string; country: string };
async function named(door: Door, { id, name, country }: Found, language: string | undefined) {
  const { cloud } = door;
  const provider = door.actor.organization;
  const [seller, partnerId] = await Promise.all([sellerOf(door, provider), sellingPartnerIdOf(door, id)]);
  const known = partnerId === null ? undefined : await resellerNamed(door, { partnerId, provider });
  const because = known ? obstaclesToReseller(known, { cloud, seller, moment: 'order' }) : [];
  return {
    reseller: { id, name, country },
    partnerId,
    canBeNamed: partnerId !== null && because.length === 0,
    because: because.map((one) => reason(one, languageOf(language))),
  };
}

const listingResellers = telling(contract.listResellers, ({ world, caller, query, language }) =>
  looking({ world, caller, action: 'reseller.see', sidesFor: catalogueSides }, async ({ door }) => {
    const after = cursorPartsOf(query.after, 2) as readonly string[] | undefined;
    if (!after) return refuse(no('invalid_cursor'));
    const limit = Math.min(query.limit ?? limitDefault, limitMax);
    const provider = door.actor.organization;
    const found = await resellersByName(door.tx, { provider, search: query.search, after, limit: limit + 1 });
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    const items = await Promise.all(page.map((one) => named(door, one, language)));
    return { ok: true, body: { items, next: last ? writtenCursor([last.name_lower, last.id]) : null } };
  }),
);

export const views: readonly Route[] = [
  listing(contract.listSubscriptions, { thing: subscriptions, action: 'subscription.see' }),
  seeing(contract.seeSubscription, { thing: subscriptions, action: 'subscription.see' }),
  paged(listingResellers),
];
