// What happens to partnership links when time passes: they expire (REL-018).
import sql from 'sql-template-tag';
import { alone } from '../../platform/door/perform.ts';
import type { Schedule } from '../../platform/door/schedule.ts';
import { expiring } from './invitation/commands.ts';

export const schedule: readonly Schedule[] = [
  {
    operation: 'partnershipInvitation.expire',
    act: alone(expiring),
    due: (tx, now, limit) =>
      tx.query(sql`select id from partnership_invitations where status = 'open' and expires_at <= ${now}
        order by expires_at limit ${limit}`),
    next: (tx) => tx.query(sql`select min(expires_at) as at from partnership_invitations where status = 'open'`),
  },
];
