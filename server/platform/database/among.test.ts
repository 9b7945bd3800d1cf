// A condition on a few known values finds them all and is not planned anew each time.
import sql from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines.ts';
import { among } from './among.ts';
import type { Database } from './database.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz'.split('');
const found = (values: readonly string[]) =>
  sql`select l from unnest(${letters}::text[]) as l where l ${among(values)} order by l`;

forEachEngine((engine) => {
  describe('A few known values', () => {
    let database: Database;
    beforeAll(async () => {
      database = await engine.fresh({ isMigrated: false });
    });
    it.each([0, 1, 2, 3, 5, 8, 26])('are all found where there are %d of them', async (count) => {
      const values = letters.slice(0, count);
      const rows = await database.read((tx) => tx.query<{ l: string }>(found(values)));
      expect(rows.map(({ l }) => l)).toEqual(values);
    });
    it('are found where there are very many of them', async () => {
      const values = [...letters, ...Array.from({ length: 100 }, (_, i) => `none ${i}`)];
      const rows = await database.read((tx) => tx.query<{ l: string }>(found(values)));
      expect(rows).toHaveLength(letters.length);
    });
  });
});

forEachEngine(
  (engine) => {
    describe('A statement about a few known values', () => {
      it('is planned once for a connection', async () => {
        const plans = await (await engine.fresh()).transaction(async (tx) => {
          for (let time = 0; time < 10; time += 1) {
            await tx.query(sql`select name from organizations where id ${among(['a', 'b', 'c'])}`);
          }
          return tx.query<{ generic: number }>(sql`select generic_plans as generic from pg_prepared_statements
            where statement like 'select name from organizations%'`);
        });
        expect(plans[0]!.generic).toBeGreaterThan(0);
      });
    });
  },
  ['postgresql'],
);
