// Which resellers may stand on record for what is sold from here, and the partner id that puts them there.
import { useQuery } from '@tanstack/react-query';
import type { Relationship } from '../../../contract/relationships/relationships.ts';
import { listResellers, type NamedReseller } from '../../../contract/subscriptions.ts';
import { queries, reading } from '../../api.ts';

type Page = { items: NamedReseller[]; next: string | null };
const asked = () => reading<Page>(listResellers, { query: { limit: 200 } });
export const useResellers = () => useQuery(asked());

/** Where a customer came through one reseller, that one is meant unless somebody says otherwise. */
export async function resellerOfRecordFor({ isDirect, resellers }: Relationship): Promise<string | null> {
  const [only, ...others] = resellers;
  if (!only || isDirect || others.length > 0) return null;
  const { items } = await queries.fetchQuery(asked());
  return items.find(({ reseller, canBeNamed }) => reseller.id === only.id && canBeNamed)?.partnerId ?? null;
}
