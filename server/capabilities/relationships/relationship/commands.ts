// Relationships are established by consents and extended or renamed by partners.
import { extendRelationship, renameRelationship } from '../../../../contract/relationships/relationships.ts';
import { newId } from '../../../kernel/id.ts';
import { change } from '../../../platform/door/change.ts';
import { alone, together } from '../../../platform/door/perform.ts';
import { byHouse, step } from '../../../platform/door/step.ts';
import { load } from '../../../platform/record/history.ts';
import { doing, type Route } from '../../../platform/wire/operations.ts';
import { affiliatesOf, enrolmentsOf, partiesOf } from '../../organizations/offers.ts';
import { findPartnership } from '../../partnerships/offers.ts';
import { findRelationship } from '../offers.ts';
import * as rules from './rules.ts';
import { relationships } from './thing.ts';

export const establishing = change({
  thing: relationships,
  command: 'establish',
  find: ({ tx }, _key, command: rules.Establish) => findRelationship(tx, command),
  locks: (_state, { tenant }) => [`tenant:${tenant}`],
  given: async ({ tx, now, actor: by }, _state, { customer, partner, part }) => {
    const named = await partiesOf(tx, [customer, partner]);
    const nameOf = (id: string) => named.find((party) => party.id === id)?.name ?? '';
    const told = { part, partner: nameOf(partner) };
    return { now, by, newId: newId('rel', customer), legalName: nameOf(customer), ...told };
  },
  rule: rules.establish,
  // REL-041
  foresees: (before, _after, { part, partner }) =>
    before.status === 'nothing' ? { access: [{ key: `relationships.foresee.${part}`, values: { partner } }] } : {},
});

const renaming = change({
  thing: relationships,
  command: 'rename',
  given: () => ({}),
  rule: (state, command: rules.Rename) => rules.rename(state, command),
  foresees: () => ({ unchanged: [{ key: 'relationships.foresee.tenant_stays' }] }),
});

const extending = change({
  thing: relationships,
  command: 'extend',
  locks: (state) => (state.status === 'nothing' ? [] : [`tenant:${state.tenant}`]),
  peeks: true,
  given: async ({ tx, cloud, actor }, { customer }, { providerId }: rules.Extend) => {
    const pair = { provider: providerId, reseller: actor.organization };
    const [own, provider, partnership, named, affiliates] = await Promise.all([
      enrolmentsOf(tx, actor.organization),
      enrolmentsOf(tx, providerId),
      findPartnership(tx, pair),
      partiesOf(tx, [providerId]),
      affiliatesOf(tx, [providerId]),
    ]);
    const isOwnSide = [providerId, ...affiliates].includes(customer);
    const arePartners = partnership?.status === 'active';
    return { cloud, own, provider, arePartners, isOwnSide, name: named[0]?.name ?? '' };
  },
  rule: rules.extend,
  foresees: (_before, _after, { name: partner }) => ({
    access: [{ key: 'relationships.foresee.provider_joins', values: { partner } }],
    unchanged: [
      { key: 'relationships.foresee.customer_subscriptions_stay' },
      { key: 'relationships.foresee.no_rights_given' },
    ],
  }),
});

/** REL-046: the provider gets a relationship of its own, under the name by which the customer was known. */
const extendingAll = together<rules.Extend>({
  changes: [extending, establishing],
  plan: async ({ tx }, id, command) => {
    const first = step(extending, id, command);
    const found = await load(tx, relationships, { id });
    if (!found) return [first];
    const { customer, tenant, customerName, partner: other } = found;
    const made = {
      customer,
      tenant,
      customerName,
      invitation: null,
      origin: 'extended',
      part: 'seller',
      other,
    } as const;
    return [first, byHouse(step(establishing, id, { ...made, partner: command.providerId }))];
  },
});

export const commands: readonly Route[] = [
  doing(renameRelationship, alone(renaming)),
  doing(extendRelationship, extendingAll),
];
