// What a sign-up knew of the person who made it.
import sql, { raw } from 'sql-template-tag';
import type { Eraser } from '../../platform/record/erasing.ts';

export const forgetSignup: Eraser = (tx, { name }) => {
  for (const table of ['signups', 'signups_history']) {
    tx.write(sql`update ${raw(table)} set mail = '', display_name = '' where lower(mail) = ${name}`);
  }
};
