// Claiming the role of global admin: whoever belongs to the organization, each for oneself; the rule asks the rest.
import type { Rows } from '../grant.ts';

export const claims = {
  'adminClaim.see': ['member'],
  'adminClaim.start': ['member'],
  'adminClaim.prove': ['member'],
  'adminClaim.withdraw': ['member', 'system'],
  'adminClaim.expire': ['system'],
} as const satisfies Rows;
