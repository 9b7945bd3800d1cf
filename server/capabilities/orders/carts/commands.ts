// How the wire reaches carts: filled, changed, dropped.
import type { Static } from 'typebox';
import * as contract from '../../../../contract/orders.ts';
import { type Id, newId } from '../../../kernel/id.ts';
import { change } from '../../../platform/door/change.ts';
import { alone, together } from '../../../platform/door/perform.ts';
import { step } from '../../../platform/door/step.ts';
import { doing, type Route } from '../../../platform/wire/operations.ts';
import { relationshipBy } from '../../relationships/offers.ts';
import { sells } from '../../relationships/relationship/state.ts';
import { buyerOf } from '../orders/reviewing.ts';
import type { CartLine } from '../state.ts';
import * as rules from './rules.ts';
import { carts } from './thing.ts';

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
      const [buyer, found] = await Promise.all([buyerOf(door, by.organization), relationshipBy(tx, relationshipId)]);
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

export const commands: readonly Route[] = [
  doing(contract.createCart, creatingOne),
  doing(contract.changeCart, changingOne),
  doing(contract.cancelCart, alone(cancelling)),
];
