// How far the reading of a sheet is, and which rows could not be read; kept beside the import, not in its history.
import sql from 'sql-template-tag';
import { insertRows, type Statement, type Tx } from '../../platform/database/database.ts';
import type { World } from '../../platform/world/world.ts';
import type { RowError } from './sheets/rows.ts';

export type Reading = { id: string; attempt: string };
export type Phase = 'receiving' | 'received' | 'reading' | 'comparing' | 'applying' | 'done' | 'broken';
export type Progress = {
  phase: Phase;
  rows: number;
  bad_rows: number;
  bytes: number;
  started_at: Date;
  updated_at: Date;
};

type Begun = { phase: Phase; bytes: number; at: Date };
export const beginning = ({ id, attempt }: Reading, { phase, bytes, at }: Begun): Statement[] => [
  sql`delete from price_import_errors where import_id = ${id}`,
  sql`insert into price_import_progress
      (import_id, attempt, phase, rows, bad_rows, bytes, started_at, updated_at)
    values (${id}, ${attempt}, ${phase}, 0, 0, ${bytes}, ${at}, ${at})
    on conflict (import_id) do update set attempt = excluded.attempt, phase = excluded.phase, rows = 0,
      bad_rows = 0, bytes = excluded.bytes, started_at = excluded.started_at, updated_at = excluded.updated_at`,
];

export type Step = { rows: number; badRows: number; bytes: number; at: Date };
/** Nothing comes back when another reading of the same import has begun since. */
export const advancing = ({ id, attempt }: Reading, { rows, badRows, bytes, at }: Step): Statement =>
  sql`update price_import_progress set rows = ${rows}, bad_rows = ${badRows}, bytes = ${bytes},
      updated_at = ${at}
    where import_id = ${id} and attempt = ${attempt} returning import_id`;

type Entered = { phase: Phase; at: Date; afresh?: boolean };
/** `afresh`: other work than before, which begins now. */
export const entering = ({ id, attempt }: Reading, { phase, at, afresh = false }: Entered): Statement =>
  sql`update price_import_progress set phase = ${phase}, updated_at = ${at},
      started_at = case when ${afresh} then ${at}::timestamptz else started_at end
    where import_id = ${id} and attempt = ${attempt}`;

export const enter = (world: World, reading: Reading, phase: Phase) =>
  world.database.transaction(async (tx) => tx.write(entering(reading, { phase, at: world.clock.wall() })));

const errorColumns = {
  import_id: 'text',
  no: 'int',
  line: 'int',
  column_name: 'text',
  code: 'text',
  value: 'text',
  other_line: 'int',
};
export const noting = ({ id }: Reading, errors: readonly RowError[], before: number): Statement =>
  insertRows(
    'price_import_errors',
    errorColumns,
    errors.map(({ line, column, code, value, otherLine }, i) => ({
      ...{ import_id: id, no: before + i + 1, line, column_name: column, code, value },
      other_line: otherLine,
    })),
  );

export async function progressOf(tx: Tx, id: string): Promise<Progress | undefined> {
  const [row] = await tx.query<Progress>(
    sql`select phase, rows, bad_rows, bytes, started_at, updated_at from price_import_progress where import_id = ${id}`,
  );
  return row;
}

export type Noted = {
  no: number;
  line: number;
  column_name: string;
  code: string;
  value: string;
  other_line: number | null;
};
export const errorsOf = (tx: Tx, { id, after, limit }: { id: string; after: number; limit: number }) =>
  tx.query<Noted>(
    sql`select no, line, column_name, code, value, other_line from price_import_errors
      where import_id = ${id} and no > ${after} order by no limit ${limit}`,
  );
