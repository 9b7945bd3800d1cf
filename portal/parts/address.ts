// What stands in the address after the question mark, as plain text: filters, the instant, the step.
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useCallback } from 'react';

export type Search = Readonly<Record<string, string>>;
type Change = Readonly<Record<string, string | undefined>>;

export const parseSearch = (text: string): Search => Object.fromEntries(new URLSearchParams(text));
export const stringifySearch = (search: Readonly<Record<string, unknown>>): string => {
  const known = Object.entries(search).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(known.map(([name, value]) => [name, String(value)])).toString();
  return text && `?${text}`;
};

export const useSearch = (): Search => useRouterState({ select: ({ location }) => location.search as Search });

/** Changes some of it and stays on the page; a change of filters is not a step to come back to. */
export function useChangeSearch(): (change: Change, options?: { isStep?: boolean }) => void {
  const navigate = useNavigate();
  return useCallback(
    (change, { isStep = false } = {}) =>
      void navigate({
        to: '.',
        search: ((before: Search) => ({ ...before, ...change })) as never,
        replace: !isStep,
        resetScroll: false,
      }),
    [navigate],
  );
}

/** The instant the whole portal shows, or nothing for now. */
export const useAsOf = (): string | undefined => useSearch().asOf;
