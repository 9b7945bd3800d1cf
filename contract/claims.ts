// Our promise about companies without a global admin: a member proves a domain of the company and takes the role.
import { type Static, Type } from 'typebox';
import { body, command, Instant, noun, OrNull, only, open, Party, shown, view } from './operation.ts';

export const AdminClaim = noun(['open', 'proven', 'withdrawn', 'expired'], {
  organization: open(Party),
  domain: open(Type.String()),
  createdAt: open(Instant()),
  expiresAt: open(Instant()),
  /** The TXT record that proves the domain, for this person and this claim alone (ACT-026). */
  recordName: open(Type.String()),
  recordValue: open(Type.String()),
  person: only('personal', Type.String()),
});
export type AdminClaim = Static<typeof AdminClaim>;

export const seeAdminClaim = view({
  name: 'adminClaim.see',
  path: '/api/v1/admin-claim',
  summary: 'Whether your organization has a global admin, by which domains the role could be claimed, and your claim.',
  who: 'person',
  answer: Type.Object({
    hasGlobalAdmin: Type.Boolean(),
    domains: Type.Array(Type.String()),
    /** The one that you have begun and not proven yet. */
    claim: OrNull(AdminClaim),
  }),
});

export const startAdminClaim = command({
  name: 'adminClaim.start',
  path: '/api/v1/admin-claim',
  summary: 'Claim the role of global admin in your organization, where nobody holds it.',
  who: 'person',
  status: 201,
  body: body({ domain: Type.String({ minLength: 4, maxLength: 253 }) }),
  answer: shown(AdminClaim),
});

export const proveAdminClaim = command({
  name: 'adminClaim.prove',
  path: '/api/v1/admin-claim/prove',
  summary: 'Look for the TXT record of your claim; it makes you global admin.',
  who: 'person',
  body: body({}),
  answer: shown(AdminClaim),
});

export const withdrawAdminClaim = command({
  name: 'adminClaim.withdraw',
  path: '/api/v1/admin-claim/withdraw',
  summary: 'Take your claim back.',
  who: 'person',
  body: body({}),
  answer: shown(AdminClaim),
});

export const operations = [seeAdminClaim, startAdminClaim, proveAdminClaim, withdrawAdminClaim];
