// The one rule about partnerships themselves: a pair has one.
import { type Decision, decided } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { In, Nothing } from '../../../kernel/lifecycle.ts';
import type { Partnership } from './state.ts';

export type Establish = { provider: string; reseller: string; invitation: string };
export type EstablishGiven = { now: Date; by: { id: string }; newId: Id<'par'> };

export function establish(
  state: Nothing | In<Partnership, 'active'>,
  command: Establish,
  given: EstablishGiven,
): Decision<Partnership> {
  if (state.status === 'active') return decided(state);
  const made = { id: given.newId, version: 0, status: 'active', since: given.now, approvedBy: given.by.id } as const;
  return decided({ ...command, ...made }, 'partnership.established');
}
