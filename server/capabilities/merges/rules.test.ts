// The rules of merging accounts: values in, decision out, in every cloud.
import { describe, expect, it } from 'vitest';
import { cast, codes, done, eachCloud, location, now } from '../../../tests/cast.ts';
import * as rules from './rules.ts';
import type { AccountMerge } from './state.ts';

const dayMs = 86_400_000;
const own = location({ id: 'loc_miru', kind: 'global', number: 4_000_001 });
const theirs = location({ id: 'loc_oak', kind: 'global', number: 4_000_003, organization: cast.oaktrail.id });
const standing = { account: own, isSuspended: false };
const other = { account: theirs, isSuspended: false };
const without = { account: undefined, isSuspended: false };
const suspended = { ...other, isSuspended: true };
const by = { id: 'usr_sora', organization: cast.miru.id };
const nothing = { status: 'nothing' } as const;

describe.each(eachCloud)('A company invites another to merge accounts (ACT-020, %s)', (_, cloud) => {
  const given = { now, cloud, by, own: standing, found: theirs, isOpenBetween: false, newId: 'mrg_1' } as const;
  const invite = (more: Partial<rules.InviteGiven> = {}) =>
    rules.invite(nothing, { globalId: '4000003' }, { ...given, ...more });
  const invited = done(invite()).next as AccountMerge & { status: 'invited' };
  const answering = { now, cloud, by: { id: 'usr_ohan' }, own: other, other: standing, hasAcceptedElsewhere: false };
  const accept = (more: Partial<rules.AcceptGiven> = {}, confirmsMerge = true) =>
    rules.accept(invited, { confirmsMerge }, { ...answering, ...more });
  const accepted = done(accept()).next as AccountMerge & { status: 'accepted' };
  const confirming = { now, by, own: standing, other };
  const confirm = (more: Partial<rules.ConfirmGiven> = {}, confirmsForGood = true) =>
    rules.confirm(accepted, { confirmsForGood }, { ...confirming, ...more });
  const late = new Date(now.getTime() + cloud.windows.accountMergeDays * dayMs);

  it('by its global id, for as many days as the cloud says', () => {
    expect(invited).toMatchObject({ initiator: cast.miru.id, invitee: cast.oaktrail.id, inviteeNumber: 4_000_003 });
    expect(invited.expiresAt).toEqual(late);
  });
  it('but not by the id of a location, which is also what the account of a merged company is', () =>
    expect(codes(invite({ found: { ...theirs, kind: 'location' } }))).toEqual(['location_id_not_allowed']));
  it('but not by an id of nobody, nor by one of its own', () => {
    expect(codes(invite({ found: undefined }))).toEqual(['global_id_unknown']);
    expect(codes(invite({ found: own }))).toEqual(['merge_with_oneself']);
  });
  it('but not without an account of its own, nor while it is suspended', () => {
    expect(codes(invite({ own: without }))).toEqual(['merge_needs_global_account']);
    expect(codes(invite({ own: { ...standing, isSuspended: true } }))).toEqual(['merge_while_suspended']);
  });
  it('but not twice at a time', () => expect(codes(invite({ isOpenBetween: true }))).toEqual(['merge_already_open']));

  it('and the other one accepts, which gives as many days again to confirm', () => {
    const at = new Date(now.getTime() + dayMs);
    const { next } = done(accept({ now: at }));
    expect(next).toMatchObject({ status: 'accepted', answeredBy: 'usr_ohan', answeredAt: at });
    expect(next.expiresAt.getTime()).toBe(late.getTime() + dayMs);
  });
  it('and the other one accepts one invitation at a time', () =>
    expect(codes(accept({ hasAcceptedElsewhere: true }))).toEqual(['merge_accepted_elsewhere']));
  it('and the other one does not accept late, by mistake, or what cannot be', () => {
    expect(codes(accept({ now: late }))).toEqual(['merge_expired']);
    expect(codes(accept({}, false))).toEqual(['merge_not_confirmed']);
    expect(codes(accept({ own: suspended }))).toEqual(['merge_while_suspended']);
    expect(codes(accept({ own: without, other: without }))).toEqual([
      'merge_needs_global_account',
      'merge_other_not_ready',
    ]);
  });
  it('and the other one declines with a reason, before and after it accepted', () => {
    for (const merge of [invited, accepted]) {
      const { next, events } = done(rules.decline(merge, { reason: ' Not now. ' }, { now, by }));
      expect([next.status, next.reason, events]).toEqual(['declined', 'Not now.', ['accountMerge.declined']]);
      expect(codes(rules.decline(merge, { reason: ' ' }, { now, by }))).toEqual(['merge_reason_missing']);
    }
  });
  it('and withdraws it, until it is confirmed', () => {
    expect(done(rules.withdraw(invited)).next.status).toBe('withdrawn');
    expect(done(rules.withdraw(accepted)).events).toEqual(['accountMerge.withdrawn']);
  });
  it('and confirms what was accepted, for good', () => {
    expect(done(confirm()).next).toMatchObject({ status: 'confirmed', confirmedBy: by.id, confirmedAt: now });
    expect(codes(confirm({}, false))).toEqual(['merge_not_confirmed']);
    expect(codes(confirm({ now: late }))).toEqual(['merge_expired']);
  });
  it('and is not told what keeps the other one from it', () => {
    for (const one of [without, suspended]) expect(codes(confirm({ other: one }))).toEqual(['merge_other_not_ready']);
    expect(codes(confirm({ own: without }))).toEqual(['merge_needs_global_account']);
    expect(codes(confirm({ own: { ...standing, isSuspended: true } }))).toEqual(['merge_while_suspended']);
  });
  it('and what nobody answers or confirms expires; what cannot be any more lapses', () => {
    expect(done(rules.expire(accepted)).events).toEqual(['accountMerge.expired']);
    expect(done(rules.lapse(invited)).events).toEqual(['accountMerge.lapsed']);
  });
});
