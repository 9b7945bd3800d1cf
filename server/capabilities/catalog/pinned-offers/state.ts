// What a partner keeps at the top of its own catalogue.
import type { Id } from '../../../kernel/id.ts';
import type { Lifecycle } from '../../../kernel/lifecycle.ts';
import type { SkuId } from '../state.ts';

/** ORD-009: what a partner keeps at the top of its own catalogue, first things first. */
export type PinnedOffers = {
  id: Id<'pno'>;
  version: number;
  status: 'pinned' | 'empty';
  partner: string;
  skus: readonly SkuId[];
  changedAt: Date;
};
export const sides = { partner: 'partner_id' } as const;
export const lifecycle = {
  pin: { from: ['nothing', 'pinned', 'empty'], to: ['pinned', 'empty'], emits: ['pinnedOffers.pinned'] },
} as const satisfies Lifecycle<PinnedOffers>;
