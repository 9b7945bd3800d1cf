// What waits for somebody here: counts and first rows of every kind that can wait, read once and kept for all who ask.
import { useQueries } from '@tanstack/react-query';
import type { Me } from '../contract/identity.ts';
import { problemOf, reading } from './api.ts';
import type { Item, Noun } from './capability.ts';
import { useMay, useOwnNouns } from './may.ts';
import { useAsOf } from './parts/address.ts';
import { useMe } from './session.ts';

type Page = { items: Item[]; total?: number };
export type Waiting = { noun: Noun; items: readonly Item[]; count: number };
const shownRows = 5;
const againMs = 60_000;

/** The filter of its list that finds what waits for this person. */
export const waitingOf = ({ waiting }: Noun, me: Me): Readonly<Record<string, string>> =>
  (typeof waiting === 'function' ? waiting(me) : waiting) ?? {};

type Found = {
  waiting: readonly Waiting[];
  /** Of which nothing waits. */
  idle: readonly Noun[];
  isPending: boolean;
  error: unknown;
  again: () => void;
};
export function useWaiting(): Found {
  const asOf = useAsOf();
  const me = useMe();
  const may = useMay();
  const kinds = useOwnNouns().filter(({ waiting, waitsFor }) => waiting && (!waitsFor || may(waitsFor.name)));
  const answers = useQueries({
    queries: kinds.map((noun) => ({
      ...reading<Page>(noun.list, {
        query: { ...noun.only, ...waitingOf(noun, me), limit: shownRows, count: 'exact', ...(asOf && { asOf }) },
      }),
      // Others send what waits here: whoever comes to look sees it as it is now, whoever stays sees it come.
      refetchOnMount: 'always' as const,
      ...(!asOf && { refetchInterval: againMs }),
    })),
  });
  const waiting = answers.flatMap(({ data }, i) =>
    data?.total ? [{ noun: kinds[i]!, items: data.items, count: data.total }] : [],
  );
  return {
    waiting,
    idle: kinds.filter((_noun, i) => answers[i]?.data?.total === 0),
    isPending: answers.some((one) => one.isPending),
    // A list that nobody of this organization may see is no trouble; it has nothing waiting.
    error: answers.map(({ error }) => error).find((error) => error && problemOf(error)?.status !== 403),
    again: () => {
      for (const one of answers) void one.refetch();
    },
  };
}
