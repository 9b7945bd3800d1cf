-- Who takes part: organizations, their places and tenants, what they are enrolled as, what they signed, who belongs.
create table organizations (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  kind text not null default 'company',
  name text collate "C" not null,
  name_lower text collate "C" not null default '',
  country text not null,
  address jsonb,
  contact jsonb,
  support jsonb,
  registration_number text,
  directory jsonb,
  created_at timestamptz not null default now()
) with (fillfactor = 85);
create unique index organizations_one_operator on organizations (kind) where kind = 'operator';
create index organizations_by_name on organizations (name_lower, id);
create index organizations_by_age on organizations (created_at desc, id desc);
create table organizations_history (
  like organizations,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
create index organizations_history_by_name on organizations_history (name_lower, id, valid_from);

create table locations (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  kind text not null,
  organization_id text collate "C" not null,
  number int not null unique,
  name text collate "C" not null,
  legal_entity text not null,
  country text not null,
  address jsonb not null,
  contact jsonb not null,
  created_at timestamptz not null
) with (fillfactor = 85);
create unique index locations_one_global on locations (organization_id) where kind = 'global';
create unique index locations_one_name on locations (organization_id, lower(name)) where status = 'active' and kind = 'location';
create index locations_of_organization on locations (organization_id, number, id);
create table locations_history (
  like locations,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
create index locations_history_of_organization on locations_history (organization_id, number, id, valid_from);

create table tenants (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  organization_id text collate "C" not null,
  purpose text not null,
  domain text collate "C" not null unique,
  country text not null,
  currency text not null,
  is_primary boolean not null,
  partner_id int,
  created_at timestamptz not null
) with (fillfactor = 85);
create unique index tenants_one_primary on tenants (organization_id) where is_primary;
create unique index tenants_one_location on tenants (partner_id) where status = 'active';
create index tenants_of_organization on tenants (organization_id, domain, id);
create table tenants_history (
  like tenants,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
create index tenants_history_of_organization on tenants_history (organization_id, domain, id, valid_from);

create table enrolments (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  kind text not null,
  organization_id text collate "C" not null,
  agreement_edition text,
  checks jsonb not null default '{"email":{"result":"pending"},"employment":{"result":"pending"},"business":{"result":"pending"}}',
  mail text,
  language text not null default 'en',
  mail_token_hash text collate "C" unique,
  mailed_at timestamptz,
  review_since timestamptz,
  ticket_from timestamptz,
  reason text,
  note text,
  suspended_from text,
  created_at timestamptz not null default now(),
  unique (organization_id, kind)
) with (fillfactor = 85);
create index enrolments_of_organization on enrolments (organization_id, created_at desc, id desc);
create index enrolments_by_age on enrolments (created_at desc, id desc);
create index enrolments_to_review on enrolments (created_at, id) where status in ('pending', 'onHold');
create index enrolments_of_providers on enrolments (organization_id) where kind = 'provider' and status = 'active';
create table enrolments_history (
  like enrolments,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
create index enrolments_history_of_organization
  on enrolments_history (organization_id, created_at desc, id desc, valid_from);

create table partner_agreements (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  organization_id text collate "C" not null,
  tenant_id text collate "C" not null,
  party text not null,
  region text not null,
  edition text not null,
  accepted_by text collate "C" not null,
  accepted_at timestamptz not null,
  unique (tenant_id, party, edition)
) with (fillfactor = 85);
create index partner_agreements_of_organization on partner_agreements (organization_id, accepted_at desc, id desc);
create index partner_agreements_by_age on partner_agreements (accepted_at desc, id desc);
create table partner_agreements_history (
  like partner_agreements,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
create index partner_agreements_history_of_organization
  on partner_agreements_history (organization_id, accepted_at desc, id desc, valid_from);

create table members (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  organization_id text collate "C" not null,
  user_id text collate "C" not null,
  roles text[] not null,
  unique (user_id, organization_id)
);
