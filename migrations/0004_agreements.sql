-- Customer agreements on record: a row for each confirmation of each partner, never changed afterwards.
create table customer_agreements (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  partner_id text collate "C" not null,
  customer_id text collate "C" not null,
  tenant_id text collate "C" not null,
  way text not null,
  edition text collate "C" not null,
  country text not null,
  language text,
  text_hash text,
  signer jsonb,
  agreed_at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by text collate "C" not null
);
create index customer_agreements_of_partner on customer_agreements (partner_id, recorded_at desc, id desc);
create index customer_agreements_of_customer on customer_agreements (customer_id, recorded_at desc, id desc);
create index customer_agreements_of_pair on customer_agreements (partner_id, tenant_id, recorded_at desc, id desc);
create table customer_agreements_history (
  like customer_agreements,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
create index customer_agreements_history_of_partner
  on customer_agreements_history (partner_id, recorded_at desc, id desc, valid_from);
create index customer_agreements_history_of_customer
  on customer_agreements_history (customer_id, recorded_at desc, id desc, valid_from);
