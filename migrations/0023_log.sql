-- Events never change: what they say stands beside them, by what it may be forgotten. Chains have lanes, so that those
-- who trade much do not wait for one another, and links name chain and event by number, since they are most of the log.

alter table events drop constraint events_pkey, add primary key (seq);
create unique index events_by_id on events (id);

-- Opened by field class; `names` are the words in personal parts by which people are found who want to be forgotten.
create table event_parts (
  event bigint primary key,
  parts jsonb not null,
  names text[] not null
);
insert into event_parts (event, parts, names)
  select e.seq, e.parts, array(
    select distinct lower(word #>> '{}') from jsonb_path_query((e.parts -> 'personal' ->> 'value')::jsonb, 'strict $.**') word
    where jsonb_typeof(word) = 'string' and word #>> '{}' !~ '\s' and length(word #>> '{}') between 1 and 254
      and word #>> '{}' not in ('system', 'anyone'))
  from events e where e.parts <> '{}' order by e.seq;
create index event_parts_by_name on event_parts using gin (names);
alter table events drop column parts;

-- All that was is lane 0 of its thread.
alter table chain_heads add column chain bigint generated always as identity, add column lane smallint not null default 0;
alter table chain_heads drop constraint chain_heads_pkey, add primary key (chain), add unique (thread, lane);
alter table chain_links rename to chain_links_before;
create table chain_links (
  chain bigint not null,
  idx bigint not null,
  event bigint not null,
  hash bytea not null
);
insert into chain_links (chain, idx, event, hash)
  select h.chain, l.idx, e.seq, l.hash from chain_links_before l
  join chain_heads h on h.thread = l.thread join events e on e.id = l.event_id order by h.chain, l.idx;
drop table chain_links_before;
alter table chain_links add primary key (chain, idx);
create index chain_links_of_event on chain_links (event);

-- How far in each lane, the first of them first; `idx` of who reads the log of all is a transaction, of others the event
-- behind which they began.
alter table webhook_cursors add column lanes bigint[] not null default '{}';
update webhook_cursors c set lanes = array[c.idx], idx = coalesce((select max(e.seq) from events e
    where e.subject = c.webhook_id and e.type in ('webhook.created', 'webhook.resumed')), 0)
  from webhooks w left join organizations o on o.id = w.organization_id
  where w.id = c.webhook_id and o.kind is distinct from 'operator';

-- Events in the order in which they happened, each in the chains that `of_events` names it for: heads are taken in one
-- order, hashed over all that is theirs, written once. The numbers of events are drawn behind the locks of their heads,
-- hence grow along every lane.
create function record_events(
  ids text[], types text[], things text[], subjects text[], bodies text[], opened jsonb[], named jsonb[],
  happened_at timestamptz, threads text[], in_lanes int[], of_events int[]
) returns void language plpgsql as $$
declare
  head record;
  one int;
  place bigint;
  last bytea;
  numbers bigint[];
  linked bigint[] := '{}';
  places bigint[] := '{}';
  entries int[] := '{}';
  hashes bytea[] := '{}';
  ended bigint[] := '{}';
  ended_at bigint[] := '{}';
  ends bytea[] := '{}';
begin
  insert into chain_heads (thread, lane, idx, hash)
    select distinct w.thread collate "C" as thread, w.lane, 0, ''::bytea from unnest(threads, in_lanes) as w (thread, lane)
    where not exists (select from chain_heads h where h.thread = w.thread and h.lane = w.lane)
    order by thread, lane on conflict (thread, lane) do nothing;
  for head in
    select h.chain, h.idx, h.hash, w.events
    from (select t.thread, t.lane, array_agg(t.n order by t.n) as events
      from unnest(threads, in_lanes, of_events) as t (thread, lane, n) group by t.thread, t.lane) w
    join chain_heads h on h.thread = w.thread and h.lane = w.lane
    order by h.thread, h.lane for update of h
  loop
    place := head.idx;
    last := head.hash;
    foreach one in array head.events loop
      place := place + 1;
      last := sha256(last || int8send(place) || convert_to(bodies[one], 'UTF8'));
      linked := linked || head.chain;
      places := places || place;
      entries := entries || one;
      hashes := hashes || last;
    end loop;
    ended := ended || head.chain;
    ended_at := ended_at || place;
    ends := ends || last;
  end loop;
  update chain_heads h set idx = e.idx, hash = e.hash
    from unnest(ended, ended_at, ends) as e (chain, idx, hash) where h.chain = e.chain;
  with recorded as (
    insert into events (id, type, thing, subject, at, body)
    select e.id, e.type, e.thing, e.subject, happened_at, e.body
    from unnest(ids, types, things, subjects, bodies) with ordinality as e (id, type, thing, subject, body, n)
    order by e.n returning seq)
  select array_agg(seq order by seq) into numbers from recorded;
  insert into event_parts (event, parts, names)
    select e.seq, e.parts, array(select jsonb_array_elements_text(e.names))
    from unnest(numbers, opened, named) as e (seq, parts, names);
  insert into chain_links (chain, idx, event, hash)
    select l.chain, l.idx, numbers[l.n], l.hash
    from unnest(linked, places, entries, hashes) as l (chain, idx, n, hash);
end $$;
