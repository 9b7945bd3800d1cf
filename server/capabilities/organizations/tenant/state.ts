// The tenants of an organization: what each is for, and for which location it stands.
import type { Id } from '../../../kernel/id.ts';
import type { Lifecycle } from '../../../kernel/lifecycle.ts';
import { question } from '../../../kernel/question.ts';

export type Purpose = 'selling' | 'corporate' | 'sharedServices' | 'sandbox' | 'customer';
/** ACT-023: the purpose says whether a partner may be a customer of another one in it (ORD-005). */
export type Tenant = {
  id: Id<'ten'>;
  version: number;
  status: 'active' | 'unlinked';
  organization: string;
  purpose: Purpose;
  domain: string;
  country: string;
  currency: string;
  isPrimary: boolean;
  /** ACT-012: the number of the one location a selling tenant stands for. */
  partnerId: number | null;
  createdAt: Date;
};

export const sides = { organization: 'organization_id' } as const;
export const lifecycle = {
  add: { from: ['nothing'], to: ['active'], emits: ['tenant.added'] },
  link: { from: ['active', 'unlinked'], to: ['active'], emits: ['tenant.linked'] },
  unlink: { from: ['active'], to: ['unlinked'], emits: ['tenant.unlinked'] },
  linkLocation: { from: ['active'], to: ['active'], emits: ['tenant.locationLinked'] },
} as const satisfies Lifecycle<Tenant>;

/** Which roles a person holds in an organization right now; members know (ACT-021). */
export const rolesIn = question<{ person: string; organization: string }, string>('rolesIn');
