// What a tenant answers is kept as its consent: accepted, declined, or laid before the global admin.

import { newId } from '../../../kernel/id.ts';
import { change } from '../../../platform/door/change.ts';
import type { Door, Planning } from '../../../platform/world/world.ts';
import { waysOf } from '../invitation/state.ts';
import { covers } from '../relationship/state.ts';
import { relationshipsOf } from '../relationship/store.ts';
import * as rules from './rules.ts';
import { findConsent } from './store.ts';
import { consents } from './thing.ts';

const find = ({ tx }: Planning, _key: string, command: rules.Answer) => findConsent(tx, command);
const given = ({ now, cloud, actor: by }: Door) => ({ now, cloud, by, newId: newId('con', by.organization) });

export const acceptingConsent = change({
  thing: consents,
  command: 'accept',
  find,
  locks: (_state, { tenant }) => [`tenant:${tenant}`],
  given: async (door, _state, command): Promise<rules.AcceptGiven> => {
    const found = await relationshipsOf(door.tx, command.tenant);
    const isCustomer = waysOf(command).every((way) => found.some((one) => covers(one, way)));
    return { ...given(door), isCustomer };
  },
  rule: rules.accept,
});

export const decliningConsent = change({
  thing: consents,
  command: 'decline',
  find,
  locks: (_state, { tenant }) => [`tenant:${tenant}`],
  given,
  rule: rules.decline,
});

export const passingOnConsent = change({
  thing: consents,
  command: 'passOn',
  find,
  locks: (_state, { tenant }) => [`tenant:${tenant}`],
  given,
  rule: rules.passOn,
  foresees: (_before, { expiresAt }) =>
    expiresAt ? { deadlines: [{ key: 'relationships.foresee.waits_until', values: { until: expiresAt } }] } : {},
});

export const expiringConsent = change({ thing: consents, command: 'expire', given: () => ({}), rule: rules.expire });
