// What happens here when time passes: rows held ready for an import are cleared away after a while.
import sql from 'sql-template-tag';
import { daysAfter } from '../../kernel/term.ts';
import { alone } from '../../platform/door/perform.ts';
import type { Schedule } from '../../platform/door/schedule.ts';
import { clearing } from './commands.ts';

const keptDays = 30;

export const schedule: readonly Schedule[] = [
  {
    operation: 'priceImport.clear',
    act: alone(clearing),
    due: (tx, now, limit) =>
      tx.query(sql`select id from price_imports where attempt is not null
        and created_at <= ${daysAfter(now, -keptDays)} order by created_at limit ${limit}`),
    next: (tx) =>
      tx.query(sql`select min(created_at) + make_interval(days => ${keptDays}) as at from price_imports
        where attempt is not null`),
  },
];
