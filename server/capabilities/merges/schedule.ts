// What happens to merges when time passes: those neither answered nor confirmed in the days of the cloud expire.
import sql from 'sql-template-tag';
import { alone } from '../../platform/door/perform.ts';
import type { Schedule } from '../../platform/door/schedule.ts';
import { expiring } from './commands.ts';

export const schedule: readonly Schedule[] = [
  {
    operation: 'accountMerge.expire',
    act: alone(expiring),
    due: (tx, now, limit) =>
      tx.query(sql`select id from account_merges where status in ('invited', 'accepted') and expires_at <= ${now}
        order by expires_at limit ${limit}`),
    next: (tx) =>
      tx.query(sql`select min(expires_at) as at from account_merges where status in ('invited', 'accepted')`),
  },
];
