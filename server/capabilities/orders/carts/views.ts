// What a partner finds of its carts: all of them, one by its id, and whether it could be placed now.
import * as contract from '../../../../contract/orders.ts';
import { languageOf } from '../../../../messages/catalogue.ts';
import { lookAt } from '../../../platform/door/look.ts';
import { listing, type Route, seeing, telling } from '../../../platform/wire/operations.ts';
import { doorOf } from '../../../platform/world/entering.ts';
import { reason } from '../../../platform/world/problem.ts';
import { instantOrNull, shownMoney } from '../../../platform/world/shown.ts';
import type { Door } from '../../../platform/world/world.ts';
import { firstPeriodOf } from '../../subscriptions/state.ts';
import { reviewGiven } from '../orders/reviewing.ts';
import { type ReviewedLine, review } from '../orders/rules.ts';
import { carts, shownLine } from './thing.ts';

const shownReview = ({ now }: Pick<Door, 'now'>, one: ReviewedLine) => {
  const { endsAt, chargedUntil } = one.bought ? firstPeriodOf(one.bought, now) : { endsAt: null, chargedUntil: null };
  return {
    line: shownLine(one.line),
    productTitle: one.bought?.productTitle ?? null,
    skuTitle: one.bought?.skuTitle ?? null,
    kind: one.bought?.kind ?? null,
    unitPrice: one.unitPrice ? shownMoney(one.unitPrice) : null,
    amount: one.amount ? shownMoney(one.amount) : null,
    startsAt: now.toISOString(),
    endsAt: instantOrNull(endsAt),
    chargedUntil: instantOrNull(chargedUntil),
  };
};

const reviewing = telling(contract.reviewCart, async ({ world, caller, path, language }) => {
  const seen = await lookAt(world, caller, { thing: carts, action: 'cart.review', id: path.id! });
  if (!seen.ok) return seen;
  const { actor } = seen.door;
  return world.database.read(async (tx) => {
    const door = doorOf(world, tx, { actor, preview: false });
    const { lines, obstacles, totals } = review(seen.state, await reviewGiven(door, seen.state));
    const told = (found: (typeof lines)[number]['obstacles']) => found.map((one) => reason(one, languageOf(language)));
    const { commands: _commands, ...cart } = seen.row;
    return {
      ok: true,
      body: {
        cart,
        isPlaceable: obstacles.length === 0 && lines.every((one) => one.obstacles.length === 0),
        obstacles: told(obstacles),
        lines: lines.map((one) => ({ ...shownReview(door, one), obstacles: told(one.obstacles) })),
        totals: totals.map(shownMoney),
      },
    };
  });
});

export const views: readonly Route[] = [
  listing(contract.listCarts, { thing: carts, action: 'cart.see' }),
  seeing(contract.seeCart, { thing: carts, action: 'cart.see' }),
  reviewing,
];
