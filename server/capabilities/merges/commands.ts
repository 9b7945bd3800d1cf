// How the wire reaches the rules of account merges.

import * as contract from '../../../contract/merges.ts';
import { newId } from '../../kernel/id.ts';
import type { Nothing } from '../../kernel/lifecycle.ts';
import type { LockName } from '../../kernel/lock.ts';
import { daysBetween } from '../../kernel/term.ts';
import { change } from '../../platform/door/change.ts';
import { alone, together } from '../../platform/door/perform.ts';
import { step } from '../../platform/door/step.ts';
import { doing, type Route } from '../../platform/wire/operations.ts';
import type { Door, Foreseen, Line, Mail, Naming } from '../../platform/world/world.ts';
import { accountAdminsOf, type Mailbox } from '../members/offers.ts';
import {
  enrolmentsOf,
  findLocation,
  findOrganization,
  locationsOf,
  type Place,
  placesBeneath,
} from '../organizations/offers.ts';
import * as rules from './rules.ts';
import type * as state from './state.ts';
import * as store from './store.ts';
import { accountMerges } from './thing.ts';

const accountStandingOf = async ({ tx }: Pick<Door, 'tx'>, organization: string): Promise<rules.AccountStanding> => {
  const [locations, enrolments] = await Promise.all([locationsOf(tx, organization), enrolmentsOf(tx, organization)]);
  return {
    account: locations.find(({ kind, status }) => kind === 'global' && status === 'active'),
    isSuspended: enrolments.some(({ status }) => status === 'suspended'),
  };
};

/** Whether two have agreed is a fact about all merges of both, and so is where their places lie. */
const locksOf = (...parties: readonly string[]): LockName[] =>
  parties.flatMap((one): LockName[] => [`merges:${one}`, `locations:${one}`]);
const locksOfBoth = (merge: state.AccountMerge | Nothing): LockName[] =>
  'initiator' in merge ? locksOf(merge.initiator, merge.invitee) : [];
const ofBoth = { thing: accountMerges, peeks: true, locks: locksOfBoth } as const;

/** Whoever has to answer, to confirm, or to know. */
type Mailed = { recipients: readonly Mailbox[] };
type Mailing = { naming: Naming; given: Mailed };
const mailsAs =
  (key: string) =>
  (merge: state.AccountMerge, { naming, given }: Mailing): Mail[] => {
    const names = { initiator: naming.party(merge.initiator).name, invitee: naming.party(merge.invitee).name };
    const values = { ...names, initiatorId: String(merge.initiatorNumber), reason: merge.reason ?? '' };
    return given.recipients.map((one) => ({ ...one, key, values }));
  };

const placesToldMax = 20;
/** What each place of the invitee is and what it becomes; of very many, the first and how many more. */
type Moving = { places: readonly Place[]; initiatorName: string; inviteeName: string };
const movingOf = async ({ tx }: Door, { initiator, invitee }: state.AccountMerge): Promise<Moving> => {
  const [places, into, from] = await Promise.all([
    placesBeneath(tx, invitee),
    findOrganization(tx, initiator),
    findOrganization(tx, invitee),
  ]);
  return { places, initiatorName: into?.name ?? initiator, inviteeName: from?.name ?? invitee };
};
function becoming({ places, initiatorName: initiator, inviteeName: invitee }: Moving): Line[] {
  const named = places.slice(0, placesToldMax).map(({ name, number, kind }) => ({
    key: 'merges.foresee.place',
    values: { name, partnerId: String(number), kind, invitee, initiator },
  }));
  const rest = places.length - named.length;
  return rest > 0 ? [...named, { key: 'merges.foresee.more_places', values: { rest } }] : named;
}

/** What a merge would do, in the same words for both sides. */
const consequences = (moving: Moving, deadlines: readonly Line[] = []): Foreseen => ({
  access: [{ key: 'merges.foresee.becomes_location' }, ...becoming(moving), { key: 'merges.foresee.initiator_sees' }],
  deadlines: [...deadlines, { key: 'merges.foresee.for_good' }],
  unchanged: [
    { key: 'merges.foresee.ids_and_roles_stay' },
    { key: 'merges.foresee.selling_stays' },
    { key: 'merges.foresee.own_people' },
  ],
});

