// A partner says which offers stand at the top of its own catalogue.
import * as contract from '../../../../contract/catalog/pinned.ts';
import { newId } from '../../../kernel/id.ts';
import { change } from '../../../platform/door/change.ts';
import { together } from '../../../platform/door/perform.ts';
import { step } from '../../../platform/door/step.ts';
import { doing, type Route } from '../../../platform/wire/operations.ts';
import { isTrading, transactingKinds } from '../../organizations/enrolment/state.ts';
import { enrolmentsOf } from '../../organizations/offers.ts';
import { findSkus } from '../offers.ts';
import type { SkuId } from '../state.ts';
import * as rules from './rules.ts';
import { findPinned } from './store.ts';
import { pinnedOffers } from './thing.ts';

const pinning = change({
  thing: pinnedOffers,
  command: 'pin',
  find: ({ tx }, _key, { partner }: rules.Pin) => findPinned(tx, partner),
  locks: (_state, { partner }) => [`pinned:${partner}`],
  given: async ({ tx, now, cloud }, _state, { partner, skus }): Promise<rules.PinGiven> => ({
    ...{ now, newId: newId('pno', partner), most: cloud.pinnedOffersMax },
    isTrading: isTrading(await enrolmentsOf(tx, partner), [...transactingKinds, 'reseller']),
    known: new Set((await findSkus(tx, skus)).keys()),
  }),
  rule: rules.pin,
});

export const commands: readonly Route[] = [
  doing(
    contract.pinOffers,
    together<{ skus: string[] }>({
      changes: [pinning],
      plan: ({ caller: { organization: partner } }, key, { skus }) => [
        step(pinning, key, { partner, skus: skus as SkuId[] }),
      ],
    }),
  ),
];
