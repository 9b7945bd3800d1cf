// How the wire reaches purchase wishes: sent by a reseller, made into a cart or declined by its provider.
import type { Static } from 'typebox';
import * as contract from '../../../../contract/orders.ts';
import { newId } from '../../../kernel/id.ts';
import { change } from '../../../platform/door/change.ts';
import { alone, together } from '../../../platform/door/perform.ts';
import { step } from '../../../platform/door/step.ts';
import { load } from '../../../platform/record/history.ts';
import { doing, type Route } from '../../../platform/wire/operations.ts';
import { findPartnership } from '../../partnerships/offers.ts';
import { findRelationship, relationshipBy } from '../../relationships/offers.ts';
import { sellingPartnerIdOf } from '../../subscriptions/offers.ts';
import { creatingCart, usualPlan } from '../carts/commands.ts';
import { titlesOf } from '../orders/offering.ts';
import type { CartLine } from '../state.ts';
import * as rules from './rules.ts';
import { wishes } from './thing.ts';

const sending = change({
  thing: wishes,
  command: 'send',
  find: 'new',
  given: async ({ tx, now, actor: by }, _state, command: rules.Send): Promise<rules.SendGiven> => {
    const { relationshipId: id, providerId: provider, skuId } = command;
    const [found, partnership, titles] = await Promise.all([
      relationshipBy(tx, id),
      findPartnership(tx, { provider, reseller: by.organization }),
      titlesOf(tx, skuId),
    ]);
    const relationship = found && { ...found, isActive: found.status === 'active' };
    const wish = newId('wsh', found?.customer ?? by.organization);
    return { now, by, relationship, arePartners: partnership?.status === 'active', titles, newId: wish };
  },
  rule: rules.send,
});

const fulfilling = change({
  thing: wishes,
  command: 'fulfil',
  given: (_door, _wish, { cart }: rules.FulfilGiven): rules.FulfilGiven => ({ cart }),
  rule: rules.fulfil,
});
const declining = change({
  thing: wishes,
  command: 'decline',
  given: () => ({}),
  rule: (state, command: rules.Decline) => rules.decline(state, command),
});
const withdrawing = change({ thing: wishes, command: 'withdraw', given: () => ({}), rule: rules.withdraw });

type Fulfil = Static<typeof contract.fulfilWish.body>;
/** The wish is answered and its cart is there, or neither. What a wish asks for never changes once it is sent. */
const fulfillingWithCart = together<Fulfil>({
  changes: [fulfilling, creatingCart],
  plan: async ({ tx, caller }, id, body) => {
    const wish = await load(tx, wishes, { id });
    if (!wish) return [];
    const { customer, tenant, reseller, sku, quantity } = wish;
    const cart = newId('crt', customer);
    const [relationship, ofReseller] = await Promise.all([
      findRelationship(tx, { partner: caller.organization, tenant }),
      sellingPartnerIdOf({ tx }, reseller),
    ]);
    const { segment, resellerPartnerId = ofReseller } = body;
    const term = body.term as CartLine['term'];
    const billingPlan = body.billingPlan ?? usualPlan(term);
    const lines = [{ sku, quantity, segment, term, billingPlan, base: null }];
    const command = { relationshipId: relationship?.id ?? '', resellerPartnerId, lines, wish: wish.id };
    return [step(fulfilling, id, { cart }), step(creatingCart, id, { ...command, id: cart })];
  },
});

export const commands: readonly Route[] = [
  doing(contract.sendWish, alone(sending)),
  doing(contract.fulfilWish, fulfillingWithCart, (states) => states.at(-1)!.shown),
  doing(contract.declineWish, alone(declining)),
  doing(contract.withdrawWish, alone(withdrawing)),
];
