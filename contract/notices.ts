// Our promise about mails: the operator sees how many wait, since when.
import { type Static, Type } from 'typebox';
import { Instant, OrNull, view } from './operation.ts';

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

export const operations = [seeMailbox];
