// A link that somebody reported: it waits for the operator, who looks into it and writes down what came of it.
import type { Refusals } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { Lifecycle } from '../../../kernel/lifecycle.ts';

export type LinkKind = 'invitation' | 'partnershipInvitation';
export type LinkReport = {
  id: Id<'lrp'>;
  version: number;
  status: 'open' | 'settled';
  kind: LinkKind;
  link: string;
  inviter: string;
  /** Of the newest report, as are the note and who reported: none of them where nobody was signed in. */
  reason: 'unexpected' | 'impersonation' | 'repeated' | 'other';
  note: string | null;
  reportedBy: string | null;
  times: number;
  reportedAt: Date;
  settledAt: Date | null;
  settledBy: string | null;
  answer: string | null;
};

/** The inviter is at no side: it must not learn who reported it. */
export const sides = {} as const;

export const lifecycle = {
  report: { from: ['nothing', 'open'], to: ['open'], emits: ['linkReport.reported'] },
  settle: { from: ['open'], to: ['settled'], emits: ['linkReport.settled'] },
} as const satisfies Lifecycle<LinkReport>;

export const refusals = {
  link_unknown: { kind: 'not_found' },
} as const satisfies Refusals;
