// Pinned offers as a thing: a partner says which stand at the top of its own catalogue, and finds them there.
import * as contract from '../../../contract/catalog/pinned.ts';
import { newId } from '../../kernel/id.ts';
import { change } from '../../platform/door/change.ts';
import { enter } from '../../platform/door/look.ts';
import { together } from '../../platform/door/perform.ts';
import { step } from '../../platform/door/step.ts';
import { doing, type Route, telling } from '../../platform/wire/operations.ts';
import type { Thing } from '../../platform/world/world.ts';
import { isTrading, transactingKinds } from '../organizations/enrolment/state.ts';
import { enrolmentsOf } from '../organizations/offers.ts';
import { findSkus } from './items.ts';
import { shownSku } from './offers.ts';
import * as rules from './rules/pinned.ts';
import * as state from './state.ts';
import * as store from './store.ts';
import { skusInOrder } from './top.ts';

export const pinnedOffers: Thing<state.PinnedOffers, typeof state.pinnedLifecycle> = {
  name: 'pinnedOffers',
  table: 'pinned_offers',
  lifecycle: state.pinnedLifecycle,
  sides: state.pinnedSides,
  contract: contract.PinnedOffers,
  fromRow: store.pinnedFromRow,
  toRow: store.pinnedToRow,
  show: ({ id, status, version, partner, skus, changedAt }, { party }) =>
    ({
      ...{ id, status, version },
      partner: party(partner),
      skus: [...skus],
      changedAt: changedAt.toISOString(),
    }) satisfies contract.PinnedOffers,
};

const pinning = change({
  thing: pinnedOffers,
  command: 'pin',
  find: (tx, _key, { partner }: rules.Pin) => store.findPinned(tx, partner),
  locks: (_state, { partner }) => [`pinned:${partner}`],
  given: async ({ tx, now, cloud }, _state, { partner, skus }): Promise<rules.PinGiven> => ({
    ...{ now, newId: newId('pno', partner), most: cloud.pinnedOffersMax },
    isTrading: isTrading(await enrolmentsOf(tx, partner), [...transactingKinds, 'reseller']),
    known: new Set((await findSkus(tx, skus)).keys()),
  }),
  rule: rules.pin,
});

const seeing = telling(contract.seePinnedOffers, ({ world, caller }) =>
  world.database.read(async (tx) => {
    const partner = caller.organization;
    const entered = await enter(world, tx, { caller, action: 'pinnedOffers.see', sides: { partner } });
    if (!entered.ok) return entered;
    const { skus = [], version = 0 } = (await store.findPinned(tx, partner)) ?? {};
    const all = { asOf: undefined, list: undefined, search: undefined, product: undefined, after: [], limit: 0 };
    const items = (await skusInOrder(tx, skus, all)).map(({ sku, place }) => shownSku(sku, place));
    return { ok: true, body: { items, most: entered.door.cloud.pinnedOffersMax, version } };
  }),
);

export const routes: readonly Route[] = [
  seeing,
  doing(
    contract.pinOffers,
    together<{ skus: string[] }>(async ({ caller: { organization: partner } }, key, { skus }) => [
      step(pinning, key, { partner, skus: skus as state.SkuId[] }),
    ]),
  ),
];
