-- Who is calling: people with their credentials and sessions, programs, keys, and what the OpenID provider keeps.
create table users (
  id text collate "C" primary key,
  name text collate "C" not null unique,
  display_name text not null,
  language text not null,
  status text not null,
  is_persona boolean not null,
  password_hash text,
  temporary_hash text,
  temporary_until timestamptz,
  temporary_issue int not null,
  created_at timestamptz not null
) with (fillfactor = 85);
create index users_personas on users (display_name, id) where is_persona;

create table second_factors (
  user_id text collate "C" primary key,
  status text not null,
  sealed text not null,
  last_step bigint not null,
  created_at timestamptz not null
) with (fillfactor = 85);
create table recovery_codes (
  user_id text collate "C" not null,
  code_hash text collate "C" not null,
  primary key (user_id, code_hash)
);
create table password_resets (
  token_hash text collate "C" primary key,
  user_id text collate "C",
  expires_at timestamptz not null
);
create index password_resets_by_age on password_resets (expires_at);
create index password_resets_of_user on password_resets (user_id) where user_id is not null;

-- A browser is found by the hash of its cookie, a program by the grant it was given.
create table sessions (
  id text collate "C" primary key,
  lookup text collate "C" not null unique,
  kind text not null,
  user_id text collate "C" not null,
  client_id text,
  proofs text[] not null,
  proven_at timestamptz not null,
  must_change boolean not null,
  organization_id text collate "C",
  device text not null,
  network text not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  idle_ends_at timestamptz not null,
  ends_at timestamptz not null
) with (fillfactor = 70);
create index sessions_of_user on sessions (user_id, started_at desc, id desc);
create index sessions_by_end on sessions (ends_at);

create table known_devices (
  user_id text collate "C" not null,
  device_hash text collate "C" not null,
  seen_at timestamptz not null,
  primary key (user_id, device_hash)
);
create index known_devices_by_age on known_devices (seen_at);
-- Failures are counted under the hash of what they are counted by: a name may have been a mistyped password.
create table attempts (
  bucket text collate "C" primary key,
  failures int not null,
  last_at timestamptz not null,
  blocked_until timestamptz
) with (fillfactor = 70);
create index attempts_by_age on attempts (last_at);

create table signing_keys (
  kid text collate "C" primary key,
  sealed text not null,
  public text not null,
  signs_from timestamptz not null,
  signs_until timestamptz not null,
  published_until timestamptz not null
);

create table oauth_artefacts (
  model text collate "C" not null,
  id_hash text collate "C" not null,
  payload text not null,
  grant_id text collate "C",
  uid text collate "C",
  consumed_at timestamptz,
  expires_at timestamptz not null,
  primary key (model, id_hash)
) with (fillfactor = 85);
create index oauth_artefacts_of_grant on oauth_artefacts (grant_id) where grant_id is not null;
create index oauth_artefacts_by_uid on oauth_artefacts (uid) where uid is not null;
create index oauth_artefacts_by_age on oauth_artefacts (expires_at);

create table api_clients (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  organization_id text collate "C" not null,
  name text collate "C" not null,
  roles text[] not null,
  networks text[] not null,
  created_by text collate "C" not null,
  created_at timestamptz not null,
  secret_hash text collate "C" not null,
  secret_since timestamptz not null,
  former_hash text collate "C",
  former_until timestamptz
) with (fillfactor = 85);
create index api_clients_of_organization on api_clients (organization_id, created_at desc, id desc);
create table api_clients_history (
  like api_clients,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
create index api_clients_history_of_organization
  on api_clients_history (organization_id, created_at desc, id desc, valid_from);
