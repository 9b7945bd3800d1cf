// The only SQL about notices: mails kept here or waiting, and the links that people reported.
import sql from 'sql-template-tag';
import type { Tx } from '../../platform/database.ts';
import type { Row } from '../../platform/thing.ts';
import type { Rendered } from './render.ts';
import type { LinkReport } from './state.ts';

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
