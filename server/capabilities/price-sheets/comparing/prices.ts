// Compares a staged price sheet with the prices in force: what would begin, change and end; and puts that into force.
import type { Statement, Tx } from '../../../platform/database/database.ts';
import type { List } from '../../catalog/state.ts';
import { once, type Tables } from '../staging/tables.ts';

export type Comparing = {
  tables: Tables;
  list: List;
  /** From here on the sheet is the truth; nothing before it is rewritten (ORD-070). */
  at: Date;
  /** Whether prices end that the sheet no longer has. */
  ends: boolean;
};

const key = 'market, sku_id, segment, term, plan, currency, meter, tier_min';
const sameKey = (one: string, other: string) =>
  key
    .split(', ')
    .map((column) => `${one}.${column} = ${other}.${column}`)
    .join(' and ');
const sameValue = (one: string, other: string) =>
  `${one}.amount = ${other}.amount and ${one}.retail is not distinct from ${other}.retail
    and ${one}.tier_max is not distinct from ${other}.tier_max`;
const instant = (at: Date) => `'${at.toISOString()}'::timestamptz`;
/** Alike from the day of the change on; what was before it cannot change any more. */
const alike = (price: string, { staged, at }: { staged: string; at: string }) =>
  `${sameKey(price, staged)} and ${price}.valid_until = ${staged}.valid_until and ${price}.valid_until > ${at}
    and greatest(${price}.valid_from, ${at}) = greatest(${staged}.valid_from, ${at}) and ${sameValue(price, staged)}`;

/**
 * Nearly all rows of a sheet are in force already, or new. Only prices that are neither go the long way: what was
 * before the cut stays, what the sheet says holds from there on, and equal neighbours become one.
 */
const steps = ({ tables, list, at, ends }: Comparing): string[] => {
  const [staged, from] = [tables.prices, instant(at)];
  const known = `p.known_until = 'infinity'`;
  return [
    `create temp table news on commit drop as select s.* from ${staged} s where not s.withdrawn and not exists
      (select 1 from prices p where ${known} and ${alike('p', { staged: 's', at: from })})`,
    'analyze news',
    `create temp table olds on commit drop as select p.* from prices p
      join (select distinct market, segment from ${staged}) s using (market, segment)
      where ${known} and p.list = '${list}' and p.valid_until > ${from} and not exists
        (select 1 from ${staged} s where not s.withdrawn and ${alike('p', { staged: 's', at: from })})`,
    `create temp table firsts on commit drop as select n.* from news n
      where not exists (select 1 from prices p where ${known} and ${sameKey('p', 'n')})`,
    `create temp table touched on commit drop as
      select t.*, greatest(${from}, coalesce(s.begins, '-infinity')) as cut, coalesce(s.ends > ${from}, false) as stays
      from (select ${key} from news except select ${key} from firsts
        union select ${key} from olds o
          where ${ends} or exists (select 1 from ${staged} s where ${sameKey('s', 'o')})
      ) t left join
        (select ${key}, min(valid_from) as begins, max(valid_until) as ends from ${staged} where not withdrawn
          group by ${key}) s using (${key})`,
    'analyze touched',
    `create temp table heads on commit drop as select p.*, t.cut, t.stays from prices p join touched t using (${key})
      where ${known} and p.valid_from < t.cut and p.valid_until >= t.cut`,
    `create temp table tails on commit drop as select s.*, greatest(s.valid_from, t.cut) as begins, t.cut
      from ${staged} s join touched t using (${key}) where not s.withdrawn and s.valid_until > t.cut`,
    `create temp table joints on commit drop as select h.id, t.line from heads h join tails t using (${key})
      where t.begins = h.cut and ${sameValue('t', 'h')}`,
    ...changing({ tables, from }),
  ];
};

const columns = `kind, inserts, retroactive, ${key}, tier_max, amount, retail, before_amount, before_retail, valid_from,
  valid_until`;
const keyOf = (row: string) =>
  key
    .split(', ')
    .map((column) => `${row}.${column}`)
    .join(', ');

