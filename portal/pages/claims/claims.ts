// Where a company has no global admin: the page on which a member claims the role; the first page leads to it.
import type { Capability } from '../../capability.ts';

export const claims: Capability = { nouns: [], pages: { '/admin-claim': () => import('./claim.tsx') } };
