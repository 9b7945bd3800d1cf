// What the workbench may use: the mails kept here, for its mailbox page.
import sql from 'sql-template-tag';
import type { World } from '../../platform/world/world.ts';

export type KeptMail = {
  id: string;
  recipient: string;
  language: string;
  key: string;
  subject: string;
  body: string;
  html: string;
  message_id: string;
  created_at: Date;
};
/** The newest mails, or the newest to one address. */
export const readMailbox = ({ database }: World, { to, limit = 50 }: { to?: string; limit?: number } = {}) =>
  database.read((tx) =>
    tx.query<KeptMail>(sql`select * from mails where ${to ?? null}::text is null or recipient = ${to ?? null}
      order by created_at desc, id desc limit ${limit}`),
  );
