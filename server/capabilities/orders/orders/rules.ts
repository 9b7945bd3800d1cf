// Reviewing a cart and placing it: every obstacle at once, prices as of now, and what the order then is. Pure.
import assert from 'node:assert/strict';
import { type Decision, decided, type Obstacle, obstacles, refuse } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Nothing } from '../../../kernel/lifecycle.ts';
import { add, type Money, multiply, round } from '../../../kernel/money.ts';
import type { Bought } from '../../subscriptions/state.ts';
import { type Buyer, type Dealing, obstacleToBuying } from '../rules.ts';
import type { Cart, CartLine, Order, OrderLine } from '../state.ts';
import { refusals } from '../state.ts';

const no = obstacles(refusals);

/** What the catalogue says of one line: what it is, what it costs, and why it cannot be bought. */
export type Offered = {
  bought: Bought | undefined;
  unitPrice: Money | undefined;
  /** SUB-050: it is an add-on; one of these must be there first. */
  bases: readonly string[];
  obstacles: readonly Obstacle[];
  /** SUB-043: how many more the customer may take; null where there is no limit. */
  limit: { kind: 'lifetime' | 'concurrent'; limit: number; left: number } | null;
};
/** A live subscription of the same tenant that this partner sold; what others sold there bars nothing (REL-111). */
type Own = { id: string; sku: string; reseller: string | null; status: string };

export type ReviewGiven = Buyer & {
  relationship: Dealing | undefined;
  tenant: { purpose: string; status: string; domain: string } | undefined;
  /** What the customer's records lack (SUB-010): `address`, `registrationNumber`. */
  missingRecords: readonly string[];
  agreement: { standing: 'accepted' | 'notInSystem' | 'missing' | 'byPartner'; edition: string | null };
  /** Of the reseller that the cart names; undefined where it names none. */
  reseller: { organization: string | null; obstacles: readonly Obstacle[] } | undefined;
  /** The partner's own location, for charges where no reseller is named (CHN-031). */
  ownPartnerId: string | null;
  /** ACT-063: an active location in the country from which the partner sells. */
  hasLocation: boolean;
  own: readonly Own[];
  offered: readonly Offered[];
};

export type ReviewedLine = {
  line: CartLine;
  bought: Bought | undefined;
  unitPrice: Money | undefined;
  /** What the first billing period costs. */
  amount: Money | undefined;
  obstacles: readonly Obstacle[];
};
export type Review = { lines: readonly ReviewedLine[]; obstacles: readonly Obstacle[]; totals: readonly Money[] };

/** SUB-010 whole: what stands against the order, and against each of its lines. */
export function review(cart: Pick<Cart, 'lines' | 'resellerPartnerId'>, given: ReviewGiven): Review {
  const lines = cart.lines.map((line, i) => {
    const before = cart.lines.slice(0, i).filter(({ sku }) => sku === line.sku).length;
    return reviewedLine(line, given, { offered: given.offered[i], before });
  });
  const amounts = lines.flatMap(({ amount }) => (amount ? [amount] : []));
  return { lines, obstacles: obstaclesToOrder(cart, given), totals: totalsOf(amounts) };
}

const excluded = ['selling', 'sharedServices'];

function obstaclesToOrder({ lines }: Pick<Cart, 'lines'>, given: ReviewGiven): Obstacle[] {
  const { relationship, tenant, agreement, missingRecords: missing } = given;
  const lacksAgreement = agreement.standing === 'missing' || agreement.standing === 'byPartner';
  const found: (Obstacle | false | undefined)[] = [
    obstacleToBuying(given),
    lines.length === 0 && no('cart_empty'),
    !given.hasLocation && no('location_required'),
    (!relationship?.sells || tenant?.status !== 'active') && no('relationship_required'),
    tenant !== undefined &&
      excluded.includes(tenant.purpose) &&
      no('selling_tenant_not_allowed', { tenant: tenant.domain, purpose: tenant.purpose }),
    lacksAgreement && no('customer_agreement_missing', agreement), // ACT-054
    missing.length > 0 && no('customer_records_incomplete', { missing: missing.join(', ') }),
    ...(given.reseller?.obstacles ?? []),
  ];
  return found.filter((one): one is Obstacle => !!one);
}

