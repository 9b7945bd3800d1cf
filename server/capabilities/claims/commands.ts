// How the wire reaches the rules of claiming: every call is about the caller's own claim in its own organization.
import * as contract from '../../../contract/claims.ts';
import { newId } from '../../kernel/id.ts';
import type { Nothing } from '../../kernel/lifecycle.ts';
import type { LockName } from '../../kernel/lock.ts';
import { change } from '../../platform/door/change.ts';
import { alone, together } from '../../platform/door/perform.ts';
import { byHouse, step } from '../../platform/door/step.ts';
import { doing, preparing, type Route } from '../../platform/wire/operations.ts';
import type { Door, Mail, Naming } from '../../platform/world/world.ts';
import { claiming, findMember } from '../members/offers.ts';
import { recordNameOf } from '../signups/state.ts';
import * as rules from './rules.ts';
import type * as state from './state.ts';
import * as store from './store.ts';
import { adminClaims } from './thing.ts';

/** Every claim is its caller's own; only the house itself names somebody else's. */
type Own = { organization: string; person: string };
type Who = { organization: string; id: string };
const own = ({ organization, id: person }: Who): Own => ({ organization, person });

const standingOf = async ({ tx, now, actor }: Door): Promise<rules.Standing> => {
  const { organization, person } = own(actor);
  const [member, hasGlobalAdmin, domains] = await Promise.all([
    findMember(tx, { organization, user: person }),
    store.hasGlobalAdmin(tx, organization),
    store.domainsOf(tx, organization),
  ]);
  const isMember = member?.status === 'active' && !member.isGuest;
  return { now, by: { id: person, organization }, isMember, hasGlobalAdmin, domains };
};
/** Nobody of the organization is surprised: whoever keeps its people and accounts hears of it at once. */
const besides = async ({ tx, cloud }: Door, { organization, person: user }: state.AdminClaim): Promise<Besides> => {
  const [member, readers] = await Promise.all([
    findMember(tx, { organization, user }),
    store.toldOf(tx, { organization, person: user }),
  ]);
  return { person: member?.displayName ?? '', readers, days: cloud.windows.adminClaimDays };
};
type Besides = { person: string; readers: Awaited<ReturnType<typeof store.toldOf>>; days: number };
const mailsAs =
  (key: string) =>
  ({ organization, domain }: state.AdminClaim, { naming, given }: { naming: Naming; given: Besides }): Mail[] => {
    const values = { organization: naming.party(organization).name, domain, person: given.person, days: given.days };
    return given.readers.map(({ to, language }) => ({ to, language, key, values, organization }));
  };

/** Whether there is a global admin is a fact about all members, so who changes one of them and who claims wait here. */
const locks = (_claim: state.AdminClaim | Nothing, _command: unknown, { caller }: { caller: Who }): LockName[] => [
  `members:${caller.organization}`,
];

const starting = change({
  thing: adminClaims,
  command: 'start',
  find: 'new',
  locks,
  given: async (door): Promise<rules.StartGiven> => {
    const id = newId('clm', door.actor.organization);
    const [standing, open] = await Promise.all([standingOf(door), store.findOpen(door.tx, own(door.actor))]);
    const recordValue = `kontor-admin=${door.world.secrets.tokenFor('adminClaim', id)}`;
    return { ...standing, cloud: door.cloud, open, newId: id, recordValue };
  },
  rule: rules.start,
  besides,
  mails: mailsAs('mail.adminClaimStarted'),
  foresees: (_before, _after, { days }) => ({ deadlines: [{ key: 'claims.foresee.prove_within', values: { days } }] }),
});
const proving = change({
  thing: adminClaims,
  command: 'prove',
  find: ({ tx, caller }) => store.findOpen(tx, own(caller)),
  locks,
  given: standingOf,
  rule: rules.prove,
  besides,
  mails: mailsAs('mail.adminClaimProven'),
  foresees: () => ({ access: [{ key: 'claims.foresee.global_admin' }] }),
});
export const withdrawing = change({
  thing: adminClaims,
  command: 'withdraw',
  find: ({ tx, caller }, _key, of: Partial<Own>) => store.findOpen(tx, { ...own(caller), ...of }),
  locks: (_claim, { organization }, { caller }) => [`members:${organization ?? caller.organization}`],
  given: () => ({}),
  rule: rules.withdraw,
});
export const expiring = change({ thing: adminClaims, command: 'expire', given: () => ({}), rule: rules.expire });

/** The proof and the role come together or not at all. */
const takingOver = together<rules.Prove>({
  changes: [proving, claiming],
  plan: async ({ tx, caller: { organization, id: user } }, key, command) => {
    const member = await findMember(tx, { organization, user });
    const proof = step(proving, key, command);
    return member ? [proof, byHouse(step(claiming, member.id, {}))] : [proof];
  },
});

const begun = doing(contract.startAdminClaim, alone(starting));
/** One's own claim has no address by its id: it is seen where it was begun. */
const beginning: Route = {
  ...begun,
  answer: async (call) => {
    const answer = await begun.answer(call);
    if (!answer.ok || !answer.headers?.location) return answer;
    return { ...answer, headers: { ...answer.headers, location: contract.seeAdminClaim.path } };
  },
};

export const commands: readonly Route[] = [
  beginning,
  preparing(
    contract.proveAdminClaim,
    async ({ world, caller }) => {
      const found = await world.database.read((tx) => store.findOpen(tx, own(caller)));
      const records = found ? await world.lookUpText(recordNameOf(found.domain)) : [];
      return { ok: true, command: { records } };
    },
    takingOver,
  ),
  doing(contract.withdrawAdminClaim, alone(withdrawing)),
];
