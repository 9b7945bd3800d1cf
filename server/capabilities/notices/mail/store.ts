// The only SQL about notices: mails kept here or waiting, and the links that people reported.
import sql from 'sql-template-tag';
import type { Tx } from '../../../platform/database/database.ts';
import type { Row } from '../../../platform/world/world.ts';
import type { LinkReport } from '../link-report/state.ts';
import type { Rendered } from './render.ts';
import type { Wishes } from './topics.ts';

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

type ReportRow = Pick<LinkReport, 'id' | 'version' | 'status' | 'kind' | 'reason' | 'note' | 'times' | 'answer'> & {
  link_id: string;
  inviter_id: string;
  reported_by: string | null;
  reported_at: Date;
  settled_at: Date | null;
  settled_by: string | null;
};
export const reportFromRow = (row: ReportRow): LinkReport => {
  const { id, version, status, kind, reason, note, times, answer } = row;
  const reported = { reportedBy: row.reported_by, reportedAt: row.reported_at };
  const settled = { settledAt: row.settled_at, settledBy: row.settled_by, answer };
  const about = { kind, link: row.link_id, inviter: row.inviter_id };
  return { id, version, status, ...about, reason, note, times, ...reported, ...settled };
};
export const reportToRow = (state: LinkReport): Row => {
  const { link, inviter, reportedBy, reportedAt, settledAt, settledBy, ...same } = state;
  const reported = { reported_by: reportedBy, reported_at: reportedAt };
  return { ...same, ...reported, link_id: link, inviter_id: inviter, settled_at: settledAt, settled_by: settledBy };
};

export async function openReportOf(tx: Tx, link: string): Promise<LinkReport | undefined> {
  const [row] = await tx.query<ReportRow>(sql`select * from link_reports where link_id = ${link} and status = 'open'`);
  return row && reportFromRow(row);
}
export async function reportOf(tx: Tx, id: string): Promise<LinkReport | undefined> {
  const [row] = await tx.query<ReportRow>(sql`select * from link_reports where id = ${id}`);
  return row && reportFromRow(row);
}

export type Settings = Wishes & {
  name: string;
  display_name: string;
  asked_address: string | null;
  asked_at: Date | null;
};
/** Whoever is asked for may be gone already; then nothing is wished. */
export async function settingsOf(tx: Tx, user: string): Promise<Settings> {
  const [row] =
    await tx.query<Settings>(sql`select coalesce(u.name, '') as name, s.address, s.asked_address, s.asked_at,
      coalesce(u.display_name, '') as display_name, coalesce(u.language, 'en') as language,
      coalesce(s.topics_off, '{}') as topics_off
    from (values (${user}::text)) as asked (id) left join users u on u.id = asked.id
      left join notification_settings s on s.user_id = asked.id`);
  return row!;
}
/** Of whom a mail is for, by the address with which they sign in; nobody where it is no account. */
export async function wishesOf(tx: Tx, address: string): Promise<Wishes | undefined> {
  const [row] = await tx.query<Wishes>(sql`select u.language, s.address, coalesce(s.topics_off, '{}') as topics_off
    from users u left join notification_settings s on s.user_id = u.id where u.name = ${address.toLowerCase()}`);
  return row;
}
export const keepAddress = (tx: Tx, { user, address }: { user: string; address: string | null }): void =>
  tx.write(sql`insert into notification_settings (user_id, address) values (${user}, ${address})
    on conflict (user_id) do update set address = excluded.address, asked_address = null, token_hash = null`);
type Asking = { user: string; address: string; tokenHash: string; now: Date };
export const askAddress = (tx: Tx, { user, address, tokenHash, now }: Asking): void =>
  tx.write(sql`insert into notification_settings (user_id, asked_address, asked_at, token_hash)
    values (${user}, ${address}, ${now}, ${tokenHash})
    on conflict (user_id) do update set asked_address = excluded.asked_address, asked_at = excluded.asked_at,
      token_hash = excluded.token_hash`);
type Switching = { user: string; topic: string; isOn: boolean };
export const switchTopic = (tx: Tx, { user, topic, isOn }: Switching): void =>
  tx.write(sql`insert into notification_settings (user_id, topics_off)
    values (${user}, ${isOn ? [] : [topic]}::text[])
    on conflict (user_id) do update set topics_off =
      array_remove(notification_settings.topics_off, ${topic}) || excluded.topics_off`);
/** Once: the link is worth nothing afterwards. */
export async function confirmAddress(
  tx: Tx,
  { tokenHash, since }: { tokenHash: string; since: Date },
): Promise<string | undefined> {
  const [row] = await tx.query<{ address: string }>(sql`update notification_settings
    set address = asked_address, asked_address = null, token_hash = null
    where token_hash = ${tokenHash} and asked_at > ${since} returning address`);
  return row?.address;
}
