// The catalogue as a partner reads it: what it pinned first, in its order, then the rest by title (ORD-009).
import { type Refusal, refuse } from '../../../kernel/decision.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { no } from '../../../platform/world/refusals.ts';
import { type SkuPage, skusByTitle } from '../items/store.ts';
import type { Sku, SkuId } from '../state.ts';

/** Its place among the pinned ones, from 1 on; null for the rest. */
export type Placed = { sku: Sku; place: number | null };

/** Of these only what is still in the catalogue, in the order of the list. */
export async function skusInOrder(tx: Tx, pinned: readonly SkuId[], page: SkuPage): Promise<Placed[]> {
  if (pinned.length === 0) return [];
  const found = await skusByTitle(tx, { ...page, these: pinned, after: [], limit: pinned.length });
  const byId = new Map(found.map((sku) => [sku.id, sku]));
  return pinned.flatMap((id, i) => (byId.has(id) ? [{ sku: byId.get(id)!, place: i + 1 }] : []));
}

/** A cursor names the place of a pinned one, or 0 with title and id of another. */
export const cursorOf = ({ sku, place }: Placed): readonly (string | number)[] =>
  place === null ? [0, sku.title.toLowerCase(), sku.id] : [place, '', ''];

export async function pinnedFirst(tx: Tx, pinned: readonly SkuId[], page: SkuPage): Promise<Placed[] | Refusal> {
  const [from, title = '', id = ''] = page.after;
  if (from !== undefined && typeof from !== 'number') return refuse(no('invalid_cursor'));
  const isBelow = from === 0;
  const top = isBelow ? [] : await skusInOrder(tx, pinned, page);
  const first = top.filter(({ place }) => place! > (from ?? 0)).slice(0, page.limit);
  const limit = page.limit - first.length;
  if (limit === 0) return first;
  const after = isBelow ? [title, id] : [];
  const rest = await skusByTitle(tx, { ...page, except: pinned, after, limit });
  return [...first, ...rest.map((sku) => ({ sku, place: null }))];
}
