-- Links to customers, what tenants answered to them, and the relationships between partners and tenants.
create table invitations (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  partner_id text collate "C" not null,
  provider_id text collate "C",
  token_hash text collate "C" not null unique,
  is_for_resellers boolean not null,
  acceptances int not null,
  created_by text collate "C" not null,
  created_at timestamptz not null,
  expires_at timestamptz
) with (fillfactor = 85);
create index invitations_of_partner on invitations (partner_id, created_at desc, id desc);
create index invitations_of_provider on invitations (provider_id, created_at desc, id desc)
  where provider_id is not null;
create index invitations_for_resellers on invitations (partner_id, created_at desc, id desc)
  where is_for_resellers and status = 'open';
create index invitations_due on invitations (expires_at) where status = 'open' and expires_at is not null;
create table invitations_history (
  like invitations,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
create index invitations_history_of_partner on invitations_history (partner_id, created_at desc, id desc, valid_from);
create index invitations_history_of_provider on invitations_history (provider_id, created_at desc, id desc, valid_from)
  where provider_id is not null;

create table consents (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  partner_id text collate "C" not null,
  provider_id text collate "C",
  customer_id text collate "C" not null,
  tenant_id text collate "C" not null,
  invitation_id text collate "C" not null,
  opened_at timestamptz not null,
  opened_by text collate "C" not null,
  expires_at timestamptz,
  answered_at timestamptz,
  answered_by text collate "C",
  unique nulls not distinct (tenant_id, partner_id, provider_id)
) with (fillfactor = 85);
create index consents_of_partner on consents (partner_id, opened_at desc, id desc);
create index consents_of_provider on consents (provider_id, opened_at desc, id desc) where provider_id is not null;
create index consents_of_customer on consents (customer_id, opened_at desc, id desc);
create index consents_due on consents (expires_at) where status = 'pending';
create table consents_history (
  like consents,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
create index consents_history_of_partner on consents_history (partner_id, opened_at desc, id desc, valid_from);
create index consents_history_of_provider on consents_history (provider_id, opened_at desc, id desc, valid_from)
  where provider_id is not null;
create index consents_history_of_customer on consents_history (customer_id, opened_at desc, id desc, valid_from);

create table relationships (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  partner_id text collate "C" not null,
  customer_id text collate "C" not null,
  tenant_id text collate "C" not null,
  is_direct boolean not null,
  resellers text[] not null,
  providers text[] not null,
  origin text not null,
  invitation_id text collate "C",
  customer_name text not null,
  customer_name_lower text collate "C" not null,
  accepted_by text collate "C" not null,
  since timestamptz not null,
  unique (tenant_id, partner_id)
) with (fillfactor = 85);
create index relationships_by_name_of_partner on relationships (partner_id, customer_name_lower, id);
create index relationships_by_name_of_customer on relationships (customer_id, customer_name_lower, id);
create index relationships_of_partner on relationships (partner_id, since desc, id desc);
create index relationships_of_customer on relationships (customer_id, since desc, id desc);
-- A provider asks for the customers of one reseller, and the other way round (REL-026).
create index relationships_by_reseller on relationships using gin (resellers);
create index relationships_by_provider on relationships using gin (providers);
create table relationships_history (
  like relationships,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
create index relationships_history_by_name_of_partner
  on relationships_history (partner_id, customer_name_lower, id, valid_from);
create index relationships_history_by_name_of_customer
  on relationships_history (customer_id, customer_name_lower, id, valid_from);
create index relationships_history_of_partner on relationships_history (partner_id, since desc, id desc, valid_from);
create index relationships_history_of_customer on relationships_history (customer_id, since desc, id desc, valid_from);

-- Who shares a legal entity with whom (CHN-036).
create index locations_by_legal_entity on locations (lower(legal_entity)) where status = 'active';
