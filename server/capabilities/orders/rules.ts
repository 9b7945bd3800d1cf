// Who may buy at all; carts, reviews and orders share it. Pure.
import { type Obstacle, obstacles } from '../../kernel/decision.ts';
import { refusals } from './state.ts';

const no = obstacles(refusals);

/** A partner's relationship with a tenant, as far as buying looks at it. */
export type Dealing = {
  id: string;
  partner: string;
  customer: string;
  tenant: string;
  /** In force, and the partner sells in it, itself or through a reseller. */
  sells: boolean;
};

export type Buyer = {
  /** What the buyer takes part as. */
  kinds: readonly string[];
  /** Why a transacting partner may not buy now: not active, restricted, suspended, no agreement (ACT-038, ACT-052). */
  business: Obstacle | undefined;
};

const transacts = (kinds: readonly string[]): boolean => kinds.includes('provider') || kinds.includes('directBill');

/** ACT-003, SUB-011, SUB-012: a reseller asks its provider, a customer its partner. */
export function obstacleToBuying({ kinds, business }: Buyer): Obstacle | undefined {
  if (transacts(kinds)) return business;
  return kinds.includes('reseller') ? no('orders_via_provider') : no('customers_cannot_buy');
}
