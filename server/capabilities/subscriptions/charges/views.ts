// What a partner finds of the charges for a subscription.
import * as contract from '../../../../contract/subscriptions.ts';
import { lookAt } from '../../../platform/door/look.ts';
import { paged } from '../../../platform/wire/export.ts';
import { type Route, telling } from '../../../platform/wire/operations.ts';
import { subscriptions } from '../thing.ts';
import { shownCharge } from './shown.ts';
import { chargesOf } from './store.ts';

const chargesMax = 500;
const seeingCharges = telling(contract.seeCharges, async ({ world, caller, path, query }) => {
  const seen = await lookAt(world, caller, { thing: subscriptions, action: 'subscription.seeCharges', id: path.id! });
  if (!seen.ok) return seen;
  const limit = Math.min(query.limit ?? 50, chargesMax);
  const found = await world.database.read((tx) =>
    chargesOf(tx, { subscription: seen.state.id, after: query.after ?? '', limit: limit + 1 }),
  );
  const items = found.slice(0, limit);
  const next = found.length > limit ? items.at(-1)!.id : null;
  return { ok: true, body: { items: items.map(shownCharge), next } };
});

export const views: readonly Route[] = [paged(seeingCharges)];
