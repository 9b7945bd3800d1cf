// Where an organization names a person as its contact, by the mail address with which the person signs in.
import sql, { raw } from 'sql-template-tag';
import type { Tx } from '../../platform/database/database.ts';

const nobody = JSON.stringify({ firstName: '', lastName: '', mail: '' });
export function forgetContact(tx: Tx, { name }: { name: string }): void {
  for (const table of ['organizations', 'organizations_history']) {
    tx.write(sql`update ${raw(table)} set contact = null where lower(contact ->> 'mail') = ${name}`);
  }
  for (const table of ['locations', 'locations_history']) {
    tx.write(sql`update ${raw(table)} set contact = ${nobody}::jsonb where lower(contact ->> 'mail') = ${name}`);
  }
  for (const table of ['enrolments', 'enrolments_history']) {
    tx.write(sql`update ${raw(table)} set mail = null, phone = null where lower(mail) = ${name}`);
  }
}
