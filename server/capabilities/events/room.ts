// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { logVerification } from './verification.ts';
import { views } from './views.ts';

export const room: Room = {
  name: 'events',
  joins: {
    events: 'the feed is the log itself',
    event_parts: 'what its entries say, by who may read it',
    chain_links: 'its order, and where an event stands in it',
    chain_heads: 'which chains a thread has',
  },
  routes: views,
  longKinds: [logVerification],
};
