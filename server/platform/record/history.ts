// Keeps a thing's row, and in its twin the versions before it; the same query reads what is and what was.
import sql, { raw, type Sql } from 'sql-template-tag';
import type { Statement, Tx } from '../database/database.ts';
import type { Kept, Row, Thing } from '../world/world.ts';

/** What loading must know of a thing; whatever its life cycle is. */
type Stored<S extends Kept> = Pick<Thing<S>, 'table'> & { fromRow(row: never): S };

/**
 * Stands where a table's name would: the rows now, or as they were at an instant. The view of all versions is a union
 * of the row and its twin, of which the planner reads each by its own index, and no further than a page needs.
 */
export const rowsAt = (table: string, asOf?: Date): Sql =>
  asOf
    ? sql`(select * from ${raw(table)}_versions
        where valid_from <= ${asOf} and (valid_to is null or valid_to > ${asOf}))`
    : raw(table);

/** One thing by its id, now or as it was. */
export async function load<S extends Kept>(
  tx: Tx,
  thing: Stored<S>,
  { id, asOf }: { id: string; asOf?: Date | undefined },
): Promise<S | undefined> {
  const [row] = await tx.query<never>(sql`select t.* from ${rowsAt(thing.table, asOf)} as t where id = ${id}`);
  return row && thing.fromRow(row);
}

/** The things that meet a condition on the row `t`; for neighbours that a rule reads. */
export async function loadWhere<S extends Kept>(tx: Tx, thing: Stored<S>, condition: Sql): Promise<S[]> {
  const rows = await tx.query<never>(sql`select t.* from ${raw(thing.table)} as t where ${condition}`);
  return rows.map((row) => thing.fromRow(row));
}

const texts = new Map<string, { columns: readonly string[]; create: string; update: string }>();

/**
 * Written once per table: one statement keeps the row as it was and saves it as it is, and fails where the row was not
 * at the version before. Where the clock of this process is behind that of another, a version begins no earlier than
 * the one before.
 */
function textsFor(table: string, columns: readonly string[]) {
  const known = texts.get(table);
  if (known) return known;
  const place = (column: string) => `$${columns.indexOf(column) + 1}`;
  const at = `$${columns.length + 1}`;
  const names = columns.join(', ');
  const made = {
    columns,
    create: `insert into ${table} (${names}, valid_from) values (${columns.map(place).join(', ')}, ${at})`,
    update: `with kept as (insert into ${table}_history (${names}, valid_from, valid_to)
        select ${columns.map((one) => `t.${one}`).join(', ')}, t.valid_from, greatest(${at}, t.valid_from)
        from (select 1) as one left join ${table} t on t.id = ${place('id')} and t.version = ${place('version')} - 1)
      update ${table} set ${columns.map((one) => `${one} = ${place(one)}`).join(', ')},
        valid_from = greatest(${at}, valid_from) where id = ${place('id')} and version = ${place('version')} - 1`,
  };
  texts.set(table, made);
  return made;
}

/** Commands name the facts of a state in different order, so the values follow the text, not the row. */
export function saving(table: string, { row, at }: { row: Row; at: Date }): Statement {
  const { columns, create, update } = textsFor(table, Object.keys(row));
  return { text: row.version === 1 ? create : update, values: [...columns.map((column) => row[column]), at] };
}
