// What follows a confirmed merge: the places lie beneath the other account, and what else was open has lapsed.
import { load } from '../../platform/history.ts';
import { step } from '../../platform/step.ts';
import type { Door, Reaction, Thing } from '../../platform/thing.ts';
import { merging } from '../organizations/profile-routes.ts';
import { accountMerges, lapsing } from './routes.ts';
import type { AccountMerge } from './state.ts';
import * as store from './store.ts';

const lapsesOf = async ({ tx }: Door, organization: string) =>
  (await store.openOf(tx, organization)).map((id) => step(lapsing, id, {}));

export const reactions: readonly Reaction[] = [
  {
    on: 'accountMerge.confirmed',
    steps: async (door, { id }) => {
      const merge = await load(door.tx, accountMerges as Thing<AccountMerge>, { id });
      if (!merge) return [];
      const { initiator, invitee } = merge;
      const [places, lapses] = await Promise.all([store.placesBeneath(door.tx, invitee), lapsesOf(door, invitee)]);
      return [...places.map((place) => step(merging, place.id, { headquarters: initiator })), ...lapses];
    },
  },
  { on: 'organization.closed', steps: (door, { id }) => lapsesOf(door, id) },
];
