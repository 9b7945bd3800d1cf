// Below a SKU: whether it stands at the top of the partner's own catalogue, and the order of what does (ORD-009).
import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { pinOffers, seePinnedOffers } from '../../../contract/catalog/pinned.ts';
import type { Answer } from '../../../contract/operation.ts';
import { queries, reading } from '../../api.ts';
import type { Item } from '../../capability.ts';
import { useMay } from '../../may.ts';
import { useAsOf } from '../../parts/address.ts';
import { To } from '../../parts/link.tsx';
import { announce } from '../../parts/live.tsx';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { useAsking } from '../identity/asking.ts';
import { skuName } from './lists.ts';

type Top = Answer<typeof seePinnedOffers>;
type Pinned = Top['items'][number];
type Arrange = (items: readonly Pinned[], about: Pinned) => void;

/** The one before comes after it. */
const raised = (items: readonly Pinned[], at: number): Pinned[] =>
  items.map((one, i) => (i === at - 1 ? items[at]! : i === at ? items[at - 1]! : one));

function Order({ items, onArrange }: { items: readonly Pinned[]; onArrange: Arrange }) {
  const say = useSay();
  return (
    <ol className="column tight">
      {items.map((one, at) => (
        <li key={one.id}>
          <span className="row apart">
            <To to={`/skus/${one.id}`}>{skuName(one)}</To>
            <span className="row">
              {at > 0 && (
                <Button
                  variant="default"
                  size="xs"
                  aria-label={`${say('catalog.pinned.up')}: ${skuName(one)}`}
                  onClick={() => onArrange(raised(items, at), one)}
                >
                  {say('catalog.pinned.up')}
                </Button>
              )}
              <Button
                variant="subtle"
                size="xs"
                aria-label={`${say('catalog.pinned.unpin')}: ${skuName(one)}`}
                onClick={() => onArrange(items.toSpliced(at, 1), one)}
              >
                {say('catalog.pinned.unpin')}
              </Button>
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
}

function Choice({ sku, top, onArrange }: { sku: Pinned; top: Top; onArrange: Arrange }) {
  const say = useSay();
  const { items, most } = top;
  const others = items.filter(({ id }) => id !== sku.id);
  if (others.length < items.length) {
    return <Button onClick={() => onArrange(others, sku)}>{say('catalog.pinned.unpin')}</Button>;
  }
  if (items.length >= most) return <p>{say('catalog.pinned.full')}</p>;
  return <Button onClick={() => onArrange([...items, sku], sku)}>{say('catalog.pinned.pin')}</Button>;
}

function TopOfCatalogue({ sku }: { sku: Pinned }) {
  const say = useSay();
  const heading = useRef<HTMLHeadingElement>(null);
  const { data, error, refetch } = useQuery(reading<Top>(seePinnedOffers));
  const arranging = useAsking(pinOffers);
  const arrange: Arrange = (items, about) => {
    if (arranging.isPending) return;
    arranging.mutate(
      { skus: items.map(({ id }) => id) },
      {
        onSuccess: () => {
          const place = items.findIndex(({ id }) => id === about.id) + 1;
          announce(say(`catalog.pinned.${place ? 'pinned' : 'unpinned'}`, { title: skuName(about), place }));
          // The button that was pressed may be gone or elsewhere: whoever uses the keyboard goes on from the top.
          heading.current?.focus();
          void queries.invalidateQueries();
        },
      },
    );
  };
  return (
    <section className="card column" aria-labelledby="pinned">
      <h2 id="pinned" ref={heading} tabIndex={-1}>
        {say('catalog.pinned.title')}
      </h2>
      <Trouble error={error ?? arranging.error} onAgain={() => void refetch()} />
      {!data && !error && <Skeleton height={80} />}
      {data && (
        <>
          <p>{say('catalog.pinned.about', { count: data.items.length, most: data.most })}</p>
          <div>
            <Choice sku={sku} top={data} onArrange={arrange} />
          </div>
          {data.items.length > 0 && <Order items={data.items} onArrange={arrange} />}
        </>
      )}
    </section>
  );
}

export default function Pinning({ item }: { item: Item }) {
  const isPast = useAsOf() !== undefined;
  return useMay()(pinOffers.name) && !isPast ? <TopOfCatalogue sku={item as unknown as Pinned} /> : null;
}
