// What this room contributes to the house.
import type { Room } from '../../platform/wire/room.ts';
import { commands } from './commands.ts';
import { sheetApplying, sheetComparing } from './comparing/work.ts';
import { reactions } from './reactions.ts';
import { schedule } from './schedule.ts';
import { sheetReading } from './staging/work.ts';
import { imports } from './thing.ts';
import { uploads } from './upload.ts';
import { views } from './views.ts';

const inBulk = 'a sheet of a million rows is compared and put into force where the rows are';

export const room: Room = {
  name: 'price-sheets',
  routes: [...commands, ...uploads, ...views],
  things: [imports],
  schedules: schedule,
  reactions,
  longKinds: [sheetReading, sheetComparing, sheetApplying],
  tables: [
    ...['price_imports', 'price_import_progress', 'price_import_errors', 'price_sheet_parts'],
    ...['pattern_staged_prices', 'pattern_staged_rules', 'pattern_staged_skus', 'pattern_changes', 'pattern_closings'],
  ],
  joins: { prices: inBulk, offer_rules: inBulk, skus: inBulk },
};
