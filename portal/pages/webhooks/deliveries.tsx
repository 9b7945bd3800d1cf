// The log of what was sent to a webhook and what came back, newest first; it looks again by itself.
import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import type { Answer } from '../../../contract/operation.ts';
import { type Delivery, listDeliveries } from '../../../contract/webhooks.ts';
import { client } from '../../api.ts';
import type { Item } from '../../capability.ts';
import { useAsOf } from '../../parts/address.ts';
import { Chip } from '../../parts/chip.tsx';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { Moment } from '../../parts/value.tsx';

type Page = Answer<typeof listDeliveries>;
const waitingMilliseconds = 3000;
const againMilliseconds = 10_000;
const pageRows = 20;

function One({ delivery }: { delivery: Delivery }) {
  const say = useSay();
  const { type, status, attempts, answerStatus, error, tookMs, createdAt } = delivery;
  const told = [
    say('webhooks.delivery.attempts', { count: attempts }),
    ...(answerStatus === null ? [] : [say('webhooks.delivery.answered', { status: String(answerStatus) })]),
    ...(tookMs === null ? [] : [say('webhooks.delivery.took', { milliseconds: tookMs })]),
  ];
  return (
    <li>
      <span>
        <strong>{type}</strong>
        <span className="second-line">
          <Moment at={createdAt} /> · {told.join(' · ')}
        </span>
        {error && <span className="second-line">{error}</span>}
      </span>
      <Chip noun="delivery" status={status} />
    </li>
  );
}

function DeliveriesHead({ onAgain }: { onAgain: () => void }) {
  const say = useSay();
  return (
    <div className="row apart">
      <h2 id="deliveries">{say('webhooks.deliveries')}</h2>
      <Button variant="default" size="sm" leftSection={<RefreshCw size={16} aria-hidden />} onClick={onAgain}>
        {say('webhooks.deliveries.again')}
      </Button>
    </div>
  );
}

/** Looks again by itself, sooner as long as one of the newest waits. */
function useDeliveries(id: string, isEnabled: boolean) {
  return useInfiniteQuery({
    queryKey: [listDeliveries.name, id] as const,
    queryFn: ({ pageParam, signal }): Promise<Page> => {
      const query = { limit: pageRows, ...(pageParam && { after: pageParam }) };
      return client.call(listDeliveries, { path: { id }, query, signal } as never);
    },
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state }) =>
      state.data?.pages[0]?.items.some(({ status }) => status === 'waiting') ? waitingMilliseconds : againMilliseconds,
    enabled: isEnabled,
  });
}

export default function Deliveries({ item: { id } }: { item: Item }) {
  const say = useSay();
  const isPast = useAsOf() !== undefined;
  const { data, error, hasNextPage, fetchNextPage, refetch } = useDeliveries(id, !isPast);
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  if (isPast) return null;
  return (
    <section className="card column tight" aria-labelledby="deliveries">
      <DeliveriesHead onAgain={() => void refetch()} />
      <Trouble error={error} onAgain={() => void refetch()} />
      {!data && !error && <Skeleton height={80} aria-label={say('portal.loading')} />}
      {data && items.length === 0 && <p className="dimmed">{say('webhooks.deliveries.empty')}</p>}
      <ul className="queue">
        {items.map((delivery) => (
          <One key={delivery.id} delivery={delivery} />
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="default" onClick={() => void fetchNextPage()}>
          {say('portal.more')}
        </Button>
      )}
    </section>
  );
}
