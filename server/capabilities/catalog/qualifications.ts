// The qualification as a thing, and its commands: apply, declare, decide, record.
import * as contract from '../../../contract/catalog/qualifications.ts';
import { newId } from '../../kernel/id.ts';
import { change } from '../../platform/door/change.ts';
import { alone, together } from '../../platform/door/perform.ts';
import { step } from '../../platform/door/step.ts';
import { doing, listing, type Route, seeing } from '../../platform/wire/operations.ts';
import { ask } from '../../platform/world/questions.ts';
import type { Door, Thing } from '../../platform/world/world.ts';
import { countryOf } from '../organizations/offers.ts';
import { isTransacting } from './browsing.ts';
import * as rules from './rules/qualifications.ts';
import * as state from './state.ts';
import * as store from './store.ts';

export const qualifications: Thing<state.Qualification, typeof state.qualificationLifecycle> = {
  name: 'qualification',
  table: 'qualifications',
  lifecycle: state.qualificationLifecycle,
  sides: state.qualificationSides,
  contract: contract.Qualification,
  fromRow: store.qualificationFromRow,
  toRow: store.qualificationToRow,
  show: (one, { party, partyOrNull }) =>
    ({
      id: one.id,
      status: one.status,
      version: one.version,
      kind: one.kind,
      customer: party(one.customer),
      partner: partyOrNull(one.partner),
      note: one.note,
      appliedAt: one.appliedAt.toISOString(),
      decidedAt: one.decidedAt?.toISOString() ?? null,
      evidence: one.evidence,
      appliedBy: one.appliedBy,
    }) satisfies contract.Qualification,
  listing: {
    sort: { appliedAt: '-applied_at' },
    filters: { status: 'status', kind: 'kind', customer: 'customer_id' },
  },
};

type Asked = { partner: string; customer: string };
async function applyGiven(door: Door, { partner, customer }: Asked): Promise<rules.ApplyGiven> {
  const { now, actor: by } = door;
  const selling = await ask(door, state.sellsTo, { partner, customer });
  const newQualification = newId('qua', customer);
  return {
    now,
    by,
    newId: newQualification,
    isTransacting: await isTransacting(door, partner),
    sells: selling.length > 0,
  };
}
const lockOf = ({ customer }: { customer: string }) => [`qualified:${customer}`];

const applying = change({
  thing: qualifications,
  command: 'apply',
  find: (tx, _key, { partner, customer, kind }: rules.Apply) =>
    store.findQualification(tx, { partner, customer, kind }),
  locks: (_state, command) => lockOf(command),
  given: (door, _state, command) => applyGiven(door, command),
  rule: rules.apply,
});
const declaring = change({
  thing: qualifications,
  command: 'declare',
  find: (tx, _key, { partner, customer }: rules.Declare) =>
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
  find: (tx, _key, { customer, kind }: rules.Recording) =>
    store.findQualification(tx, { customer, kind, partner: null }),
  locks: (_state, command) => lockOf(command),
  given: async ({ tx, now, actor: by }, _state, { customer }) => ({
    ...{ now, by, newId: newId('qua', customer) },
    exists: (await countryOf(tx, customer)) !== '',
  }),
  rule: rules.record,
});

/** Each partner has an application of its own, so who asks is part of what is looked for. */
const applyingAsCaller = together<Omit<rules.Apply, 'partner'>>(async ({ caller }, key, command) => [
  step(applying, key, { ...command, partner: caller.organization }),
]);
const declaringAsCaller = together<Omit<rules.Declare, 'partner'>>(async ({ caller }, key, command) => [
  step(declaring, key, { ...command, partner: caller.organization }),
]);

export const routes: readonly Route[] = [
  doing(contract.applyForQualification, applyingAsCaller),
  doing(contract.declareStateOwned, declaringAsCaller),
  doing(contract.decideQualification, alone(deciding)),
  doing(contract.recordQualification, alone(recording)),
  listing(contract.listQualifications, { thing: qualifications, action: 'qualification.see' }),
  seeing(contract.seeQualification, { thing: qualifications, action: 'qualification.see' }),
];
