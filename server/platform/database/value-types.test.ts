// Both engines hand out the same JavaScript values for the same PostgreSQL values, and take them back.
import sql from 'sql-template-tag';
import { expect, it } from 'vitest';
import { forEachEngine } from '../../../tests/engines.ts';

const bytes = Buffer.from([0, 1, 254, 255]);
const at = new Date('2026-02-28T23:59:59.123Z');
const id = '0192f0c1-2222-7000-8000-000000000001';

/** What JavaScript gets of the row below, from either engine. */
const asRead = {
  truth: true,
  small: 7,
  whole: 7,
  large: 9007199254740991,
  count: 1,
  money: '1.5000',
  float: 0.1,
  text: 'text',
  padded: 'a  ',
  at,
  at_seoul: at,
  local: '2026-02-28 23:59:59',
  day: '2026-02-28',
  term: 'P1M3D',
  body: { a: [1, 'x', null] },
  list: [1, 2],
  nothing_json: null,
  json_text: 'x',
  bytes,
  id,
  nothing: null,
  texts: ['a', 'b,"c', null],
  wholes: [1, 2],
  larges: [3, 4],
  moneys: ['1.50', '2'],
  ats: [at],
  days: ['2026-02-28'],
  ids: [id],
  transaction: '5',
};

forEachEngine((engine) => {
  it('reads every type the same', async () => {
    const database = await engine.fresh({ isMigrated: false });
    const [row] = await database.read((tx) =>
      tx.query(sql`select
        true as truth, 7::int2 as small, 7::int4 as whole, 9007199254740991::int8 as large, count(*) as count,
        1.50::numeric(12, 4) as money, 0.1::float8 as float, 'text'::text as text, 'a'::char(3) as padded,
        timestamptz '2026-02-28 23:59:59.123+00' as at, timestamptz '2026-03-01 08:59:59.123+09' as at_seoul,
        timestamp '2026-02-28 23:59:59' as local, date '2026-02-28' as day, interval '1 month 3 days' as term,
        '{"a": [1, "x", null]}'::jsonb as body, '[1, 2]'::jsonb as list, 'null'::jsonb as nothing_json,
        '"x"'::json as json_text, ${bytes}::bytea as bytes, ${id}::uuid as id, null::text as nothing,
        array['a', 'b,"c', null]::text[] as texts, array[1, 2]::int4[] as wholes, array[3, 4]::int8[] as larges,
        array[1.50, 2]::numeric[] as moneys, array[timestamptz '2026-02-28 23:59:59.123+00'] as ats,
        array[date '2026-02-28'] as days, array[${id}::uuid] as ids, '5'::xid8 as transaction`),
    );
    expect(row).toEqual(asRead);
  });

  it('takes back what it gave', async () => {
    const database = await engine.fresh({ isMigrated: false });
    await database.transaction(async (tx) => {
      tx.write(
        sql`create table kept (at timestamptz, body jsonb, texts text[], money numeric, bytes bytea, truth bool)`,
      );
    });
    const body = { a: ['"quoted"', null], ko: '안녕하세요' };
    const texts = ['a,b', '{c}', '', '中文', 'back\\slash'];
    const [row] = await database.transaction((tx) =>
      tx.query(sql`insert into kept
        values (${at}, ${JSON.stringify(body)}, ${texts}, ${'12345678901234567890.12'}, ${bytes}, ${false})
        returning *`),
    );
    expect(row).toEqual({ at, body, texts, money: '12345678901234567890.12', bytes, truth: false });
  });

  it('refuses a bigint that a number cannot hold, and the connection goes on working', async () => {
    const database = await engine.fresh({ isMigrated: false });
    const query = database.transaction((tx) => tx.query(sql`select 9007199254740993 as beyond`));
    await expect(query).rejects.toThrow('beyond the safe integers');
    expect(await database.read((tx) => tx.query(sql`select 1 as one`))).toEqual([{ one: 1 }]);
  });

  it('sorts and compares text alike', async () => {
    const database = await engine.fresh({ isMigrated: false });
    const sorted = await database.read((tx) =>
      tx.query<{ name: string }>(
        sql`select name from unnest(array['b', 'A', 'a', 'ä', 'Z', '가', '_']) name order by name collate "C"`,
      ),
    );
    expect(sorted.map(({ name }) => name)).toEqual(['A', 'Z', '_', 'a', 'b', 'ä', '가']);
  });
});
