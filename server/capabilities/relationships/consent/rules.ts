// Every rule about what a customer's tenant answers to an invitation.
import type { CloudNow } from '../../../clouds/cloud.ts';
import { type Decision, decided } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { In, Nothing } from '../../../kernel/lifecycle.ts';
import { daysAfter } from '../../../kernel/term.ts';
import type { Consent } from './state.ts';

export type Answer = Pick<Consent, 'partner' | 'provider' | 'customer' | 'tenant' | 'invitation'>;
export type AnswerGiven = { now: Date; by: { id: string }; newId: Id<'con'> };
/** Whether all that would follow is there already. */
export type AcceptGiven = AnswerGiven & { isCustomer: boolean };

const opened = (state: Nothing | Consent, { now, by, newId }: AnswerGiven) =>
  state.status === 'nothing'
    ? { id: newId, version: 0, openedAt: now, openedBy: by.id }
    : { id: state.id, version: state.version, openedAt: state.openedAt, openedBy: state.openedBy };
const answered = ({ now, by }: AnswerGiven) => ({ expiresAt: null, answeredAt: now, answeredBy: by.id });

/** Who accepts a second time sees what is there (REL-048); after a removal a new consent takes the old one's place. */
export function accept(state: Nothing | Consent, command: Answer, given: AcceptGiven): Decision<Consent> {
  if (state.status === 'accepted' && given.isCustomer) return decided(state);
  const accepted = { ...command, ...opened(state, given), ...answered(given), status: 'accepted' } as const;
  return decided(accepted, 'consent.accepted');
}

/** No reason is asked, and it may be accepted later: there is no cooling-off (REL-049). */
export function decline(
  state: Nothing | In<Consent, 'pending' | 'declined' | 'expired'>,
  command: Answer,
  given: AnswerGiven,
): Decision<Consent> {
  if (state.status === 'declined') return decided(state);
  const declined = { ...command, ...opened(state, given), ...answered(given), status: 'declined' } as const;
  return decided(declined, 'consent.declined');
}

export type PassOnGiven = AnswerGiven & { cloud: { windows: Pick<CloudNow['windows'], 'pendingConsentDays'> } };

/** REL-038: who may not accept lays it before the global admin, where it waits for a time (REL-047). */
export function passOn(state: Nothing | Consent, command: Answer, given: PassOnGiven): Decision<Consent> {
  if (state.status === 'pending' || state.status === 'accepted') return decided(state);
  const { now, by, cloud } = given;
  const expiresAt = daysAfter(now, cloud.windows.pendingConsentDays);
  const waiting = { expiresAt, openedAt: now, openedBy: by.id, answeredAt: null, answeredBy: null };
  return decided({ ...command, ...opened(state, given), ...waiting, status: 'pending' }, 'consent.passedOn');
}

export const expire = (state: In<Consent, 'pending'>): Decision<Consent> =>
  decided({ ...state, status: 'expired' }, 'consent.expired');
