// What happens to claims when time passes: after the days that the cloud gives they expire.
import sql from 'sql-template-tag';
import { alone } from '../../platform/door/perform.ts';
import type { Schedule } from '../../platform/door/schedule.ts';
import { expiring } from './routes.ts';

export const schedule: readonly Schedule[] = [
  {
    operation: 'adminClaim.expire',
    act: alone(expiring),
    due: (tx, now, limit) =>
      tx.query(sql`select id from admin_claims where status = 'open' and expires_at <= ${now}
        order by expires_at limit ${limit}`),
    next: (tx) => tx.query(sql`select min(expires_at) as at from admin_claims where status = 'open'`),
  },
];
