// Delivers mails: by SMTP where there is a server, else into the mailbox of the workbench, else later.
import { createTransport } from 'nodemailer';
import sql from 'sql-template-tag';
import { signedHeadOf } from '../../../platform/record/heads.ts';
import type { Settings } from '../../../platform/settings/config.ts';
import { type Attempt, Hopeless, type JobKind, linkOf, type Outcome } from '../../../platform/work/jobs.ts';
import type { Mail } from '../../../platform/world/world.ts';
import { batchRows, sweeping } from '../../jobs/offers.ts';
import { type Rendered, render } from './render.ts';
import { keepMail, wishesOf } from './store.ts';
import { routed } from './topics.ts';

const withoutServerMs = 5 * 60_000;
const waitMsMax = 20_000;

/** The same for every try: a crash after the server took the mail may send it twice, and this tells the copies. */
const messageIdOf = ({ id, world }: Attempt): string => `<${id}@${new URL(world.origin).hostname}>`;

type Letter = Rendered & { to: string; messageId: string };

/** Resolves once the mail server has accepted. What it rejects for good is hopeless; all else may be tried again. */
async function send(letter: Letter, { smtpUrl, mailFrom }: Pick<Settings, 'smtpUrl' | 'mailFrom'>): Promise<void> {
  const times = { connectionTimeout: waitMsMax, greetingTimeout: waitMsMax, socketTimeout: waitMsMax };
  // Neither a file of this machine nor an address may be drawn into a mail by what is written in it.
  const transport = createTransport({ url: smtpUrl, disableFileAccess: true, disableUrlAccess: true, ...times });
  try {
    await transport.sendMail({
      ...{ from: mailFrom, subject: letter.subject, text: letter.text, html: letter.html },
      to: { name: '', address: letter.to }, // As an object it is one address, whatever commas it holds.
      messageId: letter.messageId,
      headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': letter.language },
    });
  } catch (error) {
    const { responseCode = 0, message } = error as { responseCode?: number; message: string };
    const isFinal = responseCode >= 500 && responseCode < 600;
    throw isFinal ? new Hopeless(message) : error;
  } finally {
    transport.close();
  }
}

const proofFor = async ({ world }: Attempt, organization: string | null) => {
  const known = organization ? await signedHeadOf(world, organization) : undefined;
  return known && { index: known.head.index, signed: known.signed };
};

async function deliver(attempt: Attempt): Promise<Outcome> {
  const { id, world, settings } = attempt;
  const asked = attempt.payload as Mail;
  const now = world.clock.wall();
  if (!settings.smtpUrl && settings.mode === 'production') return { later: new Date(now.getTime() + withoutServerMs) };
  const mail = routed(asked, await world.database.read((tx) => wishesOf(tx, asked.to)));
  if (!mail) return undefined; // Whom it is for does not want mails about this.
  const values = { ...mail.values, ...(mail.link && { link: linkOf(world, mail.link) }) };
  const rendered = render({ ...mail, values }, await proofFor(attempt, mail.organization));
  const { to, key } = mail;
  const messageId = messageIdOf(attempt);
  if (settings.smtpUrl) await send({ ...rendered, to, messageId }, settings);
  else await world.database.transaction(async (tx) => keepMail(tx, rendered, { id, to, key, messageId, at: now }));
  return undefined;
}

export const mailing: JobKind = { kind: 'mail', run: deliver };

export const sweepMails = sweeping(
  'mails.sweep',
  (before) => sql`delete from mails where id = any(array(
    select id from mails where created_at < ${before} limit ${batchRows})) returning 1`,
);
