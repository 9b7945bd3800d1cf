-- People may be suspended and erased; reads that matter leave a trace; the log forgets by age what its entries say.
alter table members add column suspended_by text, add column suspension_reason text;
alter table members_history add column suspended_by text, add column suspension_reason text;

-- Who looked: the staff of the operator at what is others', at most one entry an hour for the same; and views of support.
create table operator_looks (
  actor text collate "C" not null,
  organization text collate "C" not null,
  view text collate "C" not null,
  subject text collate "C" not null,
  at timestamptz not null,
  primary key (actor, organization, view, subject)
);
create index operator_looks_by_age on operator_looks (at);

create table support_views (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  organization_id text collate "C" not null,
  person_id text collate "C" not null,
  reason text not null,
  begun_at timestamptz not null,
  ends_at timestamptz not null
) with (fillfactor = 85);
create index support_views_of_organization on support_views (organization_id, begun_at desc, id desc);
create index support_views_in_order on support_views (begun_at desc, id desc);
create index support_views_due on support_views (ends_at) where status = 'open';
create table support_views_history (
  like support_views,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
create index support_views_history_of_organization
  on support_views_history (organization_id, begun_at desc, id desc, valid_from);

-- The log forgets by age what its entries say; in the order of their arrival a small index finds them.
create index events_by_age on events using brin (at);
