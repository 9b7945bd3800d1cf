// Our promise about notices: how many mails wait, and which links people reported to the operator.
import { type Static, Type } from 'typebox';
import {
  body,
  command,
  Email,
  Instant,
  list,
  noun,
  OrNull,
  only,
  open,
  Party,
  shown,
  Text,
  view,
} from './operation.ts';

export const Mailbox = Type.Object({
  /** Mails that wait for a mail server, or for another try. */
  waiting: Type.Integer(),
  waitingSince: OrNull(Instant()),
  /** What the last failed try met with. */
  lastError: OrNull(Type.String()),
});
export type Mailbox = Static<typeof Mailbox>;

export const seeMailbox = view({
  name: 'mailbox.see',
  path: '/api/v1/mailbox',
  summary: 'How many mails wait to be sent, and why.',
  answer: Mailbox,
});

const LinkKind = Type.Enum(['invitation', 'partnershipInvitation']);
const Reason = Type.Enum(['unexpected', 'impersonation', 'repeated', 'other']);
/**
 * Somebody who was sent a link tells the operator that something is wrong with it. Who invites does not learn it, and
 * who reports learns nothing of other reports.
 */
export const LinkReport = noun(['open', 'settled'], {
  kind: open(LinkKind),
  /** Of the invitation behind the link. */
  linkId: open(Type.String()),
  inviter: open(Party),
  /** Of the newest report, as are the note and who reported. */
  reason: only('commercial', Reason),
  note: only('personal', OrNull(Type.String())),
  reportedBy: only('personal', OrNull(Type.String())),
  times: only('commercial', Type.Integer()),
  reportedAt: open(Instant()),
  settledAt: open(OrNull(Instant())),
  settledBy: only('personal', OrNull(Type.String())),
  answer: only('commercial', OrNull(Type.String())),
});
export type LinkReport = Static<typeof LinkReport>;

export const reportLink = command({
  name: 'linkReport.report',
  path: '/api/v1/link-reports',
  summary:
    'Tell the operator that a link you were sent looks wrong; nothing else changes, and the inviter is not told.',
  who: 'anyone',
  secondFactor: false,
  status: 201,
  body: body({ kind: LinkKind, token: Text(200), reason: Reason, note: Type.Optional(Text(1000)) }),
  answer: Type.Object({ reportedAt: Instant() }),
});

export const listLinkReports = list({
  name: 'linkReport.list',
  path: '/api/v1/link-reports',
  summary: 'The links that people reported, newest first.',
  of: LinkReport,
  filters: { status: Type.Optional(Type.Enum(['open', 'settled'])), kind: Type.Optional(LinkKind) },
});

export const seeLinkReport = view({
  name: 'linkReport.see',
  path: '/api/v1/link-reports/{id}',
  summary: 'One reported link.',
  answer: shown(LinkReport),
});

export const settleLinkReport = command({
  name: 'linkReport.settle',
  path: '/api/v1/link-reports/{id}/settle',
  summary: 'Write down what came of a report, and revoke the link where it is to be trusted no more.',
  body: body({ revokesLink: Type.Optional(Type.Boolean()), answer: Text(1000) }),
  answer: shown(LinkReport),
});

/** What mails are about; only those of `enrolment` may be switched off. */
const Topic = Type.Enum(['enrolment', 'security', 'verification']);
export const Notifications = Type.Object({
  /** The mail address with which you sign in; mails about signing in always go there. */
  account: Type.String(),
  /** Where other mails go instead, once that address was confirmed. */
  address: OrNull(Email()),
  /** An address that has not been confirmed yet. */
  asked: OrNull(Email()),
  language: Type.Enum(['en', 'ko', 'zh-CN']),
  topics: Type.Array(Type.Object({ topic: Topic, isOn: Type.Boolean(), canBeOff: Type.Boolean() })),
});
export type Notifications = Static<typeof Notifications>;
const oneself = { who: 'person', secondFactor: false } as const;

export const seeNotifications = view({
  name: 'notification.see',
  path: '/api/v1/me/notifications',
  summary: 'Where your mails go, in which language, and about what you get them.',
  ...oneself,
  answer: Notifications,
});

export const changeNotifications = command({
  name: 'notification.change',
  path: '/api/v1/me/notifications',
  summary: 'Have your mails sent elsewhere – the new address is asked first –, or switch a topic on or off.',
  ...oneself,
  body: body({
    /** null: the address with which you sign in. */
    address: Type.Optional(OrNull(Email())),
    enrolment: Type.Optional(Type.Boolean()),
  }),
  answer: Notifications,
});

export const confirmNotificationAddress = command({
  name: 'notification.confirm',
  path: '/api/v1/notification-links/{token}/confirm',
  summary: 'Confirm that mails of Kontor may come to this address, by the link that was mailed there.',
  who: 'anyone',
  secondFactor: false,
  body: body({}),
  answer: Type.Object({ address: Email() }),
});

export const operations = [
  seeNotifications,
  changeNotifications,
  confirmNotificationAddress,
  seeMailbox,
  reportLink,
  listLinkReports,
  seeLinkReport,
  settleLinkReport,
];
