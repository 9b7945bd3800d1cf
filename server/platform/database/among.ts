// A condition on a few known values, worded so that PostgreSQL plans it once.
import sql, { join, type Sql } from 'sql-template-tag';

const listedMax = 64;

/**
 * Stands behind a column: `where id ${among(ids)}`. An array of unknown length is planned anew each time, since the
 * planner sees how short it is; so few values travel one by one, as many as the next power of two, the last repeated.
 */
export function among(values: readonly string[]): Sql {
  const last = values.at(-1);
  if (last === undefined) return sql`= any('{}'::text[])`;
  if (values.length > listedMax) return sql`= any(${[...values]}::text[])`;
  const places = 2 ** Math.ceil(Math.log2(values.length));
  const padded = Array.from({ length: places }, (_, i) => sql`${values[i] ?? last}::text`);
  return sql`in (${join(padded, ', ')})`;
}
