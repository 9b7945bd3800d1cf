// An organization gets in: mail verified, domain proven, then its tenant and its first global admin.
import type { Refusals } from '../../kernel/decision.ts';
import type { Id } from '../../kernel/id.ts';
import type { Lifecycle } from '../../kernel/lifecycle.ts';

export type Signup = {
  id: Id<'sig'>;
  version: number;
  status: 'open' | 'mailVerified' | 'domainProven' | 'completed' | 'expired';
  organizationName: string;
  country: string;
  domain: string;
  mail: string;
  displayName: string;
  language: 'en' | 'ko' | 'zh-CN';
  tokenHash: string;
  /** What the TXT record must say; known to whoever has the link only. */
  recordValue: string;
  createdAt: Date;
  expiresAt: Date;
};

export const sides = {} as const;
export const lifecycle = {
  start: { from: ['nothing'], to: ['open'], emits: ['signup.started'] },
  verifyMail: {
    from: ['open', 'mailVerified', 'domainProven'],
    to: ['mailVerified', 'domainProven'],
    emits: ['signup.mailVerified'],
  },
  proveDomain: { from: ['mailVerified', 'domainProven'], to: ['domainProven'], emits: ['signup.domainProven'] },
  complete: { from: ['domainProven'], to: ['completed'], emits: ['signup.completed'] },
  expire: { from: ['open', 'mailVerified', 'domainProven'], to: ['expired'], emits: ['signup.expired'] },
} as const satisfies Lifecycle<Signup>;

export const validDays = 7;
export const recordNameOf = (domain: string): string => `_kontor.${domain}`;

export const refusals = {
  country_not_sold_here: { kind: 'limit', rule: 'ACT-060' },
  cloud_closed_to_new: { kind: 'limit', rule: 'CLD-003' },
  signup_expired: { kind: 'conflict', rule: 'ACT-026' },
  domain_not_proven: { kind: 'conflict', rule: 'ACT-026' },
  domain_taken: { kind: 'conflict', rule: 'REL-030' },
  sign_in_name_taken: { kind: 'conflict' },
} as const satisfies Refusals;
