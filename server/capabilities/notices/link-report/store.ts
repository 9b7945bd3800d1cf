// The only SQL about reported links.
import sql from 'sql-template-tag';
import type { Tx } from '../../../platform/database/database.ts';
import { rowsOf } from '../../../platform/record/columns.ts';
import type { LinkReport } from './state.ts';

export const rows = rowsOf<LinkReport>({
  kind: 'kind',
  link: 'link_id',
  inviter: 'inviter_id',
  reason: 'reason',
  note: 'note',
  reportedBy: 'reported_by',
  times: 'times',
  reportedAt: 'reported_at',
  settledAt: 'settled_at',
  settledBy: 'settled_by',
  answer: 'answer',
});

export async function openReportOf(tx: Tx, link: string): Promise<LinkReport | undefined> {
  const [row] = await tx.query<never>(sql`select * from link_reports where link_id = ${link} and status = 'open'`);
  return row && rows.fromRow(row);
}
