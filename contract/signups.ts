// Our promise about getting in: an organization proves its mail and its domain and gets its tenant and first admin.
import { type Static, Type } from 'typebox';
import { body, Country, command, Email, Instant, list, noun, only, open, shown, Text, view } from './operation.ts';

export const Signup = noun(['open', 'mailVerified', 'domainProven', 'completed', 'expired'], {
  organizationName: open(Type.String()),
  country: open(Country()),
  domain: open(Type.String()),
  createdAt: open(Instant()),
  expiresAt: open(Instant()),
  /** The TXT record that proves the domain (ACT-026). */
  recordName: open(Type.String()),
  recordValue: open(Type.String()),
  mail: only('personal', Type.String()),
  displayName: only('personal', Type.String()),
});
export type Signup = Static<typeof Signup>;

const Domain = Type.String({
  maxLength: 253,
  pattern: '^(?=.{4,253}$)([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.)+[a-zA-Z]{2,63}$',
});

export const startSignup = command({
  name: 'signup.start',
  path: '/api/v1/sign-ups',
  summary: 'Begin to create a tenant for your organization; a mail with the link to go on is sent.',
  who: 'anyone',
  secondFactor: false,
  status: 202,
  body: body({
    organizationName: Text(200, 2),
    country: Country(),
    domain: Domain,
    mail: Email(),
    displayName: Text(100),
    language: Type.Enum(['en', 'ko', 'zh-CN']),
  }),
  answer: Type.Object({ mail: Type.String() }),
});

export const openSignup = view({
  name: 'signup.open',
  path: '/api/v1/sign-up-links/{token}',
  summary: 'How far a sign-up has come, and what is next.',
  who: 'anyone',
  secondFactor: false,
  answer: Signup,
});

export const verifySignupMail = command({
  name: 'signup.verifyMail',
  path: '/api/v1/sign-up-links/{token}/verify-mail',
  summary: 'Confirm that you asked for this and that the mail address is yours.',
  who: 'anyone',
  secondFactor: false,
  body: body({}),
  answer: shown(Signup),
});

export const proveSignupDomain = command({
  name: 'signup.proveDomain',
  path: '/api/v1/sign-up-links/{token}/prove-domain',
  summary: 'Look for the TXT record that proves that the domain is yours.',
  who: 'anyone',
  secondFactor: false,
  body: body({}),
  answer: shown(Signup),
});

export const completeSignup = command({
  name: 'signup.complete',
  path: '/api/v1/sign-up-links/{token}/complete',
  summary: 'Create the organization, its tenant and you as its first global admin.',
  who: 'anyone',
  secondFactor: false,
  body: body({ password: Type.String({ minLength: 1, maxLength: 256 }) }),
  answer: Type.Object({ organization: Type.String(), name: Type.String() }),
});

export const listSignups = list({
  name: 'signup.list',
  path: '/api/v1/sign-ups',
  summary: 'Sign-ups and how far they have come, for the operator.',
  of: Signup,
  filters: { status: Type.Optional(Type.Enum(['open', 'mailVerified', 'domainProven', 'completed', 'expired'])) },
});

export const operations = [startSignup, openSignup, verifySignupMail, proveSignupDomain, completeSignup, listSignups];
