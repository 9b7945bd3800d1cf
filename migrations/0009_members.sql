-- The people of an organization: what they are called here, whether they are guests, and what they were when.
alter table members
  add column name text collate "C" not null default '',
  add column display_name text collate "C" not null default '',
  add column is_guest boolean not null default false,
  add column created_at timestamptz not null default now();
alter table members set (fillfactor = 85);
create index members_of_organization on members (organization_id, name, id);
create table members_history (
  like members,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
create index members_history_of_organization on members_history (organization_id, name, id, valid_from);

-- Sign-ups: organizations on their way in. They belong to nobody yet, so only the operator lists them.
create table signups (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  organization_name text not null,
  country text not null,
  domain text collate "C" not null,
  mail text not null,
  display_name text not null,
  language text not null,
  token_hash text collate "C" not null unique,
  record_value text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
) with (fillfactor = 85);
create index signups_in_order on signups (created_at desc, id desc);
create index signups_due on signups (expires_at) where status in ('open', 'mailVerified', 'domainProven');
create table signups_history (
  like signups,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
create index signups_history_in_order on signups_history (created_at desc, id desc, valid_from);
