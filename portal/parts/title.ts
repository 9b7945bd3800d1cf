// What a person calls a thing, in the language of the page and from where the caller stands.
import { useCallback } from 'react';
import type { Item, Listed } from '../capability.ts';
import { useMe } from '../session.ts';
import { useSay } from './say.ts';

export function useTitle(): (noun: Listed, item: Item) => string {
  const me = useMe();
  const say = useSay();
  return useCallback((noun, item) => noun.title(item, { me, say }), [me, say]);
}
