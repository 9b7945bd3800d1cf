-- Claims of the role of global admin in organizations where nobody holds it.
create table admin_claims (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  organization_id text collate "C" not null,
  person_id text collate "C" not null,
  domain text collate "C" not null,
  record_value text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
) with (fillfactor = 85);
create index admin_claims_open on admin_claims (organization_id, person_id, created_at) where status = 'open';
create index admin_claims_due on admin_claims (expires_at) where status = 'open';
create table admin_claims_history (
  like admin_claims,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