/** Ended first, then changed, then what keeps its beginning, then new ones: the order in which people look. */
const changing = ({ tables: { changes, closings }, from }: { tables: Tables; from: string }): string[] => [
  `insert into ${closings} (id)
    select h.id from heads h left join joints j using (id) left join tails t on t.line = j.line
      where case when t.line is null then h.valid_until > h.cut else t.valid_until <> h.valid_until end
    union
    select p.id from prices p join touched k using (${key}) where p.known_until = 'infinity' and p.valid_from >= k.cut
      and not exists (select 1 from tails t where ${sameKey('t', 'p')} and t.begins = p.valid_from
        and t.valid_until = p.valid_until and ${sameValue('t', 'p')})`,
  `insert into ${changes} (${columns})
    select 'ended', false, false, ${keyOf('p')}, p.tier_max, p.amount, p.retail, p.amount, p.retail, p.valid_from,
      p.valid_until from prices p join touched k using (${key})
      where p.known_until = 'infinity' and p.valid_from >= k.cut and not k.stays`,
  `insert into ${changes} (${columns})
    select case when h.stays then 'kept' else 'ended' end, true, false, ${keyOf('h')}, h.tier_max, h.amount, h.retail,
      h.amount, h.retail, h.valid_from, h.cut from heads h
      where h.valid_until > h.cut and not exists (select 1 from joints j where j.id = h.id)
      order by h.stays`,
  `insert into ${changes} (${columns})
    select 'changed', true, false, ${keyOf('h')}, t.tier_max, t.amount, t.retail,
      h.amount, h.retail, h.valid_from, t.valid_until
      from joints j join heads h using (id) join tails t using (line) where t.valid_until <> h.valid_until`,
  `insert into ${changes} (${columns})
    select 'changed', true, t.valid_from < ${from}, ${keyOf('t')}, t.tier_max, t.amount, t.retail, b.amount, b.retail,
      t.begins, t.valid_until from tails t
      left join prices b on b.known_until = 'infinity' and ${sameKey('b', 't')} and b.valid_from <= t.begins
        and (b.valid_until > t.begins or b.valid_until = t.begins and not exists (select 1 from prices c
          where c.known_until = 'infinity' and ${sameKey('c', 't')} and c.valid_from = t.begins))
      where not exists (select 1 from joints j where j.line = t.line)
        and not exists (select 1 from prices p where p.known_until = 'infinity' and ${sameKey('p', 't')}
          and p.valid_from = t.begins and p.valid_until = t.valid_until and ${sameValue('p', 't')})`,
  `insert into ${changes} (${columns})
    select 'added', true, false, ${keyOf('f')}, f.tier_max, f.amount, f.retail, null, null, f.valid_from, f.valid_until
      from firsts f order by ${keyOf('f')}, f.valid_from`,
];

export type Counted = { added: number; changed: number; ended: number; unchanged: number; retroactive: number };

/** Fills the tables of changes and closings, inside the transaction it is given. */
export async function comparePrices(tx: Tx, comparing: Comparing): Promise<Counted> {
  const { tables } = comparing;
  tx.write(once(`truncate ${tables.changes}, ${tables.closings} restart identity; analyze ${tables.prices}`));
  for (const step of steps(comparing)) tx.write(once(step));
  const [counted] = await tx.query<Counted>(
    once(`select count(*) filter (where kind = 'added') as added, count(*) filter (where kind = 'changed') as changed,
        count(*) filter (where kind = 'ended') as ended, count(*) filter (where retroactive) as retroactive,
        (select count(*) from ${tables.prices} where not withdrawn) - (select count(*) from news) as unchanged
      from ${tables.changes}`),
  );
  return counted!;
}

export type Applying = { tables: Tables; list: List; importId: string; comparedAt: Date; now: Date };

/** The day of the change moves on to the moment of applying, where the sheet was compared for "at once". */
export function applyingPrices({ tables, list, importId, comparedAt, now }: Applying): Statement[] {
  const moved = now > comparedAt ? now : comparedAt;
  const move = (column: string) => `case when ${column} = $1 then $2::timestamptz else ${column} end`;
  return [
    once(
      `update prices p set known_until = $1 from ${tables.closings} c where p.id = c.id and p.known_until = 'infinity'`,
      [now],
    ),
    once(
      `insert into prices (list, ${key}, tier_max, amount, retail, valid_from, valid_until, known_from, import_id)
        select $3, ${key}, tier_max, amount, retail, ${move('valid_from')}, ${move('valid_until')}, $4, $5
        from ${tables.changes} where inserts order by no`,
      [comparedAt, moved, list, now, importId],
    ),
  ];
}

/** Whether a price begins or ends between comparing and applying, so that the comparison no longer holds. */
export async function hasPassed(tx: Tx, { tables, comparedAt, now }: Omit<Applying, 'list' | 'importId'>) {
  const [row] = await tx.query<{ passed: boolean }>(
    once(
      `select exists (select 1 from ${tables.changes} where inserts and kind <> 'added'
        and (valid_from > $1 and valid_from <= $2 or valid_until > $1 and valid_until <= $2)) as passed`,
      [comparedAt, now],
    ),
  );
  return row!.passed;
}
