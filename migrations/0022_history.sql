-- A row says since when it is true; its twin holds the versions that were true before, and never changes.

-- The one way to a twin: called for a new table, and again for one that got columns. Each order that lists of the past
-- need, as in 'partner_id, created_at desc, id desc', becomes an index of the twin.
create function make_history(state text, variadic orders text[] default '{}') returns void language plpgsql as $$
declare
  twin text := state || '_history';
  versions text := state || '_versions';
  columns text;
  one record;
  listed text;
begin
  execute format('alter table %I add column if not exists valid_from timestamptz not null default ''-infinity''', state);
  execute format('drop view if exists %I', versions);
  execute format('create table if not exists %I (like %I, valid_to timestamptz not null, primary key (id, version))',
    twin, state);
  for one in
    select a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      case when c.collname in ('C', 'POSIX') then format('collate %I', c.collname) else '' end as sorted
    from pg_attribute a left join pg_collation c on c.oid = a.attcollation
    where a.attrelid = to_regclass(quote_ident(state)) and a.attnum > 0 and not a.attisdropped order by a.attnum
  loop
    execute format('alter table %I add column if not exists %I %s %s', twin, one.name, one.type, one.sorted);
    columns := concat_ws(', ', columns, quote_ident(one.name));
  end loop;
  foreach listed in array orders loop
    execute format('create index on %I (%s, valid_from)', twin, listed);
  end loop;
  execute format('create view %I as select %s, null::timestamptz as valid_to from %I
    union all select %s, valid_to from %I', versions, columns, state, columns, twin);
end $$;

-- The twins of before held the version that is true now as well.
do $$
declare
  twin text;
  state text;
begin
  for twin in select tablename from pg_tables
    where schemaname = current_schema() and right(tablename, 8) = '_history' order by tablename
  loop
    state := left(twin, -8);
    execute format('alter table %I add column valid_from timestamptz not null default ''-infinity''', state);
    execute format('update %I s set valid_from = h.valid_from from %I h where h.id = s.id and h.valid_to is null',
      state, twin);
    execute format('delete from %I where valid_to is null', twin);
    execute format('alter table %I alter column valid_to set not null', twin);
    perform make_history(state);
  end loop;
end $$;
