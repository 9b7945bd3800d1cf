// How a subscription begins, is set up by the vendor's system, and grows. Pure.
import type { CloudNow } from '../../../clouds/cloud.ts';
import { type Decision, decided, type Obstacle, obstacles, refuseAll } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { In, Nothing } from '../../../kernel/lifecycle.ts';
import type { Money } from '../../../kernel/money.ts';
import { monthsOf } from '../../../kernel/term.ts';
import type { Making } from '../charges/rules.ts';
import { type Bought, firstPeriodOf, isMetered, refusals, type Subscription } from '../state.ts';

const no = obstacles(refusals);

/** What an order decided, once for each of its lines; nothing is checked twice. */
export type Start = Bought &
  Pick<Subscription, 'quantity' | 'partner' | 'reseller' | 'resellerId' | 'customer' | 'tenant' | 'order' | 'base'> & {
    subscription: Id<'sub'>;
    unitPrice: Money;
  };
export type StartGiven = { now: Date; cloud: Pick<CloudNow, 'windows'>; charge: Making };

/** ORD-074: the longest term is bought once: its quantity stays, and it ends. */
const isLocked = ({ term }: Pick<Bought, 'term'>, { windows }: Pick<CloudNow, 'windows'>): boolean =>
  term !== 'NoTerm' && monthsOf(term) >= windows.lockedTermMonths;

/** SUB-003: every field, from what the order decided. */
export function start(
  _state: Nothing,
  { subscription: id, ...bought }: Start,
  given: StartGiven,
): Decision<Subscription> {
  const { now: startsAt } = given;
  const { endsAt } = firstPeriodOf(bought, startsAt);
  const made: Subscription = {
    ...bought,
    id,
    version: 0,
    status: 'provisioning',
    nickname: bought.skuTitle,
    startsAt,
    endsAt,
    committedUntil: bought.model === 'modern' ? endsAt : null,
    autoRenews: endsAt !== null && bought.kind === 'licence' && !isLocked(bought, given.cloud),
    resellerIdBefore: bought.resellerId,
    resellerIdSince: startsAt,
    supportContact: bought.partner, // REL-130
    origin: 'program',
    entitlement: id,
    failure: null,
  };
  return decided(made, 'subscription.started');
}

export const confirm = (subscription: In<Subscription, 'provisioning'>): Decision<Subscription> =>
  decided({ ...subscription, status: 'active' }, 'subscription.confirmed');

export type Fail = { reason: string };
export const fail = (
  subscription: In<Subscription, 'provisioning'>,
  { reason: failure }: Fail,
): Decision<Subscription> => decided({ ...subscription, status: 'failed', failure }, 'subscription.failed');

export type Increase = { quantity: number };
export type IncreaseGiven = {
  now: Date;
  cloud: Pick<CloudNow, 'windows'>;
  /** Null: no maximum. */
  quantityMax: number | null;
  /** Why this partner may not change quantities now (ACT-041). */
  partner: Obstacle | undefined;
  isAgreementMissing: boolean;
  /** CHN-033: the reseller of record is looked at again. */
  reseller: readonly Obstacle[];
  added: number;
  charge: Making;
};

/** SUB-030; the same quantity again changes nothing, so that a repeated call does no harm. */
export function increaseQuantity(
  subscription: In<Subscription, 'active'>,
  { quantity }: Increase,
  given: IncreaseGiven,
): Decision<Subscription> {
  const { quantityMax } = given;
  if (quantity === subscription.quantity) return decided(subscription);
  const refused = refuseAll([
    isMetered(subscription.kind) && no('quantity_is_metered'),
    isLocked(subscription, given.cloud) && no('quantity_locked', { term: subscription.term }),
    quantity < subscription.quantity && no('quantity_not_increased', { quantity, now: subscription.quantity }),
    quantityMax !== null &&
      quantity > quantityMax &&
      no('quantity_out_of_range', { quantity, licencesMin: 1, licencesMax: quantityMax }),
    given.partner,
    given.isAgreementMissing && no('customer_agreement_missing'),
    ...given.reseller,
  ]);
  return refused ?? decided({ ...subscription, quantity }, 'subscription.quantityIncreased');
}
