// What a sheet would change, or has changed, page by page.
import sql from 'sql-template-tag';
import type { Tx } from '../../../platform/database/database.ts';
import type { Cursor } from '../../../platform/door/cursor.ts';
import type { DifferenceRow } from '../../catalog/offers.ts';
import { once, tablesOf } from '../staging/tables.ts';

export type ChangeRow = DifferenceRow & {
  no: number;
  fields: string[];
  valid_from: Date | number;
  valid_until: Date | number;
  retroactive: boolean;
};
type ChangesOf = { attempt: string; kind: string | undefined; after: Cursor; limit: number };

/** Nothing where the tables of the reading are gone: a crash of the database, or cleared after a while. */
export async function changesOf(tx: Tx, { attempt, kind, after, limit }: ChangesOf): Promise<ChangeRow[]> {
  const { changes } = tablesOf(attempt);
  const [there] = await tx.query<{ known: boolean }>(sql`select to_regclass(${changes}) is not null as known`);
  if (!there!.known) return [];
  return tx.query<ChangeRow>(
    once(
      `select c.*, coalesce(k.title, '') as title from ${changes} c left join skus k on k.id = c.sku_id
        where c.no > $1 and c.kind <> 'kept' and ($2::text is null or c.kind = $2) order by c.no limit $3`,
      [after[0] ?? 0, kind ?? null, limit],
    ),
  );
}
