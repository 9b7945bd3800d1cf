// What a partner finds at the top of its own catalogue, and how many offers it may pin there.
import * as contract from '../../../../contract/catalog/pinned.ts';
import { enter } from '../../../platform/door/look.ts';
import { type Route, telling } from '../../../platform/wire/operations.ts';
import { shownSku } from '../items/views.ts';
import { skusInOrder } from './pinned-first.ts';
import { findPinned } from './store.ts';

export const views: readonly Route[] = [
  telling(contract.seePinnedOffers, ({ world, caller }) =>
    world.database.read(async (tx) => {
      const partner = caller.organization;
      const entered = await enter(world, tx, { caller, action: 'pinnedOffers.see', sides: { partner } });
      if (!entered.ok) return entered;
      const { skus = [], version = 0 } = (await findPinned(tx, partner)) ?? {};
      const all = { asOf: undefined, list: undefined, search: undefined, product: undefined, after: [], limit: 0 };
      const items = (await skusInOrder(tx, skus, all)).map(({ sku, place }) => shownSku(sku, place));
      return { ok: true, body: { items, most: entered.door.cloud.pinnedOffersMax, version } };
    }),
  ),
];
