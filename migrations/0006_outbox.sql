-- What leaves the house or happens later: long jobs, dead letters, mails, keys that sign, webhooks.
create table long_jobs (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  organization_id text collate "C" not null,
  kind text not null,
  request jsonb not null,
  created_by text collate "C" not null,
  created_at timestamptz not null,
  finished_at timestamptz
) with (fillfactor = 85);
create index long_jobs_of_organization on long_jobs (organization_id, created_at desc, id desc);
create table long_jobs_history (
  like long_jobs,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
create index long_jobs_history_of_organization
  on long_jobs_history (organization_id, created_at desc, id desc, valid_from);

-- Written often and by the worker only, hence apart from the job's own facts and without a twin.
create table job_progress (
  job_id text collate "C" primary key,
  phase text not null,
  done bigint not null,
  total bigint,
  started_at timestamptz not null,
  updated_at timestamptz not null,
  reached jsonb,
  errors jsonb not null,
  error_count bigint not null,
  result_type text,
  result_name text,
  result_until timestamptz
) with (fillfactor = 50);
create table job_results (
  job_id text collate "C" not null,
  part int not null,
  bytes bytea not null,
  primary key (job_id, part)
);

create table dead_letters (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  kind text not null,
  job_id text collate "C" not null,
  sealed text not null,
  error text not null,
  attempts int not null,
  died_at timestamptz not null
) with (fillfactor = 85);
create index dead_letters_by_age on dead_letters (died_at desc, id desc);
create table dead_letters_history (
  like dead_letters,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);

-- Mails that were not handed to a mail server: for the mailbox of the workbench.
create table mails (
  id text collate "C" primary key,
  recipient text not null,
  language text not null,
  key text not null,
  subject text not null,
  body text not null,
  html text not null,
  message_id text not null,
  created_at timestamptz not null
);
create index mails_by_age on mails (created_at desc, id desc);

create table receipt_keys (
  id text collate "C" primary key,
  public_jwk jsonb not null,
  sealed text,
  created_at timestamptz not null,
  retired_at timestamptz
);
create unique index receipt_keys_one_signs on receipt_keys ((true)) where retired_at is null;

create table signed_heads (
  thread text collate "C" primary key,
  idx bigint not null,
  signed text not null,
  at timestamptz not null
);

create table webhooks (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  organization_id text collate "C" not null,
  url text not null,
  types text[] not null,
  secret_edition int not null,
  secret_since timestamptz not null,
  created_by text collate "C" not null,
  created_at timestamptz not null
) with (fillfactor = 85);
create index webhooks_of_organization on webhooks (organization_id, created_at desc, id desc);
create table webhooks_history (
  like webhooks,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
create index webhooks_history_of_organization
  on webhooks_history (organization_id, created_at desc, id desc, valid_from);

-- How far each webhook has read its organization's thread, and how often in a row its address failed.
create table webhook_cursors (
  webhook_id text collate "C" primary key,
  idx bigint not null,
  failures int not null
) with (fillfactor = 50);
create table webhook_deliveries (
  id text collate "C" primary key,
  webhook_id text collate "C" not null,
  status text not null,
  type text not null,
  event_id text collate "C",
  attempts int not null,
  answer_status int,
  error text,
  took_ms int,
  created_at timestamptz not null,
  finished_at timestamptz
) with (fillfactor = 70);
create index webhook_deliveries_of_webhook on webhook_deliveries (webhook_id, id desc);
create index webhook_deliveries_finished on webhook_deliveries (finished_at) where finished_at is not null;
