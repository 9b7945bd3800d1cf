-- What people told the operator of links they were sent; one open report for each link, however many tell.
create table link_reports (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  kind text not null,
  link_id text collate "C" not null,
  inviter_id text collate "C" not null,
  reason text not null,
  note text,
  reported_by text collate "C",
  times int not null,
  reported_at timestamptz not null,
  settled_at timestamptz,
  settled_by text collate "C",
  answer text
) with (fillfactor = 85);
create unique index link_reports_open on link_reports (link_id) where status = 'open';
create index link_reports_by_age on link_reports (reported_at desc, id desc);
create table link_reports_history (
  like link_reports,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
