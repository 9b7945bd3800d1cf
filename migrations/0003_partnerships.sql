-- Partnerships between provider and reseller, and the links by which they are made.
create table partnership_invitations (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  provider_id text collate "C" not null,
  token_hash text collate "C" not null unique,
  reusable boolean not null,
  uses int not null,
  created_by text collate "C" not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
) with (fillfactor = 85);
create index partnership_invitations_of_provider on partnership_invitations (provider_id, created_at desc, id desc);
create index partnership_invitations_due on partnership_invitations (expires_at) where status = 'open';
create table partnership_invitations_history (
  like partnership_invitations,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
create index partnership_invitations_history_of_provider
  on partnership_invitations_history (provider_id, created_at desc, id desc, valid_from);

create table partnerships (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  provider_id text collate "C" not null,
  reseller_id text collate "C" not null,
  invitation_id text collate "C" not null,
  approved_by text collate "C" not null,
  since timestamptz not null,
  unique (provider_id, reseller_id)
) with (fillfactor = 85);
create index partnerships_of_provider on partnerships (provider_id, since desc, id desc);
create index partnerships_of_reseller on partnerships (reseller_id, since desc, id desc);
create table partnerships_history (
  like partnerships,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
create index partnerships_history_of_provider on partnerships_history (provider_id, since desc, id desc, valid_from);
create index partnerships_history_of_reseller on partnerships_history (reseller_id, since desc, id desc, valid_from);
