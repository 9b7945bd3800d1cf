// The names behind ids: of one's own people and of those one has to do with, and of nobody else.

import sql from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Customers, customersIn, organizationOf } from '../../../tests/customers.ts';
import { forEachEngine } from '../../../tests/engines.ts';

const usr = (digit: string) => `usr_${digit.repeat(32)}`;
const known = { minjun: usr('1'), hyun: usr('2'), harry: usr('3') };

forEachEngine((engine) => {
  let all: Customers;
  beforeAll(async () => {
    all = await customersIn(await engine.fresh());
    await all.database.transaction(async (tx) => {
      for (const [name, id] of Object.entries(known)) {
        tx.write(sql`insert into users
            (id, name, display_name, language, status, is_persona, temporary_issue, created_at)
          values (${id}, ${`${name}@kontor.example`}, ${name}, 'en', 'active', false, 0, now())`);
        tx.write(sql`update members set user_id = ${id} where user_id = ${name}`);
      }
    });
  });
  const named = async (by: 'sena' | 'yuna', ids: readonly string[]) =>
    (await all.get(by, `/people?ids=${ids.join(',')}`)).body.items.map(({ name }: { name: string }) => name).sort();

  describe('The names of people', () => {
    it('are told of one’s own organization, and of no stranger (SEC-013)', async () =>
      expect(await named('sena', Object.values(known))).toEqual(['minjun']));
    it('are told of another once both are party to something', async () => {
      await all.database.transaction(async (tx) => {
        const thread = [organizationOf('saebyeok'), organizationOf('miru')].sort().join('|');
        tx.write(sql`insert into chain_heads (thread, idx, hash) values (${thread}, 1, '')`);
      });
      expect(await named('sena', Object.values(known))).toEqual(['hyun', 'minjun']);
      expect(await named('yuna', Object.values(known))).toEqual([]);
    });
    it('need a role in the organization for which one asks', async () => {
      const refused = await all.get(undefined, `/people?ids=${known.hyun}`);
      expect(refused.status).toBe(401);
    });
  });
});
