-- Merges of accounts, and beneath whose global account a place lies once its company has been merged.
alter table locations add column headquarters_id text collate "C";
alter table locations_history add column headquarters_id text collate "C";
create index locations_of_headquarters on locations (headquarters_id, number, id) where headquarters_id is not null;
create index locations_history_of_headquarters
  on locations_history (headquarters_id, number, id, valid_from) where headquarters_id is not null;

create table account_merges (
  id text collate "C" primary key,
  version int not null,
  status text not null,
  initiator_id text collate "C" not null,
  invitee_id text collate "C" not null,
  initiator_number int not null,
  invitee_number int not null,
  reason text,
  invited_by text collate "C" not null,
  invited_at timestamptz not null,
  answered_by text collate "C",
  answered_at timestamptz,
  confirmed_by text collate "C",
  confirmed_at timestamptz,
  expires_at timestamptz not null
) with (fillfactor = 85);
create unique index account_merges_one_open
  on account_merges (least(initiator_id, invitee_id), greatest(initiator_id, invitee_id))
  where status in ('invited', 'accepted');
create unique index account_merges_one_accepted on account_merges (invitee_id) where status = 'accepted';
create unique index account_merges_one_confirmed on account_merges (invitee_id) where status = 'confirmed';
create index account_merges_of_initiator on account_merges (initiator_id, invited_at desc, id desc);
create index account_merges_of_invitee on account_merges (invitee_id, invited_at desc, id desc);
create index account_merges_by_age on account_merges (invited_at desc, id desc);
create index account_merges_due on account_merges (expires_at) where status in ('invited', 'accepted');
create table account_merges_history (
  like account_merges,
  valid_from timestamptz not null,
  valid_to timestamptz,
  primary key (id, version)
);
create index account_merges_history_of_initiator
  on account_merges_history (initiator_id, invited_at desc, id desc, valid_from);
create index account_merges_history_of_invitee
  on account_merges_history (invitee_id, invited_at desc, id desc, valid_from);
