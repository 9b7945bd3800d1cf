// What happens here when time passes: links on which nobody confirmed, or whose confirmation was not used, expire.
import sql from 'sql-template-tag';
import { alone } from '../../platform/door/perform.ts';
import type { Schedule } from '../../platform/door/schedule.ts';
import { expiring } from './attestation/commands.ts';

export const schedule: readonly Schedule[] = [
  {
    operation: 'attestation.expire',
    act: alone(expiring),
    due: (tx, now, limit) =>
      tx.query(sql`select id from attestations where status in ('open', 'confirmed') and expires_at <= ${now}
        order by expires_at limit ${limit}`),
    next: (tx) => tx.query(sql`select min(expires_at) as at from attestations where status in ('open', 'confirmed')`),
  },
];
