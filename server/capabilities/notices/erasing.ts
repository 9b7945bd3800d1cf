// Mails to a person, kept or still in the queue's memory, and where and about what they wanted them.
import sql from 'sql-template-tag';
import type { Eraser } from '../../platform/record/erasing.ts';

export const forgetMails: Eraser = (tx, { person, name }) => {
  const others = sql`select lower(unnest(array[address, asked_address])) from notification_settings
    where user_id = ${person}`;
  tx.write(sql`delete from mails where lower(recipient) in (${others})`);
  tx.write(
    sql`delete from jobs where kind = 'mail' and status <> 'running' and lower(payload ->> 'to') in (${others})`,
  );
  tx.write(sql`delete from notification_settings where user_id = ${person}`);
  tx.write(sql`delete from mails where lower(recipient) = ${name}`);
  tx.write(sql`delete from jobs where kind = 'mail' and lower(payload ->> 'to') = ${name} and status <> 'running'`);
};
