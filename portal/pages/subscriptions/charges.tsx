// Below a subscription, for who is invoiced: what the vendor charges, for how many, and from when to when.
import { Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useIntl } from 'react-intl';
import { type ChargeLine, Subscription, seeCharges } from '../../../contract/subscriptions.ts';
import { client } from '../../api.ts';
import { type Item, shapedAs } from '../../capability.ts';
import { currentLanguage } from '../../language.ts';
import { useMay } from '../../may.ts';
import { useAsOf } from '../../parts/address.ts';
import { More } from '../../parts/more.tsx';
import { useSay } from '../../parts/say.ts';
import { Table } from '../../parts/table.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Amount, Moment } from '../../parts/value.tsx';
import { useMe } from '../../session.ts';

function useCharges(id: string, isOpen: boolean) {
  return useInfiniteQuery({
    queryKey: [seeCharges.name, id, currentLanguage()] as const,
    queryFn: ({ pageParam, signal }) =>
      client.call(seeCharges, { path: { id }, query: pageParam ? { after: pageParam } : {}, signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    enabled: isOpen,
  });
}

function Lines({ lines }: { lines: readonly ChargeLine[] }) {
  const say = useSay();
  const { formatNumber } = useIntl();
  const until = ({ until: at }: ChargeLine) => (at ? <Moment at={at} isFull /> : say('orders.review.open'));
  return (
    <Table
      label={say('subscriptions.charges')}
      rows={lines}
      keyOf={(line) => line.id}
      columns={[
        { title: say('subscriptions.charge.kind'), show: ({ kind }) => say(`subscriptions.charge.kind.${kind}`) },
        { title: say('orders.line.quantity'), show: ({ quantity }) => formatNumber(quantity) },
        { title: say('orders.review.unitPrice'), show: ({ unitPrice }) => <Amount money={unitPrice} /> },
        { title: say('subscriptions.charge.amount'), show: ({ amount }) => <Amount money={amount} /> },
        { title: say('orders.review.from'), show: ({ from }) => <Moment at={from} isFull /> },
        { title: say('subscriptions.charge.until'), show: until },
        { title: say.field('subscription', 'resellerId'), show: ({ resellerId }) => resellerId },
      ]}
    />
  );
}

export default function Charges({ item }: { item: Item }) {
  const say = useSay();
  const me = useMe();
  const may = useMay();
  const { id, partner } = shapedAs(Subscription, item);
  // Charges are looked at as they are: none is ever changed, so another time shows fewer of the same.
  const isPast = useAsOf() !== undefined;
  const isOpen = may(seeCharges.name) && me.organization === partner.id && !isPast;
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useCharges(id, isOpen);
  if (!isOpen) return null;
  const lines = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className="card column" aria-labelledby="charges">
      <h2 id="charges">{say('subscriptions.charges')}</h2>
      <p>{say('subscriptions.charges.about')}</p>
      <Trouble error={error} onAgain={() => void refetch()} />
      {isPending && <Skeleton height={120} />}
      {data && lines.length === 0 && <p>{say('subscriptions.charges.none')}</p>}
      {lines.length > 0 && <Lines lines={lines} />}
      {hasNextPage && <More isLoading={isFetchingNextPage} onMore={() => void fetchNextPage()} />}
    </section>
  );
}
