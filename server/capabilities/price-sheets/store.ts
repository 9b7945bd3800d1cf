// How imports lie in their table, and the queries about them that are not the platform's.
import sql from 'sql-template-tag';
import type { Tx } from '../../platform/database/database.ts';
import { json, rowsOf } from '../../platform/record/columns.ts';
import type { ImportResult, PriceImport } from './state.ts';

type Written = Omit<ImportResult, 'takesEffectAt'> & { takesEffectAt: string };

export const rows = rowsOf<PriceImport>({
  name: 'name',
  list: 'list',
  missing: 'missing',
  effectiveFrom: 'effective_from',
  attempt: 'attempt',
  result: {
    ...json('result'),
    from: (result: Written | null) => result && { ...result, takesEffectAt: new Date(result.takesEffectAt) },
  },
  createdBy: 'created_by',
  createdAt: 'created_at',
  appliedAt: 'applied_at',
});

/** How many imports have been applied: a comparison made at another number is outdated. */
export async function editionOf(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ edition: number }>(
    sql`select count(*) as edition from price_imports where status = 'applied'`,
  );
  return row!.edition;
}

/** Whether this reading is still the one that is to be compared. */
export async function isComparedNow(tx: Tx, { id, attempt }: Pick<PriceImport, 'id' | 'attempt'>): Promise<boolean> {
  const found = await tx.query(
    sql`select id from price_imports
      where id = ${id} and attempt = ${attempt} and status in ('uploading', 'comparing')`,
  );
  return found.length > 0;
}

/** Whether the rows that were staged are still there: a crash of the database empties their tables. */
export async function isHeld(tx: Tx, table: string, rows: number): Promise<boolean> {
  const [there] = await tx.query<{ known: boolean }>(sql`select to_regclass(${table}) is not null as known`);
  if (!there!.known) return false;
  const [counted] = await tx.query<{ rows: number }>({
    text: `select count(*) as rows from ${table}`,
    values: [],
    script: true,
  });
  return counted!.rows === rows;
}
