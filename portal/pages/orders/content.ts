// What is in a cart while it is worked on: every edit is kept in the browser at once and saved to the cart behind it.
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type Cart, type CartLine, changeCart } from '../../../contract/orders.ts';
import { client, queries } from '../../api.ts';

type Content = { resellerPartnerId: string | null; lines: readonly CartLine[] };
const contentOf = ({ resellerPartnerId, lines }: Cart): Content => ({ resellerPartnerId, lines });

const typingMilliseconds = 400;
const placeOf = (id: string) => `kontor.cart.${id}`;
/** Only what was not saved yet; a cart that somebody else changed since is not covered up. */
function unsaved(id: string): Content | undefined {
  const text = sessionStorage.getItem(placeOf(id));
  return text === null ? undefined : (JSON.parse(text) as Content);
}

export const sameOffer = (one: CartLine, { skuId, segment, term, billingPlan }: Omit<CartLine, 'quantity'>): boolean =>
  one.skuId === skuId && one.segment === segment && one.term === term && one.billingPlan === billingPlan;

/** Each line has a number of seats. */
const isSound = ({ lines }: Content): boolean => lines.every(({ quantity }) => quantity >= 1);

export type Filling = {
  content: Content;
  error: unknown;
  /** Something is on its way to the server, or has not reached it. */
  isUnsaved: boolean;
  /** It does not reach the server before somebody mends a line or tries again. */
  isHeld: boolean;
  change(next: Partial<Content>): void;
  again(): void;
};

export function useFilling(cart: Cart): Filling {
  const { id } = cart;
  const [saved, setSaved] = useState<Content>(() => contentOf(cart));
  const [content, setContent] = useState<Content>(() => unsaved(id) ?? saved);
  const { mutate, error, isError } = useMutation({
    // One after the other, so that the last edit is the one that stays.
    scope: { id: `cart.${id}` },
    mutationFn: ({ resellerPartnerId, lines }: Content) =>
      client.call(changeCart, { path: { id }, body: { resellerPartnerId, lines: [...lines] } }),
    onSuccess: async (_answer, sent) => {
      if (sessionStorage.getItem(placeOf(id)) === JSON.stringify(sent)) sessionStorage.removeItem(placeOf(id));
      await queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('cart.') });
      setSaved(sent);
    },
  });
  useEffect(() => {
    if (content === saved || JSON.stringify(content) === JSON.stringify(saved)) return;
    if (!isSound(content)) return;
    const timer = setTimeout(() => mutate(content), typingMilliseconds);
    return () => clearTimeout(timer);
  }, [content, saved, mutate]);
  return {
    content,
    error: isError ? error : undefined,
    isUnsaved: JSON.stringify(content) !== JSON.stringify(saved),
    isHeld: isError || !isSound(content),
    change: (change) => {
      const next = { ...content, ...change };
      sessionStorage.setItem(placeOf(id), JSON.stringify(next));
      setContent(next);
    },
    again: () => mutate(content),
  };
}
