// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { answers } from './answers.ts';
import { views as availability } from './availability/views.ts';
import { views as items } from './items/views.ts';
import { commands as pinning } from './pinned-offers/commands.ts';
import { pinnedOffers } from './pinned-offers/thing.ts';
import { views as pinned } from './pinned-offers/views.ts';
import { views as prices } from './prices/views.ts';
import { commands as qualifying } from './qualifications/commands.ts';
import { qualifications } from './qualifications/thing.ts';
import { views as qualified } from './qualifications/views.ts';

export const room: Room = {
  name: 'catalog',
  routes: [...items, ...prices, ...pinned, ...pinning, ...availability, ...qualified, ...qualifying],
  things: [qualifications, pinnedOffers],
  answers,
  tables: ['skus', 'prices', 'offer_rules', 'qualifications', 'pinned_offers'],
};
