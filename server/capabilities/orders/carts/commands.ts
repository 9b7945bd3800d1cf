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
export const creatingCart = change({
  thing: carts,
  command: 'create',
  find: 'new',
  given: async (door, _state, { relationshipId, id }: rules.Create & { id: Id<'crt'> }): Promise<rules.CreateGiven> => {
    const { tx, now, actor: by } = door;
    const [buyer, found] = await Promise.all([buyerOf(door, by.organization), relationshipBy(tx, relationshipId)]);
    const relationship = found && { ...found, sells: found.status === 'active' && sells(found) };
    return { ...buyer, now, by, relationship, newId: id };
  },
  rule: (nothing, { id: _id, ...command }, given) => rules.create(nothing, command, given),
});

const changingCart = change({
  thing: carts,
  command: 'change',
  given: () => ({}),
  rule: (state, command: rules.Change) => rules.change(state, command),
});
const cancelling = change({ thing: carts, command: 'cancel', given: () => ({}), rule: rules.cancel });

type Content = Pick<Static<typeof contract.createCart.body>, 'resellerPartnerId' | 'lines'>;
const contentOf = ({ resellerPartnerId = null, lines }: Content) => ({ resellerPartnerId, lines: lines.map(lineOf) });

const creating = together<Static<typeof contract.createCart.body>>({
  changes: [creatingCart],
  plan: (_planning, key, { relationshipId, ...body }) => [
    step(creatingCart, key, {
      relationshipId,
      id: newId('crt', relationshipId),
      wish: null,
      ...contentOf(body),
    }),
  ],
});
const changing = together<Static<typeof contract.changeCart.body>>({
  changes: [changingCart],
  plan: (_planning, key, body) => [step(changingCart, key, contentOf(body))],
});

export const commands: readonly Route[] = [
  doing(contract.createCart, creating),
  doing(contract.changeCart, changing),
  doing(contract.cancelCart, alone(cancelling)),
];
