// Lists in every order, page by page: names that are equal, names in three scripts, on both engines.
import sql from 'sql-template-tag';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Customers, customersIn, organizationOf, tenantOf } from '../../../tests/customers.ts';
import { forEachEngine } from '../../../tests/engines.ts';

const names = ['가람', '가람', '가나다', '하늘', '上海', '北京', '北京', 'Ärzte', 'Zebra', 'apple', 'apple', 'Éclair'];
type Shown = { id: string; customerName: string; since: string };

forEachEngine((engine) => {
  let all: Customers;
  const known: Shown[] = [];
  beforeAll(async () => {
    all = await customersIn(await engine.fresh());
    await all.database.transaction(async (tx) => {
      for (let i = 0; i < 36; i += 1) {
        const id = `rel_${String((i * 7) % 36).padStart(32, '0')}`;
        const customerName = names[i % names.length]!;
        const since = new Date(Date.parse('2026-01-01T00:00:00Z') + (i % 5) * 86_400_000);
        known.push({ id, customerName, since: since.toISOString() });
        tx.write(sql`insert into relationships (id, version, status, partner_id, customer_id, tenant_id, is_direct,
            resellers, providers, origin, customer_name, customer_name_lower, accepted_by, since)
          values (${id}, 1, 'active', ${organizationOf('lumenfold')}, ${organizationOf('daram')},
            ${`${tenantOf('daram', 'customer').slice(0, -2)}${String(i).padStart(2, '0')}`}, true, '{}', '{}', 'link',
            ${customerName}, ${customerName.toLowerCase()}, 'haneul', ${since})`);
      }
    });
  });

  /** By the bytes of what is sorted, as the collation "C" does. */
  const compared = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));
  const keys = { customerName: (one: Shown) => one.customerName.toLowerCase(), since: (one: Shown) => one.since };
  const sorted = (sort: string) => {
    const by = sort.split(',').map((name) => ({
      key: keys[name.replace('-', '') as keyof typeof keys],
      sign: name.startsWith('-') ? -1 : 1,
    }));
    const columns = [...by, { key: ({ id }: Shown) => id, sign: by[0]!.sign }];
    return known
      .toSorted((a, b) => columns.map(({ key, sign }) => sign * compared(key(a), key(b))).find((one) => one !== 0) ?? 0)
      .map(({ id }) => id);
  };

  describe('A list of customers', () => {
    it.each([
      'customerName',
      '-customerName',
      'since',
      '-since',
      'customerName,-since',
      '-since,customerName',
      '-customerName,-since',
    ])('comes in the order %s, and no page misses or repeats one', async (sort) => {
      const ids: string[] = [];
      for (let after = ''; ; ) {
        const { body } = await all.get('yuna', `/relationships?limit=5&sort=${sort}${after}`);
        ids.push(...body.items.map(({ id }: Shown) => id));
        if (body.next === null) break;
        after = `&after=${encodeURIComponent(body.next)}`;
      }
      expect(ids).toEqual(sorted(sort));
    });
    it('finds by the beginning of a name in any script', async () => {
      const found = async (search: string) =>
        (await all.get('yuna', `/relationships?limit=500&search=${encodeURIComponent(search)}`)).body.items.length;
      expect([await found('가'), await found('北'), await found('ä'), await found('ZEB')]).toEqual([9, 6, 3, 3]);
    });
    it('is not sorted by more than it can keep apart', async () => {
      const { body } = await all.get('yuna', '/relationships?sort=since,since,since,since');
      expect([body.code, body.mend]).toEqual([
        'invalid_sort',
        expect.stringMatching(/^Sort by one of: [a-zA-Z, ]+\.$/),
      ]);
    });
    it('goes on behind the longest Korean name', async () => {
      await all.database.transaction(async (tx) => {
        const longest = '힣'.repeat(200);
        tx.write(sql`update relationships set customer_name = ${longest}, customer_name_lower = ${longest}
          where partner_id = ${organizationOf('lumenfold')}`);
      });
      const { body } = await all.get('yuna', '/relationships?limit=5&sort=customerName');
      const next = await all.get('yuna', `/relationships?limit=5&sort=customerName&after=${body.next}`);
      expect([next.status, next.body.items.length]).toEqual([200, 5]);
    });
  });
});
