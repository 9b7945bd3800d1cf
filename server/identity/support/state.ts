// Views of support: somebody of the operator sees what an organization sees, read only, for an hour (ROL-014).
import type { Refusals } from '../../kernel/decision.ts';
import type { Id } from '../../kernel/id.ts';
import type { Lifecycle } from '../../kernel/lifecycle.ts';

export type SupportView = {
  id: Id<'sup'>;
  version: number;
  status: 'open' | 'ended';
  organization: string;
  person: string;
  reason: string;
  begunAt: Date;
  endsAt: Date;
};
export const sides = { organization: 'organization_id' } as const;
export const lifecycle = {
  begin: { from: ['nothing'], to: ['open'], emits: ['supportView.begun'] },
  end: { from: ['open'], to: ['ended'], emits: ['supportView.ended'] },
  expire: { from: ['open'], to: ['ended'], emits: ['supportView.ended'] },
} as const satisfies Lifecycle<SupportView>;

export const refusals = {
  organization_unknown: { kind: 'invalid' },
  support_view_of_own: { kind: 'invalid', rule: 'ROL-014' },
  support_view_over: { kind: 'forbidden', rule: 'ROL-014' },
  support_view_reads_only: { kind: 'forbidden', rule: 'ROL-014' },
} as const satisfies Refusals;
