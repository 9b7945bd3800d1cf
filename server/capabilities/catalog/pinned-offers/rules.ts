// The rule of pinned offers: a partner keeps a few offers at the top of its own catalogue, all of them set at once.
import { type Decision, decided, obstacles, refuseAll } from '../../../kernel/decision.ts';
import type { Id } from '../../../kernel/id.ts';
import type { In, Nothing } from '../../../kernel/lifecycle.ts';
import type { SkuId } from '../state.ts';
import { refusals } from '../state.ts';
import type { PinnedOffers } from './state.ts';

const no = obstacles(refusals);

export type Pin = { partner: string; skus: readonly SkuId[] };
export type PinGiven = {
  now: Date;
  newId: Id<'pno'>;
  /** Whether there is a catalogue to arrange: of a partner that may trade, whichever its tier. */
  isTrading: boolean;
  most: number;
  known: ReadonlySet<string>;
};

/** ORD-009: a few offers at most, and only what the catalogue has. What is there already says nothing again. */
export function pin(
  state: In<PinnedOffers, 'pinned' | 'empty'> | Nothing,
  { partner, skus }: Pin,
  given: PinGiven,
): Decision<PinnedOffers> {
  const unknown = skus.filter((sku) => !given.known.has(sku));
  const refused = refuseAll([
    !given.isTrading && no('catalogue_not_yours'),
    skus.length > given.most && no('too_many_pinned', { most: given.most, wanted: skus.length }),
    ...unknown.map((sku) => no('sku_unknown', { sku })),
  ]);
  if (refused) return refused;
  const before = state.status === 'nothing' ? { id: given.newId, version: 0, partner, skus: [] } : state;
  const isSame = before.skus.length === skus.length && skus.every((sku, i) => before.skus[i] === sku);
  const next = { ...before, status: skus.length > 0 ? 'pinned' : 'empty', skus, changedAt: given.now } as const;
  return isSame && state.status !== 'nothing' ? decided(state) : decided(next, 'pinnedOffers.pinned');
}
