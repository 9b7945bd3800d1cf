// The only SQL about mails: those kept here for want of a mail server, and how many wait.
import sql from 'sql-template-tag';
import type { Tx } from '../../platform/database.ts';
import type { Rendered } from './render.ts';

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
type Keeping = { id: string; to: string; key: string; messageId: string; at: Date };

/** Once for each job, however often it is tried. */
export const keepMail = (tx: Tx, rendered: Rendered, { id, to, key, messageId, at }: Keeping): void =>
  tx.write(sql`insert into mails (id, recipient, language, key, subject, body, html, message_id, created_at)
    values (${id}, ${to}, ${rendered.language}, ${key}, ${rendered.subject}, ${rendered.text}, ${rendered.html},
      ${messageId}, ${at})
    on conflict (id) do nothing`);

type Asked = { to?: string | undefined; limit: number };
export const newestMails = (tx: Tx, { to, limit }: Asked): Promise<KeptMail[]> =>
  tx.query<KeptMail>(sql`select * from mails where ${to ?? null}::text is null or recipient = ${to ?? null}
    order by created_at desc, id desc limit ${limit}`);

export type Waiting = { waiting: number; since: Date | null; last_error: string | null };
export async function waitingMails(tx: Tx): Promise<Waiting> {
  const [row] = await tx.query<Waiting>(sql`select count(*) as waiting, min(created_at) as since,
      (array_agg(last_error order by run_at desc) filter (where last_error is not null))[1] as last_error
    from jobs where kind = 'mail' and finished_at is null`);
  return row!;
}
