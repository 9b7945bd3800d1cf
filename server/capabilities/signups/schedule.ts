// What happens to sign-ups when time passes: after a week they expire.
import sql from 'sql-template-tag';
import { alone } from '../../platform/door/perform.ts';
import type { Schedule } from '../../platform/door/schedule.ts';
import { expiring } from './commands.ts';

const live = sql`status in ('open', 'mailVerified', 'domainProven')`;
export const schedule: readonly Schedule[] = [
  {
    operation: 'signup.expire',
    act: alone(expiring),
    due: (tx, now, limit) =>
      tx.query(sql`select id from signups where ${live} and expires_at <= ${now} order by expires_at limit ${limit}`),
    next: (tx) => tx.query(sql`select min(expires_at) as at from signups where ${live}`),
  },
];
