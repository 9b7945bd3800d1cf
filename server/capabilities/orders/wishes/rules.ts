// A purchase wish: a reseller asks its provider to order, which makes a cart of it or declines (SUB-011). Pure.
import { type Decision, decided, obstacles, refuse } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { In, Nothing } from '../../../kernel/lifecycle.ts';
import type { Wish } from '../state.ts';
import { refusals } from '../state.ts';

const no = obstacles(refusals);

export type Send = { relationshipId: string; providerId: string; skuId: string; quantity: number; note?: string };
export type SendGiven = {
  now: Date;
  by: { id: string; organization: string };
  /** The reseller's own relationship with the customer, and through which providers it came. */
  relationship: { partner: string; customer: string; tenant: string; isActive: boolean } | undefined;
  arePartners: boolean;
  titles: { productTitle: string; skuTitle: string } | undefined;
  newId: Id<'wsh'>;
};

export function send(_state: Nothing, command: Send, given: SendGiven): Decision<Wish> {
  const { by, relationship, newId: id } = given;
  const { providerId: provider, skuId: sku, quantity, note = null } = command;
  if (!given.arePartners) return refuse(no('wish_needs_provider', { provider }));
  if (!relationship?.isActive || relationship.partner !== by.organization) return refuse(no('wish_for_own_customers'));
  if (!given.titles) return refuse(no('sku_unknown', { sku }));
  const { customer, tenant } = relationship;
  const between = { reseller: by.organization, provider, customer, tenant };
  const wished = { sku, ...given.titles, quantity, note };
  const made = { answer: null, cart: null, sentBy: by.id, sentAt: given.now };
  return decided({ id, version: 0, status: 'open', ...between, ...wished, ...made }, 'wish.sent');
}

export type FulfilGiven = { cart: Id<'crt'> };
export const fulfil = (wish: In<Wish, 'open'>, _command: unknown, { cart }: FulfilGiven): Decision<Wish> =>
  decided({ ...wish, status: 'fulfilled', cart }, 'wish.fulfilled');

export type Decline = { note: string };
export const decline = (wish: In<Wish, 'open'>, { note: answer }: Decline): Decision<Wish> =>
  decided({ ...wish, status: 'declined', answer }, 'wish.declined');

export const withdraw = (wish: In<Wish, 'open'>): Decision<Wish> =>
  decided({ ...wish, status: 'withdrawn' }, 'wish.withdrawn');
