// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { answers } from './answers.ts';
import { imports } from './imports.ts';
import { sheetApplying, sheetComparing } from './later-work.ts';
import { pinnedOffers } from './pinned.ts';
import { qualifications } from './qualifications.ts';
import { reactions } from './reactions.ts';
import { routes } from './routes.ts';
import { schedule } from './schedule.ts';
import { sheetReading } from './sheet-work.ts';

export const room: Room = {
  name: 'catalog',
  routes,
  things: [imports, qualifications, pinnedOffers],
  schedules: schedule,
  reactions,
  answers,
  longKinds: [sheetReading, sheetComparing, sheetApplying],
};
