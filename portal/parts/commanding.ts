// The way of a command: what will happen, then doing exactly that, once, even when the connection breaks between.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Preview } from '../../contract/client.ts';
import type { Operation } from '../../contract/operation.ts';
import { client, isLost, problemOf, queries } from '../api.ts';
import type { Item } from '../capability.ts';
import type { Answers } from './field.tsx';

export type Asking = {
  operation: Operation;
  path?: Readonly<Record<string, string>>;
  /** The version that was read, so that a change by somebody else in between is noticed. */
  version?: number | undefined;
  onDone(answer: Item): void;
};
export type Commanding = {
  preview: Preview | undefined;
  /** The outcome differs from what was shown; a new preview has been fetched. */
  hasChanged: boolean;
  error: unknown;
  isBusy: boolean;
  look(body: Answers): void;
  /** Without a preview before it where the command needs none. */
  confirm(body: Answers): void;
  back(): void;
};

type Attempt = { once: string; body: string };
const outdated = new Set(['preview_outdated', 'preview_token_invalid']);
const withoutGaps = (body: Answers) => JSON.parse(JSON.stringify(body)) as Answers;

const refreshed = () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'standing' });

type Given = { path: Readonly<Record<string, string>>; body: Answers; version?: number };
const isStale = (error: unknown) => problemOf(error)?.code === 'stale_version';
const isOutdated = (error: unknown) => outdated.has(problemOf(error)?.code ?? '');

/** A repetition after a lost connection bears the same key, so that it happens once; any other command a new one. */
function useOnce() {
  const [attempt, setAttempt] = useState<Attempt>();
  const forget = () => setAttempt(undefined);
  const keyFor = (body: Answers): string => {
    const text = JSON.stringify(body);
    const once = attempt?.body === text ? attempt.once : crypto.randomUUID();
    setAttempt({ once, body: text });
    return once;
  };
  return { keyFor, forget };
}

type Sent = Asking & { keyFor(body: Answers): string; previewToken: string | undefined };
const given = ({ path = {}, version }: Asking, body: Answers): Given => ({
  path,
  body: withoutGaps(body),
  ...(version !== undefined && { version }),
});
const sent = (asking: Sent, body: Answers): Promise<Item> => {
  const { operation, keyFor, previewToken } = asking;
  const proof = previewToken === undefined ? {} : { previewToken };
  return client.call(operation, { ...given(asking, body), once: keyFor(body), ...proof } as never) as Promise<Item>;
};

/** What will happen; where the thing has changed since it was read, it is read again. */
function useLooking(asking: Asking) {
  return useMutation({
    mutationFn: (body: Answers) => client.preview(asking.operation, given(asking, body) as never),
    onError: (error) => void (isStale(error) && refreshed()),
  });
}

export function useCommanding(asking: Asking): Commanding {
  const { keyFor, forget } = useOnce();
  const [hasChanged, setHasChanged] = useState(false);
  const look = useLooking(asking);
  const act = useMutation({
    mutationFn: (body: Answers) => sent({ ...asking, keyFor, previewToken: look.data?.token }, body),
    onSuccess: (answer) => {
      asking.onDone(answer);
      return refreshed();
    },
    onError: (error, body) => {
      if (!isLost(error)) forget();
      if (isStale(error)) void refreshed();
      if (!isOutdated(error)) return;
      setHasChanged(true);
      look.mutate(body);
    },
  });
  const clear = () => {
    act.reset();
    setHasChanged(false);
  };
  return {
    preview: look.data,
    hasChanged,
    error: (hasChanged && isOutdated(act.error) ? undefined : act.error) ?? look.error,
    isBusy: look.isPending || act.isPending,
    look: (body) => {
      clear();
      look.mutate(body);
    },
    confirm: (body) => act.mutate(body),
    back: () => {
      clear();
      look.reset();
    },
  };
}
