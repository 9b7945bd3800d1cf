// How the wire reaches the rules of claiming: every call is about the caller's own claim in its own organization.
import * as contract from '../../../contract/claims.ts';
import { newId } from '../../kernel/id.ts';
import type { Nothing } from '../../kernel/lifecycle.ts';
import { change } from '../../platform/door/change.ts';
import { together } from '../../platform/door/perform.ts';
import { byHouse, step } from '../../platform/door/step.ts';
import { doing, preparing, type Route } from '../../platform/wire/operations.ts';
import type { Door, Mail, Naming } from '../../platform/world/world.ts';
import { claiming, findMember } from '../members/offers.ts';
import { recordNameOf } from '../signups/state.ts';
import * as rules from './rules.ts';
import type * as state from './state.ts';
import * as store from './store.ts';
import { adminClaims } from './thing.ts';

type Own = { organization: string; person: string };

type Told = { person: string; told: Awaited<ReturnType<typeof store.toldOf>>; days: number };
const standing = async ({ tx, now, cloud }: Door, { organization, person }: Own): Promise<rules.Standing & Told> => {
  const [member, hasGlobalAdmin, domains, told] = await Promise.all([
    findMember(tx, { organization, user: person }),
    store.hasGlobalAdmin(tx, organization),
    store.domainsOf(tx, organization),
    store.toldOf(tx, { organization, person }),
  ]);
  const isMember = member?.status === 'active' && !member.isGuest;
  const known = { now, by: { id: person, organization }, isMember, hasGlobalAdmin, domains };
  return { ...known, person: member?.displayName ?? '', told, days: cloud.windows.adminClaimDays };
};
/** Nobody of the organization is surprised: whoever keeps its people and accounts hears of it at once. */
const mailsAs =
  (key: string) =>
  ({ organization, domain }: state.AdminClaim, { naming, given }: { naming: Naming; given: Told }): Mail[] => {
    const values = { organization: naming.party(organization).name, domain, person: given.person, days: given.days };
    return given.told.map(({ to, language }) => ({ to, language, key, values, organization }));
  };

/** Whether there is a global admin is a fact about all members, so who changes one of them and who claims wait here. */
const locksOf = <C extends Own>(_state: state.AdminClaim | Nothing, { organization }: C): string[] => [
  `members:${organization}`,
];
const find = (tx: Door['tx'], _key: string, of: Own) => store.findOpen(tx, of);

const starting = change({
  thing: adminClaims,
  command: 'start',
  find: 'new',
  locks: locksOf,
  given: async (door, _state, of: rules.Start & Own): Promise<rules.StartGiven & Told> => {
    const id = newId('clm', of.organization);
    const [known, open] = await Promise.all([standing(door, of), store.findOpen(door.tx, of)]);
    const recordValue = `kontor-admin=${door.world.secrets.tokenFor('adminClaim', id)}`;
    return { ...known, cloud: door.cloud, open, newId: id, recordValue };
  },
  rule: (nothing: Nothing, { domain }: rules.Start & Own, given: rules.StartGiven & Told) =>
    rules.start(nothing, { domain }, given),
  mails: mailsAs('mail.adminClaimStarted'),
  foresees: (_before, _after, { days }) => ({ deadlines: [{ key: 'claims.foresee.prove_within', values: { days } }] }),
});
const proving = change({
  thing: adminClaims,
  command: 'prove',
  find: (tx, key, of: rules.Prove & Own) => find(tx, key, of),
  locks: locksOf,
  given: (door, _claim, of) => standing(door, of),
  rule: (claim, { records }, given: rules.Standing & Told) => rules.prove(claim, { records }, given),
  mails: mailsAs('mail.adminClaimProven'),
  foresees: () => ({ access: [{ key: 'claims.foresee.global_admin' }] }),
});
export const withdrawing = change({
  thing: adminClaims,
  command: 'withdraw',
  find,
  locks: locksOf,
  given: () => ({}),
  rule: (claim) => rules.withdraw(claim),
});
export const expiring = change({ thing: adminClaims, command: 'expire', given: () => ({}), rule: rules.expire });

/** The proof and the role come together or not at all. */
const takingOver = together<rules.Prove>(async ({ tx, caller: { organization, id: person } }, key, { records }) => {
  const member = await findMember(tx, { organization, user: person });
  const proof = step(proving, key, { records, organization, person });
  return member ? [proof, byHouse(step(claiming, member.id, {}))] : [proof];
});

const begun = doing(
  contract.startAdminClaim,
  together<rules.Start>(async ({ caller: { organization, id: person } }, key, { domain }) => [
    step(starting, key, { domain, organization, person }),
  ]),
);
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
    async ({ world, caller: { organization, id: person } }) => {
      const found = await world.database.read((tx) => store.findOpen(tx, { organization, person }));
      const records = found ? await world.lookUpText(recordNameOf(found.domain)) : [];
      return { ok: true, command: { records } };
    },
    takingOver,
  ),
  doing(
    contract.withdrawAdminClaim,
    together<object>(async ({ caller: { organization, id: person } }, key) => [
      step(withdrawing, key, { organization, person }),
    ]),
  ),
];
