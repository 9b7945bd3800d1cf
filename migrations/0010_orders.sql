-- Subscriptions and what is charged for them; carts, orders and purchase wishes.
create table subscriptions (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  nickname text not null,
  sku_id text collate "C" not null,
  product_title text not null,
  sku_title text not null,
  kind text not null,
  model text not null,
  segment text not null,
  term text not null,
  billing_plan text not null,
  quantity int not null,
  starts_at timestamptz not null,
  ends_at timestamptz,
  committed_until timestamptz,
  auto_renews boolean not null,
  partner_id text collate "C" not null,
  reseller_id text collate "C",
  billed_reseller text not null,
  billed_reseller_before text not null,
  billed_reseller_since timestamptz not null,
  customer_id text collate "C" not null,
  tenant_id text collate "C" not null,
  support_contact_id text collate "C" not null,
  origin text not null,
  unit_price numeric not null,
  currency text not null,
  order_id text collate "C" not null,
  base_id text collate "C",
  entitlement_id text collate "C" not null,
  failure text
) with (fillfactor = 85);
create index subscriptions_of_partner on subscriptions (partner_id, starts_at desc, id desc);
create index subscriptions_of_reseller on subscriptions (reseller_id, starts_at desc, id desc)
  where reseller_id is not null;
create index subscriptions_of_customer on subscriptions (customer_id, starts_at desc, id desc);
create index subscriptions_of_tenant on subscriptions (tenant_id, partner_id);
create index subscriptions_provisioning on subscriptions (starts_at, id) where status = 'provisioning';
create table subscriptions_history (
  like subscriptions,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
create index subscriptions_history_of_partner on subscriptions_history (partner_id, starts_at desc, id desc, valid_from);
create index subscriptions_history_of_reseller
  on subscriptions_history (reseller_id, starts_at desc, id desc, valid_from) where reseller_id is not null;
create index subscriptions_history_of_customer
  on subscriptions_history (customer_id, starts_at desc, id desc, valid_from);

-- A row for each amount, never changed: what is wrong is taken back by another row.
create table charge_lines (
  id text collate "C" primary key,
  subscription_id text collate "C" not null,
  partner_id text collate "C" not null,
  kind text not null,
  quantity int not null,
  unit_price numeric not null,
  amount numeric not null,
  currency text not null,
  starts_at timestamptz not null,
  ends_at timestamptz,
  billed_reseller text not null,
  at timestamptz not null
);
create index charge_lines_of_subscription on charge_lines (subscription_id, id);
create index charge_lines_of_partner on charge_lines (partner_id, at, id);

create table carts (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  partner_id text collate "C" not null,
  relationship_id text collate "C" not null,
  customer_id text collate "C" not null,
  tenant_id text collate "C" not null,
  reseller_partner_id text,
  lines jsonb not null,
  wish_id text collate "C",
  order_id text collate "C",
  created_by text collate "C" not null,
  created_at timestamptz not null
) with (fillfactor = 85);
create index carts_of_partner on carts (partner_id, created_at desc, id desc);
create table carts_history (
  like carts,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
create index carts_history_of_partner on carts_history (partner_id, created_at desc, id desc, valid_from);

create sequence order_numbers start 100001;
create table orders (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  number text collate "C" not null unique,
  partner_id text collate "C" not null,
  reseller_id text collate "C",
  billed_reseller text not null,
  customer_id text collate "C" not null,
  tenant_id text collate "C" not null,
  lines jsonb not null,
  wish_id text collate "C",
  placed_by text collate "C" not null,
  placed_at timestamptz not null
) with (fillfactor = 85);
create index orders_of_partner on orders (partner_id, placed_at desc, id desc);
create index orders_of_reseller on orders (reseller_id, placed_at desc, id desc) where reseller_id is not null;
create index orders_of_customer on orders (customer_id, placed_at desc, id desc);
create table orders_history (
  like orders,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
create index orders_history_of_partner on orders_history (partner_id, placed_at desc, id desc, valid_from);
create index orders_history_of_reseller on orders_history (reseller_id, placed_at desc, id desc, valid_from)
  where reseller_id is not null;
create index orders_history_of_customer on orders_history (customer_id, placed_at desc, id desc, valid_from);

create table wishes (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  reseller_id text collate "C" not null,
  provider_id text collate "C" not null,
  customer_id text collate "C" not null,
  tenant_id text collate "C" not null,
  sku_id text collate "C" not null,
  product_title text not null,
  sku_title text not null,
  quantity int not null,
  note text,
  answer text,
  cart_id text collate "C",
  sent_by text collate "C" not null,
  sent_at timestamptz not null
) with (fillfactor = 85);
create index wishes_of_reseller on wishes (reseller_id, sent_at desc, id desc);
create index wishes_of_provider on wishes (provider_id, sent_at desc, id desc);
create table wishes_history (
  like wishes,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
create index wishes_history_of_reseller on wishes_history (reseller_id, sent_at desc, id desc, valid_from);
create index wishes_history_of_provider on wishes_history (provider_id, sent_at desc, id desc, valid_from);
