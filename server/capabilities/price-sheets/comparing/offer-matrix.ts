// Compares a staged offer matrix, and the titles of SKUs, with what is in force; and puts that into force.
import type { Statement, Tx } from '../../../platform/database/database.ts';
import { once, type Tables } from '../staging/tables.ts';
import type { Applying, Comparing, Counted } from './prices.ts';

const facts = [
  'provisioning_id',
  'provisioning_string',
  'licences_min',
  'licences_max',
  'ownership_limit',
  'ownership_limit_type',
  'prerequisites',
  'conversions',
  'description',
  'allowed_countries',
];
const listed = new Set(['prerequisites', 'conversions', 'allowed_countries']);
const wanted = facts
  .map((fact) => (listed.has(fact) ? `coalesce(string_to_array(nullif(s.${fact}, ''), ' '), '{}')` : `s.${fact}`))
  .map((expression, i) => `${expression} as ${facts[i]}`)
  .join(', ');
const of = (row: string) => facts.map((fact) => `${row}.${fact}`).join(', ');
const differing = facts.map((fact) => `case when w.${fact} is distinct from r.${fact} then '${fact}' end`).join(', ');

const steps = ({ tables, list, at, ends }: Comparing): string[] => {
  const from = `'${at.toISOString()}'::timestamptz`;
  const columns = `kind, inserts, retroactive, market, sku_id, segment, term, plan, currency, meter, tier_min, fields,
    valid_from, valid_until`;
  const change = (kind: string, row: { sku: string; fields: string }) =>
    `'${kind}', ${kind !== 'ended'}, false, '', ${row.sku}, '', '', '', '', '', 0, ${row.fields}, ${from}, 'infinity'`;
  return [
    `create temp table wanted on commit drop as select s.sku_id, ${wanted} from ${tables.rules} s`,
    `create temp table present on commit drop as select r.* from offer_rules r
      where r.known_until = 'infinity' and r.valid_until > ${from}`,
    // One row that holds from now on without an end and says the same: nothing to do.
    `create temp table same on commit drop as select w.sku_id from wanted w join present r using (sku_id)
      where r.valid_from <= ${from} and r.valid_until = 'infinity' and (${of('w')}) is not distinct from (${of('r')})`,
    `insert into ${tables.changes} (${columns})
      select ${change('ended', { sku: 'r.sku_id', fields: "'{}'::text[]" })}
      from (select distinct sku_id from present) r join skus k on k.id = r.sku_id and k.list = '${list}'
      where ${ends} and not exists (select 1 from wanted w where w.sku_id = r.sku_id)`,
    `insert into ${tables.changes} (${columns})
      select ${change('changed', { sku: 'w.sku_id', fields: `array_remove(array[${differing}], null)` })} from wanted w
      join lateral (select * from present p where p.sku_id = w.sku_id order by p.valid_from desc limit 1) r on true
      where not exists (select 1 from same s where s.sku_id = w.sku_id)`,
    `insert into ${tables.changes} (${columns})
      select ${change('added', { sku: 'w.sku_id', fields: "'{}'::text[]" })} from wanted w
      where not exists (select 1 from present r where r.sku_id = w.sku_id)`,
    `insert into ${tables.closings} (id)
      select r.id from present r join ${tables.changes} c using (sku_id) where c.kind in ('changed', 'ended')`,
  ];
};

export async function compareRules(tx: Tx, comparing: Comparing): Promise<Counted> {
  const { tables } = comparing;
  tx.write(once(`truncate ${tables.changes}, ${tables.closings} restart identity; analyze ${tables.rules}`));
  for (const step of steps(comparing)) tx.write(once(step));
  const [counted] = await tx.query<Counted>(
    once(`select count(*) filter (where kind = 'added') as added, count(*) filter (where kind = 'changed') as changed,
        count(*) filter (where kind = 'ended') as ended, 0 as retroactive, (select count(*) from same) as unchanged
      from ${tables.changes}`),
  );
  return counted!;
}

export function applyingRules({ tables, importId, comparedAt, now }: Omit<Applying, 'list'>): Statement[] {
  const moved = now > comparedAt ? now : comparedAt;
  return [
    once(
      `with closed as (update offer_rules r set known_until = $2 from ${tables.closings} c
          where r.id = c.id and r.known_until = 'infinity' returning r.*)
        insert into offer_rules (sku_id, ${facts.join(', ')}, valid_from, valid_until, known_from, import_id)
        select r.sku_id, ${of('r')}, r.valid_from, $1, $2, $3 from closed r where r.valid_from < $1`,
      [moved, now, importId],
    ),
    once(
      `insert into offer_rules (sku_id, ${facts.join(', ')}, valid_from, valid_until, known_from, import_id)
        select w.sku_id, ${of('w')}, $1, 'infinity', $2, $3
        from (select s.sku_id, ${wanted} from ${tables.rules} s) w join ${tables.changes} c using (sku_id)
        where c.kind in ('added', 'changed')`,
      [moved, now, importId],
    ),
  ];
}

const skuFacts = ['product_id', 'product_title', 'title', 'publisher', 'description', 'unit', 'tags'];
const skuOf = (row: string) => skuFacts.map((fact) => `${row}.${fact}`).join(', ');

export async function compareSkus(tx: Tx, tables: Tables): Promise<{ skusAdded: number; skusChanged: number }> {
  const [row] = await tx.query<{ skusAdded: number; skusChanged: number }>(
    once(`select count(*) filter (where k.id is null) as "skusAdded",
        count(*) filter (where k.id is not null) as "skusChanged"
      from ${tables.skus} s left join skus k using (id)
      where k.id is null or (${skuOf('k')}) is distinct from (${skuOf('s')})`),
  );
  return row!;
}

/** Titles change at once, whatever the day of the prices; their twin keeps what they were. */
export const applyingSkus = ({ tables, list, now }: Pick<Applying, 'tables' | 'list' | 'now'>): Statement =>
  once(
    `with kept as (
        insert into skus_history (id, version, status, list, ${skuFacts.join(', ')}, title_lower, valid_from, valid_to)
        select k.id, k.version, k.status, k.list, ${skuOf('k')}, k.title_lower, k.valid_from, greatest($2, k.valid_from)
        from skus k join ${tables.skus} s using (id)
        where (k.list, ${skuOf('k')}) is distinct from ($1, ${skuOf('s')}))
      insert into skus as k (id, version, status, list, ${skuFacts.join(', ')}, title_lower, valid_from)
      select s.id, 1, 'listed', $1, ${skuOf('s')}, lower(s.title), $2 from ${tables.skus} s order by s.id
      on conflict (id) do update set version = k.version + 1, list = excluded.list,
        title_lower = excluded.title_lower, valid_from = greatest(excluded.valid_from, k.valid_from),
        ${skuFacts.map((fact) => `${fact} = excluded.${fact}`).join(', ')}
      where (k.list, ${skuOf('k')}) is distinct from (excluded.list, ${skuOf('excluded')})`,
    [list, now],
  );
