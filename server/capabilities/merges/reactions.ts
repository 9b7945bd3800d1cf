// What follows a confirmed merge: the places lie beneath the other account, and what else was open has lapsed.
import { step } from '../../platform/door/step.ts';
import { load } from '../../platform/record/history.ts';
import type { Door, Reaction } from '../../platform/world/world.ts';
import { mergingLocation, placesBeneath } from '../organizations/offers.ts';
import { lapsing } from './commands.ts';
import * as store from './store.ts';
import { accountMerges } from './thing.ts';

const lapsesOf = async ({ tx }: Door, organization: string) =>
  (await store.openOf(tx, organization)).map((id) => step(lapsing, id, {}));

export const reactions: readonly Reaction[] = [
  {
    on: 'accountMerge.confirmed',
    does: [mergingLocation, lapsing],
    steps: async (door, { id }) => {
      const merge = await load(door.tx, accountMerges, { id });
      if (!merge) return [];
      const { initiator, invitee } = merge;
      const [places, lapses] = await Promise.all([placesBeneath(door.tx, invitee), lapsesOf(door, invitee)]);
      return [...places.map((place) => step(mergingLocation, place.id, { headquarters: initiator })), ...lapses];
    },
  },
  { on: 'organization.closed', does: [lapsing], steps: (door, { id }) => lapsesOf(door, id) },
];