type Beside = { offered: Offered | undefined; before: number };
function reviewedLine(line: CartLine, given: ReviewGiven, { offered, before }: Beside): ReviewedLine {
  const { bought, unitPrice } = offered ?? {};
  const base = given.own.find(({ id }) => id === line.base);
  const isBase = base?.status === 'active' && offered?.bases.includes(base.sku);
  const needsBase = offered !== undefined && offered.bases.length > 0 && !isBase;
  const reseller = given.reseller?.organization ?? null;
  const planExists = before > 0 || given.own.some((own) => own.sku === line.sku && own.reseller === reseller);
  const { limit } = offered ?? {};
  const isPastLimit = limit && limit.left > 0 && before >= limit.left;
  const found: (Obstacle | false | null | undefined)[] = [
    ...(offered?.obstacles ?? []).filter(({ code }) => code !== 'base_required'),
    needsBase && no('base_required', { prerequisites: offered.bases.join(', ') }),
    bought?.kind === 'usage' && planExists && no('usage_plan_exists'),
    isPastLimit && no('offer_limit_reached', { limit: limit.limit, kind: limit.kind, elsewhere: false }),
  ];
  const isMetered = bought?.kind === 'usage';
  const amount = unitPrice && round(isMetered ? multiply(unitPrice, 0) : multiply(unitPrice, line.quantity));
  return { line, bought, unitPrice, amount, obstacles: found.filter((one): one is Obstacle => !!one) };
}

/** One sum for each currency, in the order in which they first appear. */
export function totalsOf(amounts: readonly Money[]): Money[] {
  const totals = new Map<string, Money>();
  for (const one of amounts) {
    const so = totals.get(one.currency);
    totals.set(one.currency, so ? add(so, one) : one);
  }
  return [...totals.values()];
}

export type PlaceGiven = ReviewGiven & {
  now: Date;
  by: { id: string; organization: string };
  cart: Cart;
  newId: Id<'ord'>;
  number: string;
  subscriptions: readonly Id<'sub'>[];
};

/** The lines are bought together or not at all. */
export function place(_state: Nothing, _command: unknown, given: PlaceGiven): Decision<Order> {
  const { cart } = given;
  const { lines, obstacles: whole } = review(cart, given);
  const ofLines = lines.flatMap((one, i) => one.obstacles.map((obstacle) => onLine(obstacle, i + 1)));
  const [first, ...also] = [...whole, ...ofLines];
  if (first) return refuse(first, ...also);
  const { partner, customer, tenant, wish } = cart;
  const placed = { placedBy: given.by.id, placedAt: given.now };
  const { reseller, resellerId } = resellerOf(given);
  const bought = lines.map((one, i) => orderLine(one, given.subscriptions[i]));
  const parties = { partner, reseller, resellerId, customer, tenant };
  const { newId: id, number } = given;
  return decided(
    { id, version: 0, status: 'placed', number, ...parties, lines: bought, wish, ...placed },
    'order.placed',
  );
}

/** CHN-031: the reseller's location, else the partner's own. */
const resellerOf = ({ cart, reseller, ownPartnerId }: PlaceGiven) => ({
  reseller: reseller?.organization ?? null,
  resellerId: cart.resellerPartnerId ?? ownPartnerId ?? '',
});

const onLine = (obstacle: Obstacle, line: number): Obstacle => ({
  ...obstacle,
  details: { ...obstacle.details, line },
});

function orderLine({ line, bought, unitPrice, amount }: ReviewedLine, subscription: Id<'sub'> | undefined): OrderLine {
  assert(bought && unitPrice && amount && subscription, `a line without an offer: ${line.sku}`);
  return { ...bought, quantity: line.quantity, base: line.base, subscription, unitPrice, amount };
}
