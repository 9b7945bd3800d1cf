// What happens to links and waiting consents when time passes: they expire (REL-047).
import sql from 'sql-template-tag';
import { alone } from '../../platform/door/perform.ts';
import type { Schedule } from '../../platform/door/schedule.ts';
import { expiring as expiringConsent } from './consent/commands.ts';
import { expiring } from './invitation/commands.ts';

export const schedule: readonly Schedule[] = [
  {
    operation: 'invitation.expire',
    act: alone(expiring),
    due: (tx, now, limit) =>
      tx.query(sql`select id from invitations where status = 'open' and expires_at <= ${now}
        order by expires_at limit ${limit}`),
    next: (tx) => tx.query(sql`select min(expires_at) as at from invitations where status = 'open'`),
  },
  {
    operation: 'consent.expire',
    act: alone(expiringConsent),
    due: (tx, now, limit) =>
      tx.query(sql`select id from consents where status = 'pending' and expires_at <= ${now}
        order by expires_at limit ${limit}`),
    next: (tx) => tx.query(sql`select min(expires_at) as at from consents where status = 'pending'`),
  },
];
