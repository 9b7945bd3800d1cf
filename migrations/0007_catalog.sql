-- The catalogue: SKUs, the offer matrix, prices with their validity, imports, and what customers are qualified for.
create table skus (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  list text not null,
  product_id text collate "C" not null,
  product_title text collate "C" not null,
  title text collate "C" not null,
  title_lower text collate "C" not null,
  publisher text not null,
  description text not null,
  unit text not null,
  tags text not null
) with (fillfactor = 85);
create index skus_by_title on skus (title_lower, id);
create index skus_of_product on skus (product_id, id);
create table skus_history (
  like skus,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
create index skus_history_by_title on skus_history (title_lower, id, valid_from);

-- Prices and offer rules have two times: when they hold, and when we knew so. Nothing is ever overwritten.
create table prices (
  id bigint generated always as identity primary key,
  list text collate "C" not null,
  market text collate "C" not null,
  sku_id text collate "C" not null,
  segment text collate "C" not null,
  term text collate "C" not null,
  plan text collate "C" not null,
  currency text collate "C" not null,
  meter text collate "C" not null,
  tier_min bigint not null,
  tier_max bigint,
  amount numeric not null,
  retail numeric,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  known_from timestamptz not null,
  known_until timestamptz not null default 'infinity',
  import_id text collate "C" not null
);
create unique index prices_known on prices
  (market, sku_id, segment, term, plan, currency, meter, tier_min, valid_from) where known_until = 'infinity';
create index prices_once_known on prices (market, sku_id, segment, term, plan, currency, meter, tier_min, valid_from)
  where known_until <> 'infinity';

create table offer_rules (
  id bigint generated always as identity primary key,
  sku_id text collate "C" not null,
  provisioning_id text not null,
  provisioning_string text not null,
  licences_min bigint,
  licences_max bigint,
  ownership_limit bigint,
  ownership_limit_type text not null,
  prerequisites text[] not null,
  conversions text[] not null,
  description text not null,
  allowed_countries text[] not null,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  known_from timestamptz not null,
  known_until timestamptz not null default 'infinity',
  import_id text collate "C" not null
);
create unique index offer_rules_known on offer_rules (sku_id, valid_from) where known_until = 'infinity';
create index offer_rules_once_known on offer_rules (sku_id, valid_from) where known_until <> 'infinity';

create table price_imports (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  name text not null,
  list text not null,
  missing text not null,
  effective_from timestamptz,
  attempt text,
  result jsonb,
  created_by text collate "C" not null,
  created_at timestamptz not null,
  applied_at timestamptz
) with (fillfactor = 85);
create index price_imports_by_age on price_imports (created_at desc, id desc);
create index price_imports_applied on price_imports (applied_at) where status = 'applied';
create index price_imports_held on price_imports (created_at) where attempt is not null;
create table price_imports_history (
  like price_imports,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
create index price_imports_history_by_age on price_imports_history (created_at desc, id desc, valid_from);

-- How far a reading is: written many times a second, so it is no part of the thing and its history.
create table price_import_progress (
  import_id text collate "C" primary key,
  attempt text not null,
  phase text not null,
  rows int not null,
  bad_rows int not null,
  bytes bigint not null,
  started_at timestamptz not null,
  updated_at timestamptz not null
) with (fillfactor = 50);
create table price_import_errors (
  import_id text collate "C" not null,
  no int not null,
  line int not null,
  column_name text not null,
  code text not null,
  value text not null,
  other_line int,
  primary key (import_id, no)
);

-- Patterns for tables that one reading of a sheet fills; each reading has its own and drops them in one stroke.
-- They are unlogged: after a crash of the database they are empty, which is noticed, and the sheet is sent again.
create unlogged table pattern_staged_prices (
  line int not null,
  market text collate "C" not null,
  sku_id text collate "C" not null,
  segment text collate "C" not null,
  term text collate "C" not null,
  plan text collate "C" not null,
  currency text collate "C" not null,
  meter text collate "C" not null,
  tier_min bigint not null,
  tier_max bigint,
  amount numeric not null,
  retail numeric,
  valid_from timestamptz not null,
  valid_until timestamptz not null,
  withdrawn boolean not null
);
create unlogged table pattern_staged_skus (
  id text collate "C" not null,
  product_id text collate "C" not null,
  product_title text not null,
  title text not null,
  publisher text not null,
  description text not null,
  unit text not null,
  tags text not null
);
create unlogged table pattern_staged_rules (
  line int not null,
  sku_id text collate "C" not null,
  provisioning_id text not null,
  provisioning_string text not null,
  licences_min bigint,
  licences_max bigint,
  ownership_limit bigint,
  ownership_limit_type text not null,
  prerequisites text not null,
  conversions text not null,
  description text not null,
  allowed_countries text not null
);
create unlogged table pattern_changes (
  no bigint generated always as identity primary key,
  kind text collate "C" not null,
  inserts boolean not null,
  retroactive boolean not null,
  market text collate "C" not null,
  sku_id text collate "C" not null,
  segment text collate "C" not null,
  term text collate "C" not null,
  plan text collate "C" not null,
  currency text collate "C" not null,
  meter text collate "C" not null,
  tier_min bigint not null,
  tier_max bigint,
  amount numeric,
  retail numeric,
  before_amount numeric,
  before_retail numeric,
  fields text[] not null default '{}',
  valid_from timestamptz not null,
  valid_until timestamptz not null
);
create unlogged table pattern_closings (id bigint not null);

create table qualifications (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  kind text not null,
  partner_id text collate "C",
  customer_id text collate "C" not null,
  evidence jsonb,
  note text,
  applied_by text collate "C" not null,
  applied_at timestamptz not null,
  decided_at timestamptz
) with (fillfactor = 85);
create unique index qualifications_once on qualifications (customer_id, kind, coalesce(partner_id, ''));
create index qualifications_of_partner on qualifications (partner_id, applied_at desc, id desc);
create index qualifications_of_customer on qualifications (customer_id, applied_at desc, id desc);
create index qualifications_by_age on qualifications (applied_at desc, id desc);
create table qualifications_history (
  like qualifications,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
create index qualifications_history_of_partner on qualifications_history (partner_id, applied_at desc, id desc, valid_from);
create index qualifications_history_of_customer
  on qualifications_history (customer_id, applied_at desc, id desc, valid_from);
