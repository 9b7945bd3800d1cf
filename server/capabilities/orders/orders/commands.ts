// Placing a cart: one transaction for the order, its subscriptions and their charges, or for nothing of it.
import type { Static } from 'typebox';
import * as contract from '../../../../contract/orders.ts';
import { type Id, newId } from '../../../kernel/id.ts';
import { change } from '../../../platform/door/change.ts';
import { together } from '../../../platform/door/perform.ts';
import { step } from '../../../platform/door/step.ts';
import { load } from '../../../platform/record/history.ts';
import { doing, type Route } from '../../../platform/wire/operations.ts';
import type { Seen } from '../../../platform/world/world.ts';
import { attestingAgreement } from '../../agreements/offers.ts';
import { starting } from '../../subscriptions/offers.ts';
import * as cartRules from '../carts/rules.ts';
import { carts } from '../carts/thing.ts';
import type { Cart, Order } from '../state.ts';
import { reviewGiven } from './reviewing.ts';
import * as rules from './rules.ts';
import { nextNumber } from './store.ts';
import { orders } from './thing.ts';

/** What is planned before the locks and decided behind them; made anew for each attempt. */
type Plan = { cart: Cart; order: Id<'ord'>; subscriptions: readonly Id<'sub'>[] };

const placingCart = change({
  thing: carts,
  command: 'place',
  given: (_door, _cart, { cart: planned, order }: Plan): cartRules.PlaceGiven => ({ planned, order }),
  rule: cartRules.place,
});

/** Limits count what the customer holds, so nobody else may buy for it meanwhile. */
const placingOrder = change({
  thing: orders,
  command: 'place',
  find: 'new',
  locks: (_nothing, { cart }: Plan) => [`tenant:${cart.tenant}`, `holdings:${cart.customer}`],
  given: async (door, _nothing, { cart, order, subscriptions }): Promise<rules.PlaceGiven> => {
    const [given, number] = await Promise.all([reviewGiven(door, cart), nextNumber(door)]);
    return { ...given, now: door.now, by: door.actor, cart, newId: order, number, subscriptions };
  },
  rule: rules.place,
});

const startOf = ({ partner, reseller, resellerId, customer, tenant, id: order, lines }: Order, i: number) => {
  const { amount: _amount, subscription, ...bought } = lines[i]!;
  return { ...bought, subscription, partner, reseller, resellerId, customer, tenant, order };
};

type Body = Static<typeof contract.placeCart.body>;
/** ORD-024: where the agreement is missing, it may be attested in the same journey. */
const placing = together<Body>({
  changes: [placingCart, attestingAgreement, placingOrder, starting],
  plan: async ({ tx }, id, { attestation }) => {
    const cart = await load(tx, carts, { id });
    if (!cart) return [];
    const order = newId('ord', cart.customer);
    const plan = { cart, order, subscriptions: cart.lines.map(() => newId('sub', cart.customer)) };
    return [
      step(placingCart, id, plan),
      ...(attestation ? [step(attestingAgreement, id, { ...attestation, tenantId: cart.tenant })] : []),
      step(placingOrder, id, plan),
      ...cart.lines.map((_line, i) => step(starting, id, (done) => startOf(done.of(placingOrder), i))),
    ];
  },
});

const theOrder = (states: readonly Seen[]) => states.find(({ thing }) => thing === 'order')!.shown;

export const commands: readonly Route[] = [doing(contract.placeCart, placing, theOrder)];
