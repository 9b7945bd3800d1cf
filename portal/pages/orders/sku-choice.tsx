// One SKU of the catalogue, found by its title; resellers see no prices and no terms here (ORD-071).
import { Skeleton, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { Static } from 'typebox';
import { listSkus, type Sku } from '../../../contract/catalog/offers.ts';
import { reading } from '../../api.ts';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { skuName } from '../catalog/lists.ts';

export type SkuNamed = { id: string; title: string };
type Found = { items: Static<typeof Sku>[]; next: string | null };
const shownRows = 30;

type Given = { chosen: SkuNamed | undefined; onChoose: (sku: SkuNamed) => void };
export function SkuChoice({ chosen, onChoose }: Given) {
  const say = useSay();
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const query = { limit: shownRows, ...(search && { search }) };
  const { data, error, refetch } = useQuery(reading<Found>(listSkus, { query }));
  return (
    <>
      <TextInput
        type="search"
        label={say('orders.sku.search')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Trouble error={error} onAgain={() => void refetch()} />
      {!data && !error && <Skeleton height={160} />}
      {data?.items.length === 0 && <p>{say(search ? 'orders.sku.notFound' : 'noun.sku.empty')}</p>}
      <ul className="choices" aria-label={say('noun.sku.many')}>
        {data?.items.map(({ id, title, productTitle, publisher }) => (
          <li key={id}>
            <button
              type="button"
              className="choice"
              aria-pressed={chosen?.id === id}
              onClick={() => onChoose({ id, title: skuName({ productTitle, title }) })}
            >
              <strong>{title}</strong>
              <span className="second-line">{`${productTitle} · ${publisher}`}</span>
            </button>
          </li>
        ))}
      </ul>
      {data?.next && <p className="small dimmed">{say('orders.customer.more')}</p>}
    </>
  );
}
