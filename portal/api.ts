// The one connection to the server: who we are and which language we speak go with every request.
import { QueryClient } from '@tanstack/react-query';
import { addressOf, connect, Refused } from '../contract/client.ts';
import type { Operation } from '../contract/operation.ts';
import type { Problem } from '../contract/problem.ts';
import { currentLanguage } from './language.ts';

let csrfToken: string | undefined;
export const keepCsrfToken = (token: string | null | undefined): void => {
  csrfToken = token ?? undefined;
};

const headers = (): Record<string, string> => ({
  'accept-language': currentLanguage(),
  ...(csrfToken && { 'csrf-token': csrfToken }),
});
export const client = connect({ origin: '', headers });

export const problemOf = (error: unknown): Problem | undefined =>
  error instanceof Refused ? error.problem : undefined;
/** Nothing answered: the connection is lost, or the server restarts. */
export const isLost = (error: unknown): boolean => error !== null && error !== undefined && !(error instanceof Refused);

const attemptsMax = 3;
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) => (isLost(error) || problemOf(error)?.status === 503) && count < attemptsMax,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
});

type Query = Readonly<Record<string, unknown>>;
type Asked = { path?: Readonly<Record<string, string>>; query?: Query };

/** How an answer of a read is kept and found again; the language is part of it, since refusals are words. */
export const reading = <A>(operation: Operation, asked: Asked = {}) => ({
  queryKey: [operation.name, asked.path ?? {}, asked.query ?? {}, currentLanguage()] as const,
  queryFn: ({ signal }: { signal: AbortSignal }) => client.call(operation, { ...asked, signal } as never) as Promise<A>,
});

/** The whole filtered list as a file, streamed by the server. */
export async function exported(operation: Operation, asked: Asked): Promise<Blob> {
  const answer = await fetch(addressOf(operation, asked), { headers: { ...headers(), accept: 'text/csv' } });
  if (!answer.ok) throw new Refused((await answer.json()) as Problem);
  return answer.blob();
}
