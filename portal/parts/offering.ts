// The possible answers to the questions of a command that only the server knows: its tenants, its roles, its countries.
import { useQueries } from '@tanstack/react-query';
import { reading } from '../api.ts';
import type { Command, Item } from '../capability.ts';
import { useMay } from '../may.ts';
import { useMe } from '../session.ts';
import type { Offered } from './form.tsx';
import { useSay } from './say.ts';

export function useOffered({ choices = {} }: Command, item: Item | undefined) {
  const say = useSay();
  const me = useMe();
  const by = { me, say, item };
  const may = useMay();
  const all = Object.entries(choices).filter(([, { operation, isForWhoMay }]) => !isForWhoMay || may(operation.name));
  const answers = useQueries({
    queries: all.map(([, { operation, path, query }]) =>
      reading<never>(operation, { ...(path && { path: path(by) }), ...(query && { query: query(by) }) }),
    ),
  });
  const known = all.flatMap(([name, { of }], i) => {
    const { data } = answers[i]!;
    return data === undefined ? [] : [[name, of(data, by)] as const];
  });
  return {
    offered: Object.fromEntries(known) as Offered,
    isPending: answers.some((one) => one.isPending && !one.error),
    error: answers.find((one) => one.error)?.error ?? null,
  };
}
