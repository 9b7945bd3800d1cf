// How pinned offers lie in their table, and which they are: now, or as we knew them then.
import sql from 'sql-template-tag';
import type { Tx } from '../../../platform/database/database.ts';
import { rowsOf } from '../../../platform/record/columns.ts';
import { rowsAt } from '../../../platform/record/history.ts';
import type { SkuId } from '../state.ts';
import type { PinnedOffers } from './state.ts';

export const rows = rowsOf<PinnedOffers>({ partner: 'partner_id', skus: 'skus', changedAt: 'changed_at' });

export async function findPinned(tx: Tx, partner: string): Promise<PinnedOffers | undefined> {
  const [row] = await tx.query<never>(sql`select * from pinned_offers where partner_id = ${partner}`);
  return row && rows.fromRow(row);
}

type Whose = { partner: string; asOf: Date | undefined };
export async function pinnedBy(tx: Tx, { partner, asOf }: Whose): Promise<readonly SkuId[]> {
  const [row] = await tx.query<{ skus: SkuId[] }>(
    sql`select p.skus from ${rowsAt('pinned_offers', asOf)} as p where p.partner_id = ${partner}`,
  );
  return row?.skus ?? [];
}
