// Every list has an index for each order, behind each side that sees it and for who runs the cloud: a page costs the
// same at any size.
import sql from 'sql-template-tag';
import { describe, expect, it } from 'vitest';
import { isList } from '../../contract/spelling.ts';
import { type Action, policy } from '../../server/access/policy.ts';
import type { Thing } from '../../server/platform/world/world.ts';
import { routes, things } from '../../server/rooms.ts';
import { forEachEngine } from '../engines.ts';

type Index = { table: string; columns: string; condition: string | null };
const listed = (things as unknown as readonly Thing<never>[]).filter(({ listing }) => listing);

const indexesOf = sql`select c.relname as table, pg_get_expr(i.indpred, i.indrelid) as condition,
    (select string_agg(coalesce(a.attname, '()'), ',' order by k.place)
      from unnest(i.indkey) with ordinality as k (number, place)
      left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number and k.number > 0) as columns
  from pg_index i join pg_class c on c.oid = i.indrelid where c.relnamespace = current_schema()::regnamespace`;

/** The columns that an index must begin with; `id` alone finds one row, whatever it is sorted by. */
function needed({ name, sides, listing }: Thing<never>): string[] {
  const grants: readonly string[] = policy[`${name}.see` as Action];
  const sees = (side: string) => grants.some((grant) => grant.split(' ')[0]!.endsWith(`@${side}`));
  const columns = Object.entries(sides).flatMap(([side, column]) =>
    sees(side) && column !== 'id' ? [`${column},`] : [],
  );
  const before = [...columns, ...(sees('operator') ? [''] : [])];
  const sorts = Object.values(listing!.sort).map((column) => column.replace('-', ''));
  return before.flatMap((side) => sorts.map((sort) => `${side}${sort}`));
}

/** A condition that the side in the query implies does no harm. */
const isWhole = ({ condition, columns }: Index): boolean =>
  condition === null || condition === `(${columns.split(',')[0]} IS NOT NULL)`;

forEachEngine(
  (engine) => {
    describe('A list', () => {
      it('of each kind is sorted by indexes alone', async () => {
        const indexes = await (await engine.fresh()).read((tx) => tx.query<Index>(indexesOf));
        const missing = listed.flatMap((thing) => {
          const own = indexes.filter((index) => index.table === thing.table && isWhole(index));
          return needed(thing)
            .filter((columns) => !own.some((index) => `${index.columns},`.startsWith(`${columns},`)))
            .map((columns) => `${thing.table} (${columns})`);
        });
        expect(missing).toEqual([]);
        expect(listed.length).toBeGreaterThan(20);
      });
    });
  },
  ['postgresql'],
);

describe('A list of the contract', () => {
  it('streams its whole length as a table or as lines, whichever way it is made', () => {
    const left = routes.filter(({ operation, listed: streams }) => isList(operation) && !streams);
    expect(left.map(({ operation }) => operation.name)).toEqual([]);
  });
});
