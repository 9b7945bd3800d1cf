// A list as it is read: filters from the address, page after page by cursor, its total, and the chosen rows.
import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { client } from '../api.ts';
import type { Column, Item, Listed } from '../capability.ts';
import { currentLanguage } from '../language.ts';
import { useMe, useStanding } from '../session.ts';
import { useSearch } from './address.ts';

export type Page = { items: Item[]; next: string | null; total?: number };
const pageRows = 50;
/** Beyond this the server counts no further for a page that only wants to say how many. */
export const countedRowsMax = 10_000;

/** What the address asks of this list; what it does not know is left out, so that old links still work. */
export function useFilters(noun: Listed): Record<string, string> {
  const search = useSearch();
  const me = useMe();
  const known = [...(noun.filters ?? []), ...(noun.isSearchable ? ['search'] : []), 'sort', 'asOf'];
  const chosen = Object.fromEntries(known.flatMap((name) => (search[name] ? [[name, search[name]]] : [])));
  return { ...noun.defaults?.(me), ...chosen };
}

/** Where in the address of the API it is listed, as for one customer. */
type Under = Readonly<Record<string, string>>;
const nowhere: Under = {};
export function useListing(noun: Listed, filters: Readonly<Record<string, string>>, path: Under = nowhere) {
  return useInfiniteQuery({
    queryKey: [noun.list.name, 'pages', noun.only, path, filters, currentLanguage()] as const,
    queryFn: ({ pageParam, signal }): Promise<Page> => {
      const first = pageParam === '' ? { count: 'estimate' } : { after: pageParam };
      const query = { ...noun.only, ...filters, ...first, limit: pageRows };
      return client.call(noun.list, { path, query, signal } as never) as Promise<Page>;
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    placeholderData: (before: InfiniteData<Page, string> | undefined) => before,
  });
}

const place = (noun: Listed) => `kontor.columns.${noun.name}`;
export const keyOf = (noun: Listed, item: Item): string => noun.keyOf?.(item) ?? item.id;
export const nameOf = (column: Column): string => (typeof column === 'string' ? column : column.name);

/** The columns there are for this caller, and those that are shown: kept in the browser, unknown names forgotten. */
export function useColumns(noun: Listed): Columns {
  const isOperator = useStanding().sides.includes('operator');
  const all = [...(isOperator ? (noun.columnsForOperator ?? []) : []), ...noun.columns];
  const [hidden, setHidden] = useState<readonly string[]>(() => {
    const kept = localStorage.getItem(place(noun));
    return kept ? kept.split(' ') : [];
  });
  const toggle = (name: string) => {
    const next = hidden.includes(name) ? hidden.filter((one) => one !== name) : [...hidden, name];
    localStorage.setItem(place(noun), next.join(' '));
    setHidden(next);
  };
  return { all, shown: all.filter((column) => !hidden.includes(nameOf(column))), toggle };
}
export type Columns = { all: readonly Column[]; shown: readonly Column[]; toggle(name: string): void };

export type Selection = {
  chosen: ReadonlyMap<string, Item>;
  choose(items: readonly Item[], isChosen: boolean): void;
  clear(): void;
};
/** Chosen rows stay chosen across pages and filters. */
export function useSelection(): Selection {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Item>>(new Map());
  const clear = useCallback(() => setChosen(new Map()), []);
  const choose = useCallback((items: readonly Item[], isChosen: boolean) => {
    setChosen((before) => {
      const next = new Map(before);
      for (const item of items) isChosen ? next.set(item.id, item) : next.delete(item.id);
      return next;
    });
  }, []);
  return { chosen, choose, clear };
}
