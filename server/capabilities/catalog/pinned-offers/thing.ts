// Pinned offers put together: table, life cycle, sides, and how they are shown.
import * as contract from '../../../../contract/catalog/pinned.ts';
import type { Thing } from '../../../platform/world/world.ts';
import * as state from './state.ts';
import { rows } from './store.ts';

export const pinnedOffers: Thing<state.PinnedOffers, typeof state.lifecycle> = {
  name: 'pinnedOffers',
  table: 'pinned_offers',
  lifecycle: state.lifecycle,
  sides: state.sides,
  contract: contract.PinnedOffers,
  ...rows,
  show: ({ id, status, version, partner, skus, changedAt }, { party }) =>
    ({
      ...{ id, status, version },
      partner: party(partner),
      skus: [...skus],
      changedAt: changedAt.toISOString(),
    }) satisfies contract.PinnedOffers,
};
