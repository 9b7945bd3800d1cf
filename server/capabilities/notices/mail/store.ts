// The only SQL about mails: kept here, waiting, and what their readers wish.
import sql from 'sql-template-tag';
import type { Tx } from '../../../platform/database/database.ts';
import type { Rendered } from './render.ts';
import type { Wishes } from './topics.ts';

type Keeping = { id: string; to: string; key: string; messageId: string; at: Date };

/** Once for each job, however often it is tried. */
export const keepMail = (tx: Tx, rendered: Rendered, { id, to, key, messageId, at }: Keeping): void =>
  tx.write(sql`insert into mails (id, recipient, language, key, subject, body, html, message_id, created_at)
    values (${id}, ${to}, ${rendered.language}, ${key}, ${rendered.subject}, ${rendered.text}, ${rendered.html},
      ${messageId}, ${at})
    on conflict (id) do nothing`);

export type Waiting = { waiting: number; since: Date | null; last_error: string | null };
export async function waitingMails(tx: Tx): Promise<Waiting> {
  const [row] = await tx.query<Waiting>(sql`select count(*) as waiting, min(created_at) as since,
      (array_agg(last_error order by run_at desc) filter (where last_error is not null))[1] as last_error
    from jobs where kind = 'mail' and finished_at is null`);
  return row!;
}

/** Of whom a mail is for, by the address with which they sign in; nobody where it is no account. */
export async function wishesOf(tx: Tx, address: string): Promise<Wishes | undefined> {
  const [row] = await tx.query<Wishes>(sql`select u.language, s.address, coalesce(s.topics_off, '{}') as topics_off
    from users u left join notification_settings s on s.user_id = u.id where u.name = ${address.toLowerCase()}`);
  return row;
}
