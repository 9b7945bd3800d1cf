-- People may be suspended and erased: then nothing here names them any more.
alter table members add column suspended_by text, add column suspension_reason text;
alter table members_history add column suspended_by text, add column suspension_reason text;
