// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { imports } from '../price-sheets/commands.ts';
import { sheetApplying, sheetComparing } from '../price-sheets/comparing/work.ts';
import { reactions } from '../price-sheets/reactions.ts';
import { schedule } from '../price-sheets/schedule.ts';
import { sheetReading } from '../price-sheets/staging/work.ts';
import { answers } from './answers.ts';
import { pinnedOffers } from './pinned-offers/commands.ts';
import { qualifications } from './qualifications/commands.ts';
import { routes } from './routes.ts';

export const room: Room = {
  name: 'catalog',
  routes,
  things: [imports, qualifications, pinnedOffers],
  schedules: schedule,
  reactions,
  answers,
  longKinds: [sheetReading, sheetComparing, sheetApplying],
};
