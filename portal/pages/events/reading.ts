// Reads the log backward, a page at a time, up to the instant that the portal shows.
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Event, Receipt } from '../../../contract/events.ts';
import { listActivity, listReceipts } from '../../../contract/events.ts';
import { client } from '../../api.ts';
import { currentLanguage } from '../../language.ts';
import { useAsOf } from '../../parts/address.ts';

export type Asked = Readonly<Record<string, string | undefined>>;
type Page<T> = { items: T[]; next: string | null };
const pageRows = 30;

function useBackward<T>(operation: typeof listActivity | typeof listReceipts, asked: Asked) {
  const found = useInfiniteQuery({
    queryKey: [operation.name, 'pages', asked, currentLanguage()] as const,
    queryFn: ({ pageParam, signal }) => {
      const query = { ...asked, limit: pageRows, ...(pageParam !== '' && { after: pageParam }) };
      return client.call(operation, { query, signal } as never) as Promise<Page<T>>;
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
  });
  return { ...found, items: found.data?.pages.flatMap(({ items }) => items) ?? [] };
}

const earlier = (one: string | undefined, other: string | undefined) =>
  one !== undefined && other !== undefined ? (one < other ? one : other) : (one ?? other);

export function useActivity(asked: Asked) {
  const until = earlier(asked.until, useAsOf());
  return useBackward<Event>(listActivity, { ...asked, until });
}

/** Receipts have no period of their own; those that came later than the instant are left out. */
export function useReceipts(asked: Asked) {
  const asOf = useAsOf();
  const found = useBackward<Receipt>(listReceipts, asked);
  return { ...found, items: found.items.filter(({ at }) => !asOf || at <= asOf) };
}
