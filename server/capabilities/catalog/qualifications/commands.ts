// The commands about qualifications: apply, declare, decide, record.
import * as contract from '../../../../contract/catalog/qualifications.ts';
import { newId } from '../../../kernel/id.ts';
import type { LockName } from '../../../kernel/lock.ts';
import { change } from '../../../platform/door/change.ts';
import { alone, together } from '../../../platform/door/perform.ts';
import { step } from '../../../platform/door/step.ts';
import { doing, type Route } from '../../../platform/wire/operations.ts';
import { ask } from '../../../platform/world/questions.ts';
import type { Door } from '../../../platform/world/world.ts';
import { transacts } from '../../organizations/enrolment/state.ts';
import { countryOf, enrolmentsOf } from '../../organizations/offers.ts';
import { sellsTo } from '../state.ts';
import * as rules from './rules.ts';
import * as store from './store.ts';
import { qualifications } from './thing.ts';

type Asked = { partner: string; customer: string };
async function applyGiven(door: Door, { partner, customer }: Asked): Promise<rules.ApplyGiven> {
  const { now, actor: by } = door;
  const selling = await ask(door, sellsTo, { partner, customer });
  return {
    now,
    by,
    newId: newId('qua', customer),
    isTransacting: transacts(await enrolmentsOf(door.tx, partner)),
    sells: selling.length > 0,
  };
}
const lockOf = ({ customer }: { customer: string }): LockName[] => [`qualified:${customer}`];

const applying = change({
  thing: qualifications,
  command: 'apply',
  find: ({ tx }, _key, { partner, customer, kind }: rules.Apply) =>
    store.findQualification(tx, { partner, customer, kind }),
  locks: (_state, command) => lockOf(command),
  given: (door, _state, command) => applyGiven(door, command),
  rule: rules.apply,
});
const declaring = change({
  thing: qualifications,
  command: 'declare',
  find: ({ tx }, _key, { partner, customer }: rules.Declare) =>
    store.findQualification(tx, { partner, customer, kind: 'stateOwned' }),
  locks: (_state, command) => lockOf(command),
  given: (door, _state, command) => applyGiven(door, command),
  rule: rules.declare,
});
const deciding = change({
  thing: qualifications,
  command: 'decide',
  given: ({ now }) => ({ now }),
  rule: rules.decide,
});
const recording = change({
  thing: qualifications,
  command: 'record',
  find: ({ tx }, _key, { customer, kind }: rules.Recording) =>
    store.findQualification(tx, { customer, kind, partner: null }),
  locks: (_state, command) => lockOf(command),
  given: async ({ tx, now, actor: by }, _state, { customer }) => ({
    ...{ now, by, newId: newId('qua', customer) },
    exists: (await countryOf(tx, customer)) !== '',
  }),
  rule: rules.record,
});

/** Each partner has an application of its own, so who asks is part of what is looked for. */
const applyingAsCaller = together<Omit<rules.Apply, 'partner'>>({
  changes: [applying],
  plan: ({ caller }, key, command) => [step(applying, key, { ...command, partner: caller.organization })],
});
const declaringAsCaller = together<Omit<rules.Declare, 'partner'>>({
  changes: [declaring],
  plan: ({ caller }, key, command) => [step(declaring, key, { ...command, partner: caller.organization })],
});

export const commands: readonly Route[] = [
  doing(contract.applyForQualification, applyingAsCaller),
  doing(contract.declareStateOwned, declaringAsCaller),
  doing(contract.decideQualification, alone(deciding)),
  doing(contract.recordQualification, alone(recording)),
];
