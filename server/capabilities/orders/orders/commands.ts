// Placing a cart: one transaction for the order, its subscriptions and their charges, or for nothing of it.
import assert from 'node:assert/strict';
import type { Static } from 'typebox';
import * as contract from '../../../../contract/orders.ts';
import { type Id, newId } from '../../../kernel/id.ts';
import { change } from '../../../platform/door/change.ts';
import { together } from '../../../platform/door/perform.ts';
import { step } from '../../../platform/door/step.ts';
import { load } from '../../../platform/record/history.ts';
import { doing, type Route } from '../../../platform/wire/operations.ts';
import type { Seen } from '../../../platform/world/world.ts';
import { attesting } from '../../agreements/routes.ts';
import { starting } from '../../subscriptions/offers.ts';
import * as cartRules from '../carts/rules.ts';
import { carts } from '../carts/thing.ts';
import type { Cart, Order } from '../state.ts';
import { reviewGiven } from './reviewing.ts';
import * as rules from './rules.ts';
import { nextNumber } from './store.ts';
import { orders } from './thing.ts';

/** What is planned before the locks and decided behind them; made anew for each attempt. */
type Plan = { cart: Cart; order: Id<'ord'>; subscriptions: readonly Id<'sub'>[]; placed?: Order };

const placingCart = ({ cart, order }: Plan) =>
  change({
    thing: carts,
    command: 'place',
    given: (): cartRules.PlaceGiven => ({ planned: cart, order }),
    rule: cartRules.place,
  });

/** Limits count what the customer holds, so nobody else may buy for it meanwhile. */
const placingOrder = (plan: Plan) =>
  change({
    thing: orders,
    command: 'place',
    find: 'new',
    locks: () => [`tenant:${plan.cart.tenant}`, `holdings:${plan.cart.customer}`],
    given: async (door): Promise<rules.PlaceGiven> => {
      const { cart, order, subscriptions } = plan;
      const [given, number] = await Promise.all([reviewGiven(door, cart), nextNumber(door)]);
      return { ...given, now: door.now, by: door.actor, cart, newId: order, number, subscriptions };
    },
    rule: rules.place,
    writes: (_door, after) => {
      plan.placed = after; // The steps behind this one start what was decided here.
    },
  });

const startOf = ({ placed, subscriptions }: Plan, i: number) => {
  const line = placed?.lines[i];
  assert(placed && line, 'a subscription starts after its order');
  const { partner, reseller, resellerId, customer, tenant, id: order } = placed;
  const { amount: _amount, subscription: _subscription, ...bought } = line;
  return { ...bought, subscription: subscriptions[i]!, partner, reseller, resellerId, customer, tenant, order };
};

type Body = Static<typeof contract.placeCart.body>;
/** ORD-024: where the agreement is missing, it may be attested in the same journey. */
const placing = together<Body>(async ({ tx }, id, { attestation }) => {
  const cart = await load(tx, carts, { id });
  if (!cart) return [];
  const plan: Plan = { cart, order: newId('ord'), subscriptions: cart.lines.map(() => newId('sub')) };
  return [
    step(placingCart(plan), id, {}),
    ...(attestation ? [step(attesting, id, { ...attestation, tenantId: cart.tenant })] : []),
    step(placingOrder(plan), id, {}),
    ...cart.lines.map((_line, i) =>
      step(
        starting(() => startOf(plan, i)),
        id,
        {},
      ),
    ),
  ];
});

const theOrder = (states: readonly Seen[]) => states.find(({ thing }) => thing === 'order')!.shown;

export const commands: readonly Route[] = [doing(contract.placeCart, placing, theOrder)];
