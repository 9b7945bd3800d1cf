// How the wire reaches carts: filled, changed, reviewed, dropped.
import type { Static } from 'typebox';
import * as contract from '../../../contract/orders.ts';
import { languageOf } from '../../../messages/catalogue.ts';
import { type Id, newId } from '../../kernel/id.ts';
import { change } from '../../platform/door/change.ts';
import { lookAt } from '../../platform/door/look.ts';
import { alone, together } from '../../platform/door/perform.ts';
import { step } from '../../platform/door/step.ts';
import { load } from '../../platform/record/history.ts';
import { doing, listing, type Route, seeing, telling } from '../../platform/wire/operations.ts';
import { doorOf } from '../../platform/world/entering.ts';
import { reason } from '../../platform/world/problem.ts';
import type { Door } from '../../platform/world/world.ts';
import { sells } from '../relationships/state.ts';
import { relationships } from '../relationships/things.ts';
import { firstPeriodOf } from '../subscriptions/rules/subscribing.ts';
import { instantOrNull, shownMoney } from '../subscriptions/things.ts';
import { buyerOf, reviewGiven } from './reviewing.ts';
import * as rules from './rules/carts.ts';
import { type ReviewedLine, review } from './rules/orders.ts';
import type { CartLine } from './state.ts';
import { carts, shownLine } from './things.ts';

/** SUB-015: what is shown first at a purchase, and what stands where nothing was chosen. */
export const usualPlan = (term: string): CartLine['billingPlan'] => (term === 'NoTerm' ? 'None' : 'Monthly');

const lineOf = ({ skuId: sku, segment, term, billingPlan, quantity, baseId }: contract.GivenLine): CartLine => ({
  sku,
  segment,
  term: term as CartLine['term'],
  billingPlan: billingPlan ?? usualPlan(term),
  quantity,
  base: (baseId ?? null) as CartLine['base'],
});

/** The id is made by whoever plans, since a wish must know the cart it became. */
export const creating = (id: Id<'crt'>) =>
  change({
    thing: carts,
    command: 'create',
    find: 'new',
    given: async (door, _state, { relationshipId }: rules.Create): Promise<rules.CreateGiven> => {
      const { tx, now, actor: by } = door;
      const [buyer, found] = await Promise.all([
        buyerOf(door, by.organization),
        load(tx, relationships, { id: relationshipId }),
      ]);
      const relationship = found && { ...found, sells: found.status === 'active' && sells(found) };
      return { ...buyer, now, by, relationship, newId: id };
    },
    rule: rules.create,
  });

const changing = change({
  thing: carts,
  command: 'change',
  given: () => ({}),
  rule: (state, command: rules.Change) => rules.change(state, command),
});
const cancelling = change({ thing: carts, command: 'cancel', given: () => ({}), rule: rules.cancel });

type Content = Pick<Static<typeof contract.createCart.body>, 'resellerPartnerId' | 'lines'>;
const contentOf = ({ resellerPartnerId = null, lines }: Content) => ({ resellerPartnerId, lines: lines.map(lineOf) });

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

const creatingOne = together<Static<typeof contract.createCart.body>>(async (_planning, key, body) => [
  step(creating(newId('crt', body.relationshipId)), key, {
    relationshipId: body.relationshipId,
    wish: null,
    ...contentOf(body),
  }),
]);
const changingOne = together<Static<typeof contract.changeCart.body>>(async (_planning, key, body) => [
  step(changing, key, contentOf(body)),
]);

export const routes: readonly Route[] = [
  doing(contract.createCart, creatingOne),
  listing(contract.listCarts, { thing: carts, action: 'cart.see' }),
  seeing(contract.seeCart, { thing: carts, action: 'cart.see' }),
  doing(contract.changeCart, changingOne),
  doing(contract.cancelCart, alone(cancelling)),
  reviewing,
];
