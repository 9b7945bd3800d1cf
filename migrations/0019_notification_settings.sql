-- Where a person wants mails, and about what; an address counts once it was confirmed by the link mailed to it.
create table notification_settings (
  user_id text collate "C" primary key,
  address text,
  topics_off text[] not null default '{}',
  asked_address text,
  asked_at timestamptz,
  token_hash text collate "C" unique
);
