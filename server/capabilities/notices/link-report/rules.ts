// Every rule about reported links: who is told of them, once for each link, and how a report ends.
import { type Decision, decided, obstacles, refuse } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { In, Nothing } from '../../../kernel/lifecycle.ts';
import { type LinkKind, type LinkReport, refusals } from './state.ts';

const no = obstacles(refusals);

export type Report = { kind: LinkKind; token: string; reason: LinkReport['reason']; note?: string };
export type ReportGiven = {
  now: Date;
  /** Null where nobody is signed in. */
  by: string | null;
  newId: Id<'lrp'>;
  /** What lies behind the token. */
  link: { id: string; inviter: string } | undefined;
};
/** Many who report one link make one report: the queue shows links, and nobody can flood it. */
export function report(
  state: Nothing | In<LinkReport, 'open'>,
  command: Report,
  given: ReportGiven,
): Decision<LinkReport> {
  const { kind, reason, note = null } = command;
  const { now, by, newId: id, link } = given;
  if (!link) return refuse(no('link_unknown'));
  const told = { reason, note, reportedBy: by, reportedAt: now };
  if (state.status === 'open') {
    return decided({ ...state, ...told, note: note ?? state.note, times: state.times + 1 }, 'linkReport.reported');
  }
  const unsettled = { settledAt: null, settledBy: null, answer: null };
  return decided(
    { id, version: 0, status: 'open', kind, link: link.id, inviter: link.inviter, times: 1, ...told, ...unsettled },
    'linkReport.reported',
  );
}

export type Settle = { answer: string; revokesLink?: boolean };
export const settle = (
  state: In<LinkReport, 'open'>,
  { answer }: Settle,
  { now, by }: { now: Date; by: string },
): Decision<LinkReport> =>
  decided({ ...state, status: 'settled', answer, settledAt: now, settledBy: by }, 'linkReport.settled');
