// Filling a cart: every edit gives the whole of it, so that the same edit twice is one. Pure.
import { type Decision, decided, obstacles, refuse } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { In, Nothing } from '../../../kernel/lifecycle.ts';
import { type Buyer, type Dealing, obstacleToBuying } from '../rules.ts';
import type { Cart, CartLine } from '../state.ts';
import { refusals } from '../state.ts';

const no = obstacles(refusals);

export type Create = {
  relationshipId: string;
  /** REL-028: the reseller that the provider picks, and that earns by it. */
  resellerPartnerId: string | null;
  lines: readonly CartLine[];
  wish: Id<'wsh'> | null;
};
export type CreateGiven = Buyer & {
  now: Date;
  by: { id: string; organization: string };
  relationship: Dealing | undefined;
  newId: Id<'crt'>;
};

export function create(_state: Nothing, command: Create, given: CreateGiven): Decision<Cart> {
  const { by, relationship, now: createdAt } = given;
  const obstacle = obstacleToBuying(given);
  if (obstacle) return refuse(obstacle);
  const isOwn = relationship?.partner === by.organization;
  if (!relationship || !isOwn) return refuse(no('relationship_required'));
  // ACT-039: one that was won as a reseller, by a partner that also buys directly.
  if (!relationship.sells) return refuse(no('orders_via_provider'));
  const repeated = repeatedLine(command.lines);
  if (repeated !== undefined) return refuse(no('line_repeated', { line: repeated + 1 }));
  const { resellerPartnerId, lines, wish } = command;
  const { id: relationshipId, partner, customer, tenant } = relationship;
  const of = { partner, relationship: relationshipId, customer, tenant };
  const made = { wish, order: null, createdBy: by.id, createdAt };
  return decided(
    { id: given.newId, version: 0, status: 'draft', ...of, resellerPartnerId, lines, ...made },
    'cart.created',
  );
}

const sameThing = ({ sku, segment, term, billingPlan, base }: CartLine): string =>
  JSON.stringify([sku, segment, term, billingPlan, base]);

/** Two lines of the same thing are one line with a greater quantity, so that limits cannot be walked around. */
function repeatedLine(lines: readonly CartLine[]): number | undefined {
  const seen = lines.map(sameThing);
  const at = seen.findIndex((one, i) => seen.indexOf(one) < i);
  return at < 0 ? undefined : at;
}

export type Change = { resellerPartnerId: string | null; lines: readonly CartLine[] };

export function change(cart: In<Cart, 'draft'>, { resellerPartnerId, lines }: Change): Decision<Cart> {
  const repeated = repeatedLine(lines);
  if (repeated !== undefined) return refuse(no('line_repeated', { line: repeated + 1 }));
  const isSame =
    resellerPartnerId === cart.resellerPartnerId &&
    JSON.stringify(lines.map((one) => [sameThing(one), one.quantity])) ===
      JSON.stringify(cart.lines.map((one) => [sameThing(one), one.quantity]));
  return isSame ? decided(cart) : decided({ ...cart, resellerPartnerId, lines }, 'cart.changed');
}

export const cancel = (cart: In<Cart, 'draft'>): Decision<Cart> =>
  decided({ ...cart, status: 'cancelled' }, 'cart.cancelled');

export type PlaceGiven = {
  /** The cart as it was when its order was put together, before anybody was locked out. */
  planned: { version: number };
  order: Id<'ord'>;
};

/** What was changed meanwhile has not been reviewed, so it is not bought. */
export function place(cart: In<Cart, 'draft'>, _command: unknown, { planned, order }: PlaceGiven): Decision<Cart> {
  if (cart.version !== planned.version) {
    return refuse(no('cart_changed', { current: cart.version, given: planned.version }));
  }
  if (cart.lines.length === 0) return refuse(no('cart_empty'));
  return decided({ ...cart, status: 'placed', order }, 'cart.placed');
}
