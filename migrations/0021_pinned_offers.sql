-- What each partner keeps at the top of its own catalogue, in its order.
create table pinned_offers (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  partner_id text collate "C" not null unique,
  skus text[] not null,
  changed_at timestamptz not null
) with (fillfactor = 85);
create table pinned_offers_history (
  like pinned_offers,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
