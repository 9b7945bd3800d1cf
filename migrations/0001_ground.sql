-- The ground: events and their chains, kept answers, organizations, partnerships. Every listed table has a twin.
create table events (
  id text collate "C" primary key,
  seq bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  type text not null,
  thing text not null,
  subject text collate "C" not null,
  at timestamptz not null,
  body text not null,
  parts jsonb not null
);
create index events_by_subject on events (subject, seq);
create index events_in_order on events (xid, seq);

create table chain_heads (
  thread text collate "C" primary key,
  idx bigint not null,
  hash bytea not null
) with (fillfactor = 50);
create table chain_links (
  thread text collate "C" not null,
  idx bigint not null,
  event_id text collate "C" not null,
  hash bytea not null,
  primary key (thread, idx)
);
create index chain_links_of_event on chain_links (event_id);

create table idempotency_keys (
  caller text collate "C" not null,
  key text collate "C" not null,
  request text not null,
  answer text not null,
  created_at timestamptz not null,
  primary key (caller, key)
);
create index idempotency_keys_by_age on idempotency_keys using brin (created_at);

-- Finished jobs keep their row for a while; `run_at` of a running one says until when its lease holds.
create table jobs (
  id text collate "C" primary key,
  kind text not null,
  payload jsonb not null,
  status text not null,
  run_at timestamptz not null,
  created_at timestamptz not null,
  attempts int not null,
  lease text,
  every_seconds int,
  last_error text,
  finished_at timestamptz
) with (fillfactor = 70);
create index jobs_to_do on jobs (run_at) where finished_at is null;
create index jobs_finished on jobs (finished_at) where finished_at is not null;

-- What this installation is: its mode, its clock, and whatever else is one value for all.
create table installation (
  key text primary key,
  value text not null
);
