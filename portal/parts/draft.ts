// What somebody has typed, kept in the browser's session so that a reload or a lost connection never loses it.
import { useCallback, useEffect, useState } from 'react';

const read = <T>(place: string): T | undefined => {
  try {
    const text = sessionStorage.getItem(place);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined; // Written by an older version of the page.
  }
};

type Draft<T> = readonly [value: T, change: (next: Partial<T>) => void, forget: () => void];
export function useDraft<T extends object>(name: string, initial: T): Draft<T> {
  const place = `kontor.draft.${name}`;
  const [value, setValue] = useState<T>(() => ({ ...initial, ...read<T>(place) }));
  const [isKept, setIsKept] = useState(true);
  useEffect(() => {
    if (isKept) sessionStorage.setItem(place, JSON.stringify(value));
    else sessionStorage.removeItem(place);
  }, [place, value, isKept]);
  const change = useCallback((next: Partial<T>) => {
    setIsKept(true);
    setValue((before) => ({ ...before, ...next }));
  }, []);
  const forget = useCallback(() => {
    sessionStorage.removeItem(place);
    setIsKept(false);
  }, [place]);
  return [value, change, forget];
}
