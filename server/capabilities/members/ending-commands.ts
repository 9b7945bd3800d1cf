// How the wire reaches the end of a person's access: suspension, reinstatement, and erasure in every place at once.
import * as contract from '../../../contract/members.ts';
import * as credentials from '../../identity/credentials.ts';
import type { LockName } from '../../kernel/lock.ts';
import { change } from '../../platform/door/change.ts';
import { alone, together } from '../../platform/door/perform.ts';
import { byHouse, step } from '../../platform/door/step.ts';
import { doing, type Route } from '../../platform/wire/operations.ts';
import type { Door, Job } from '../../platform/world/world.ts';
import { erasingKind } from './erasing.ts';
import * as rules from './rules/ending.ts';
import type * as state from './state.ts';
import * as store from './store.ts';
import { members } from './thing.ts';

const given = async ({ tx, actor, world }: Door, member: state.Member): Promise<rules.EndingGiven> => ({
  by: { id: actor.id, roles: actor.roles },
  isOperator:
    actor.kind !== 'system' && actor.organization === world.operator() && actor.organization !== member.organization,
  otherGlobalAdmins: await store.otherGlobalAdmins(tx, member),
});
const ending = {
  thing: members,
  peeks: true,
  locks: (member: state.Member | { status: 'nothing' }): LockName[] =>
    member.status === 'nothing' ? [] : [`members:${member.organization}`, `person:${member.user}`],
  given,
} as const;
/** What an organization says of its own people holds for the account; of a guest only for the place here. */
const ofAccount = ({ isGuest }: state.Member): boolean => !isGuest;

const suspending = change({
  ...ending,
  command: 'suspend',
  rule: rules.suspend,
  writes: ({ tx }, member) => {
    if (ofAccount(member)) credentials.suspendUser(tx, { id: member.user });
  },
  foresees: (_before, member) => ({
    access: [
      {
        key: member.isGuest ? 'members.foresee.suspended_here' : 'members.foresee.suspended',
        values: { name: member.displayName },
      },
    ],
    unchanged: [{ key: 'members.foresee.roles_stay' }],
  }),
});
const reinstating = change({
  ...ending,
  command: 'reinstate',
  rule: rules.reinstate,
  writes: ({ tx }, member) => {
    if (ofAccount(member)) credentials.reinstateUser(tx, { id: member.user });
  },
  foresees: (_before, member) => ({
    access: [{ key: 'members.foresee.reinstated', values: { name: member.displayName } }],
  }),
});

/** The name is needed to find what it stands in; it waits sealed, and the work takes it away at its end. */
const erasure = ({ world }: Door, { user, name }: state.Member): Job => ({
  kind: erasingKind,
  payload: { person: user, sealed: world.secrets.seal(name) },
  runAt: world.clock.wall(),
});
const erasing = change({
  ...ending,
  command: 'erase',
  given: async (door, member, { isFirst }: rules.Erase) => ({
    ...(await given(door, member)),
    jobs: isFirst ? [erasure(door, member)] : [],
    goes: member.displayName,
  }),
  rule: rules.erase,
  writes: ({ tx }, member) => credentials.eraseUser(tx, { id: member.user }),
  jobs: (_member, { given: { jobs } }) => jobs,
  foresees: (_before, _after, { jobs, goes }) =>
    jobs.length === 0
      ? {}
      : {
          access: [{ key: 'members.foresee.erased', values: { name: goes } }],
          unchanged: ['acts_stay', 'receipts_stay', 'signatures_stay'].map((one) => ({
            key: `members.foresee.${one}`,
          })),
        },
});

/** Wherever the person is a member, the place that was asked about first; that one decides who may. */
const erasingAll = together<object>({
  changes: [erasing],
  plan: async ({ tx }, key) => {
    const user = await store.userOf(tx, key);
    const others = user === undefined ? [] : await store.membershipIdsOf(tx, user);
    const rest = others.filter((id) => id !== key).map((id) => byHouse(step(erasing, id, { isPart: true })));
    return [step(erasing, key, { isFirst: true }), ...rest];
  },
});
const erasingOneself = together<object>({
  changes: [erasing],
  plan: async ({ tx, caller }) =>
    (await store.membershipIdsOf(tx, caller.id)).map((id, i) =>
      byHouse(step(erasing, id, { isPart: true, ...(i === 0 && { isFirst: true }) })),
    ),
});

/** The person is not believed for a moment longer, in this process without waiting for the word of the database. */
export const endingCallers = (route: Route): Route => ({
  ...route,
  answer: async (call) => {
    const reply = await route.answer(call);
    if (reply.ok && !call.preview) call.world.callersEnded();
    return reply;
  },
});

export const commands: readonly Route[] = [
  endingCallers(doing(contract.suspendMember, alone(suspending))),
  doing(contract.reinstateMember, alone(reinstating)),
  endingCallers(doing(contract.eraseMember, erasingAll)),
  endingCallers(doing(contract.erasePerson, erasingOneself)),
];
