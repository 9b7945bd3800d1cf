-- Links at which a customer confirms the customer agreement in its partner's own checkout; the agreement names its link.
create table attestations (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  partner_id text collate "C" not null,
  customer_id text collate "C" not null,
  tenant_id text collate "C" not null,
  edition text collate "C" not null,
  country text not null,
  token_hash text collate "C" not null unique,
  return_url text,
  language text,
  text_hash text,
  signer jsonb,
  agreement_id text collate "C",
  created_by text collate "C" not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  confirmed_at timestamptz
) with (fillfactor = 85);
create index attestations_of_partner on attestations (partner_id, created_at desc, id desc);
create index attestations_of_customer on attestations (customer_id, created_at desc, id desc);
create index attestations_of_tenant on attestations (tenant_id, created_at desc, id desc);
create index attestations_in_order on attestations (created_at desc, id desc);
create index attestations_due on attestations (expires_at) where status in ('open', 'confirmed');
create table attestations_history (
  like attestations,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
create index attestations_history_of_partner on attestations_history (partner_id, created_at desc, id desc, valid_from);
create index attestations_history_of_customer on attestations_history (customer_id, created_at desc, id desc, valid_from);
create index attestations_history_in_order on attestations_history (created_at desc, id desc, valid_from);

alter table customer_agreements add column attestation_id text collate "C";
alter table customer_agreements_history add column attestation_id text collate "C";
