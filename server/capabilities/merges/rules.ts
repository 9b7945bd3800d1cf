// Every rule about merging accounts: who may be invited, what each side agrees to, and what stands in the way.
import type { CloudNow } from '../../clouds/cloud.ts';
import { type Decision, decided, type Obstacle, obstacles, refuse, refuseAll } from '../../kernel/decision.ts';
import type { Id } from '../../kernel/id.ts';
import type { In, Nothing } from '../../kernel/lifecycle.ts';
import { daysAfter } from '../../kernel/term.ts';
import type { Location } from '../organizations/location/state.ts';
import { type AccountMerge, refusals } from './state.ts';

const no = obstacles(refusals);

/** How a company stands when its account is to be merged. */
export type AccountStanding = {
  /** Its own global account; a company that was merged has none any more. */
  account: Location | undefined;
  /** ACT-040: who is suspended keeps what is there and begins nothing new. */
  isSuspended: boolean;
};
type Timed = { now: Date; cloud: Pick<CloudNow, 'windows'> };
const untilFrom = ({ now, cloud }: Timed) => daysAfter(now, cloud.windows.accountMergeDays);

const ownObstacles = ({ account, isSuspended }: AccountStanding): readonly (Obstacle | false)[] => [
  !account && no('merge_needs_global_account'),
  isSuspended && no('merge_while_suspended'),
];
/** What the other side lacks is its own affair: it is said that it does, not what. */
const isReady = ({ account, isSuspended }: AccountStanding): boolean => account !== undefined && !isSuspended;

export type Invite = { globalId: string };
export type InviteGiven = Timed & {
  by: { id: string; organization: string };
  own: AccountStanding;
  /** Whom the id names, unless that company has been closed. */
  found: Location | undefined;
  /** Whether a merge of these two, one way or the other, is neither ended nor confirmed. */
  isOpenBetween: boolean;
  newId: Id<'mrg'>;
};

export function invite(_state: Nothing, { globalId }: Invite, given: InviteGiven): Decision<AccountMerge> {
  const { by, own, found, now, newId: id } = given;
  const refused = refuseAll(ownObstacles(own));
  if (refused || !own.account) return refused ?? refuse(no('merge_needs_global_account'));
  if (!found) return refuse(no('global_id_unknown', { globalId }));
  if (found.organization === by.organization) return refuse(no('merge_with_oneself', { globalId }));
  if (found.kind !== 'global') return refuse(no('location_id_not_allowed', { globalId }));
  if (given.isOpenBetween) return refuse(no('merge_already_open'));
  const between = { initiator: by.organization, invitee: found.organization };
  const numbers = { initiatorNumber: own.account.number, inviteeNumber: found.number };
  const invited = { invitedBy: by.id, invitedAt: now, expiresAt: untilFrom(given) };
  const open = { reason: null, answeredBy: null, answeredAt: null, confirmedBy: null, confirmedAt: null };
  return decided(
    { id, version: 0, status: 'invited', ...between, ...numbers, ...invited, ...open },
    'accountMerge.invited',
  );
}

export type Accept = { confirmsMerge: boolean };
export type AcceptGiven = Timed & {
  by: { id: string };
  own: AccountStanding;
  other: AccountStanding;
  /** Whether the invitee has accepted to be merged into another account, and that one is not confirmed yet. */
  hasAcceptedElsewhere: boolean;
};
/** A company goes into one account only; until that is confirmed it may still step back. */
export function accept(
  merge: In<AccountMerge, 'invited'>,
  { confirmsMerge }: Accept,
  given: AcceptGiven,
): Decision<AccountMerge> {
  if (given.now >= merge.expiresAt) return refuse(no('merge_expired'));
  const refused = refuseAll([
    ...ownObstacles(given.own),
    given.hasAcceptedElsewhere && no('merge_accepted_elsewhere'),
    !isReady(given.other) && no('merge_other_not_ready'),
    !confirmsMerge && no('merge_not_confirmed'),
  ]);
  if (refused) return refused;
  const answered = { answeredBy: given.by.id, answeredAt: given.now, expiresAt: untilFrom(given) };
  return decided({ ...merge, status: 'accepted', ...answered }, 'accountMerge.accepted');
}

type Open = In<AccountMerge, 'invited' | 'accepted'>;
export type Decline = { reason: string };
export type DeclineGiven = { now: Date; by: { id: string } };
export function decline(merge: Open, { reason }: Decline, { now, by }: DeclineGiven): Decision<AccountMerge> {
  if (!reason.trim()) return refuse(no('merge_reason_missing'));
  const answered = { answeredBy: by.id, answeredAt: now, reason: reason.trim() };
  return decided({ ...merge, status: 'declined', ...answered }, 'accountMerge.declined');
}

export const withdraw = (merge: Open): Decision<AccountMerge> =>
  decided({ ...merge, status: 'withdrawn' }, 'accountMerge.withdrawn');

export type Confirm = { confirmsForGood: boolean };
export type ConfirmGiven = { now: Date; by: { id: string }; own: AccountStanding; other: AccountStanding };
export function confirm(
  merge: In<AccountMerge, 'accepted'>,
  { confirmsForGood }: Confirm,
  { now, by, own, other }: ConfirmGiven,
): Decision<AccountMerge> {
  if (now >= merge.expiresAt) return refuse(no('merge_expired'));
  const refused = refuseAll([
    ...ownObstacles(own),
    !isReady(other) && no('merge_other_not_ready'),
    !confirmsForGood && no('merge_not_confirmed'),
  ]);
  const confirmed = { status: 'confirmed', confirmedBy: by.id, confirmedAt: now } as const;
  return refused ?? decided({ ...merge, ...confirmed }, 'accountMerge.confirmed');
}

export const expire = (merge: Open): Decision<AccountMerge> =>
  decided({ ...merge, status: 'expired' }, 'accountMerge.expired');

/** One of both has no global account any more, so there is nothing left to merge. */
export const lapse = (merge: Open): Decision<AccountMerge> =>
  decided({ ...merge, status: 'lapsed' }, 'accountMerge.lapsed');
