// Mails to a person: those that were kept, and those that the queue still remembers having sent.
import sql from 'sql-template-tag';
import type { Eraser } from '../members/erasing.ts';

export const forgetMails: Eraser = (tx, { name }) => {
  tx.write(sql`delete from mails where lower(recipient) = ${name}`);
  tx.write(sql`delete from jobs where kind = 'mail' and lower(payload ->> 'to') = ${name} and status <> 'running'`);
};