/** Whose id it is does not change, so it is known before the locks are taken. */
type Inviting = rules.Invite & { organization: string; invitee: string | undefined };
const inviting = change({
  thing: accountMerges,
  command: 'invite',
  find: 'new',
  locks: (_state, { organization, invitee }: Inviting) => locksOf(organization, ...(invitee ? [invitee] : [])),
  given: async (door, _state, { globalId, organization, invitee = '' }): Promise<rules.InviteGiven & Mailed> => {
    const { tx, now, cloud, actor: by } = door;
    const [own, found, company, isOpenBetween, recipients] = await Promise.all([
      accountStandingOf(door, organization),
      findLocation(tx, globalId),
      findOrganization(tx, invitee),
      store.isOpenBetween(tx, { initiator: organization, invitee }),
      accountAdminsOf(tx, invitee),
    ]);
    const here = company?.status === 'active' ? found : undefined;
    return { now, cloud, by, own, found: here, isOpenBetween, newId: newId('mrg', organization), recipients };
  },
  rule: (nothing: Nothing, { globalId }: Inviting, given: rules.InviteGiven & Mailed) =>
    rules.invite(nothing, { globalId }, given),
  mails: mailsAs('mail.mergeInvited'),
  foresees: (_before, { invitedAt, expiresAt }) => ({
    deadlines: [{ key: 'merges.foresee.answer_within', values: { days: daysBetween(invitedAt, expiresAt) } }],
    unchanged: [{ key: 'merges.foresee.nothing_yet' }],
  }),
});

const bothOf = async (door: Door, { initiator, invitee }: state.AccountMerge) => {
  const [ofInitiator, ofInvitee] = await Promise.all([
    accountStandingOf(door, initiator),
    accountStandingOf(door, invitee),
  ]);
  return { ofInitiator, ofInvitee };
};
const accepting = change({
  ...ofBoth,
  command: 'accept',
  given: async (door, merge): Promise<rules.AcceptGiven & Mailed & Moving> => {
    const { tx, now, cloud, actor: by } = door;
    const [{ ofInitiator, ofInvitee }, hasAcceptedElsewhere, recipients, moving] = await Promise.all([
      bothOf(door, merge),
      store.hasAccepted(tx, merge),
      accountAdminsOf(tx, merge.initiator),
      movingOf(door, merge),
    ]);
    return { now, cloud, by, own: ofInvitee, other: ofInitiator, hasAcceptedElsewhere, recipients, ...moving };
  },
  rule: (merge, command: rules.Accept, given: rules.AcceptGiven & Mailed & Moving) =>
    rules.accept(merge, command, given),
  mails: mailsAs('mail.mergeAccepted'),
  foresees: (_before, { answeredAt, expiresAt }, moving) =>
    consequences(moving, [
      { key: 'merges.foresee.confirm_within', values: { days: daysBetween(answeredAt ?? expiresAt, expiresAt) } },
    ]),
});
const declining = change({
  ...ofBoth,
  command: 'decline',
  given: async ({ tx, now, actor: by }, { initiator }) => ({
    now,
    by,
    recipients: await accountAdminsOf(tx, initiator),
  }),
  rule: (merge, command: rules.Decline, given: rules.DeclineGiven & Mailed) => rules.decline(merge, command, given),
  mails: mailsAs('mail.mergeDeclined'),
});
const withdrawing = change({ ...ofBoth, command: 'withdraw', given: () => ({}), rule: rules.withdraw });
const confirming = change({
  ...ofBoth,
  command: 'confirm',
  given: async (door, merge): Promise<rules.ConfirmGiven & Mailed & Moving> => {
    const [{ ofInitiator, ofInvitee }, recipients, moving] = await Promise.all([
      bothOf(door, merge),
      accountAdminsOf(door.tx, merge.invitee),
      movingOf(door, merge),
    ]);
    return { now: door.now, by: door.actor, own: ofInitiator, other: ofInvitee, recipients, ...moving };
  },
  rule: (merge, command: rules.Confirm, given: rules.ConfirmGiven & Mailed & Moving) =>
    rules.confirm(merge, command, given),
  mails: mailsAs('mail.mergeConfirmed'),
  foresees: (_before, _after, moving) => consequences(moving),
});
export const expiring = change({ ...ofBoth, command: 'expire', given: () => ({}), rule: rules.expire });
export const lapsing = change({ ...ofBoth, command: 'lapse', given: () => ({}), rule: rules.lapse });

export const commands: readonly Route[] = [
  doing(
    contract.inviteToMerge,
    together<rules.Invite>({
      changes: [inviting],
      plan: async ({ tx, caller: { organization } }, key, { globalId }) => {
        const named = await findLocation(tx, globalId);
        return [step(inviting, key, { globalId, organization, invitee: named?.organization })];
      },
    }),
  ),
  doing(contract.acceptAccountMerge, alone(accepting)),
  doing(contract.declineAccountMerge, alone(declining)),
  doing(contract.withdrawAccountMerge, alone(withdrawing)),
  doing(contract.confirmAccountMerge, alone(confirming)),
];
