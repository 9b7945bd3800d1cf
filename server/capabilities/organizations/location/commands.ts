// How the wire reaches the rules of partner accounts.

import assert from 'node:assert/strict';
import * as contract from '../../../../contract/organizations/locations.ts';
import { newId } from '../../../kernel/id.ts';
import type { LockName } from '../../../kernel/lock.ts';
import { change } from '../../../platform/door/change.ts';
import { alone, together } from '../../../platform/door/perform.ts';
import { step } from '../../../platform/door/step.ts';
import { doing, type Route } from '../../../platform/wire/operations.ts';
import { findLocation, findOrganization, locationsOf } from '../offers.ts';
import * as rules from './rules.ts';
import * as store from './store.ts';
import { locations } from './thing.ts';

/** Creations are the caller's own; its organization is among the locks, so that neighbours are seen. */
const owned = <C>(command: C, organization: string): C & { organization: string } => ({ ...command, organization });
type Owned<C> = C & { organization: string };
const accountLocks = (organization: string): LockName[] => [`locations:${organization}`, 'partnerId:all'];

const opening = change({
  thing: locations,
  command: 'open',
  find: 'new',
  locks: (_state, { organization }: Owned<rules.Open>) => accountLocks(organization),
  given: async ({ tx, now }, _state, { organization }): Promise<rules.OpenGiven> => {
    const [found, present, number] = await Promise.all([
      findOrganization(tx, organization),
      locationsOf(tx, organization),
      store.nextPartnerId(tx),
    ]);
    assert(found, 'who acts for an organization that does not exist?');
    return { now, newId: newId('loc', organization), number, organization: found, locations: present };
  },
  rule: rules.open,
});
/** ACT-010: a company begins with its global account and one location beneath it. */
const joining = together<object>({
  changes: [opening],
  plan: ({ caller: { organization } }, key) => [
    step(opening, key, owned<rules.Open>({ kind: 'global' }, organization)),
    step(opening, key, owned<rules.Open>({ kind: 'location' }, organization)),
  ],
});
const adding = change({
  thing: locations,
  command: 'add',
  find: 'new',
  locks: (_state, { organization }: Owned<rules.Add>) => accountLocks(organization),
  given: async ({ tx, now, cloud }, _state, { organization }): Promise<rules.AddGiven> => {
    const [present, number] = await Promise.all([locationsOf(tx, organization), store.nextPartnerId(tx)]);
    return { now, cloud, newId: newId('loc', organization), number, organization, locations: present };
  },
  rule: rules.add,
});
const changingLocation = change({
  thing: locations,
  command: 'change',
  peeks: true,
  locks: (state) => ('organization' in state ? [`locations:${state.organization}`] : []),
  given: async ({ tx }, { organization }) => ({ locations: await locationsOf(tx, organization) }),
  rule: rules.change,
});
const moving = change({
  thing: locations,
  command: 'move',
  given: async ({ tx }, _state, { to }: { to: string }) => ({ place: await findLocation(tx, to) }),
  rule: rules.move,
});
const closingLocation = change({
  thing: locations,
  command: 'close',
  given: () => ({}),
  rule: rules.close,
  foresees: () => ({
    access: [{ key: 'organizations.foresee.partner_id_not_recognised' }],
    deadlines: [{ key: 'organizations.foresee.for_good' }],
  }),
});

export const commands: readonly Route[] = [
  doing(contract.openGlobalAccount, joining),
  doing(
    contract.addLocation,
    together<rules.Add>({
      changes: [adding],
      plan: ({ caller }, key, command) => [step(adding, key, owned(command, caller.organization))],
    }),
  ),
  doing(contract.changeLocation, alone(changingLocation)),
  doing(contract.moveGlobalAccount, alone(moving)),
  doing(contract.closeLocation, alone(closingLocation)),
];
