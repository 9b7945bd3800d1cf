-- A price sheet as it was sent, in pieces, until a job has read it: an answer is given once all of it is kept.
create table price_sheet_parts (
  attempt text collate "C" not null,
  part int not null,
  bytes bytea not null,
  primary key (attempt, part)
);
alter table price_sheet_parts alter column bytes set storage external;
