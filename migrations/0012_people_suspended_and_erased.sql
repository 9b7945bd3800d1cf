-- People may be suspended, by their organization or by the operator, and be erased: then nothing here names them any more.
alter table members add column suspended_by text, add column suspension_reason text;
alter table members_history add column suspended_by text, add column suspension_reason text;
