// The order is placed: its number, how far the vendor's system is with each line, and who acts next.
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type Order, seeOrder } from '../../../contract/orders.ts';
import { listSubscriptions, type Subscription } from '../../../contract/subscriptions.ts';
import { reading } from '../../api.ts';
import { Chip } from '../../parts/chip.tsx';
import { To } from '../../parts/link.tsx';
import { useSay } from '../../parts/say.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';

const watchMilliseconds = 2000;

/** Asks again as long as anything is being set up. */
export function useStarted(orderId: string) {
  const asked = reading<{ items: Subscription[] }>(listSubscriptions, { query: { orderId, limit: 100 } });
  return useQuery({
    ...asked,
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ status }) => status === 'provisioning') ? watchMilliseconds : false,
  });
}

function next(subscriptions: readonly Subscription[]): string {
  if (subscriptions.some(({ status }) => status === 'failed')) return 'failed';
  return subscriptions.every(({ status }) => status === 'active') ? 'active' : 'provisioning';
}

export function Done({ orderId }: { orderId: string }) {
  const say = useSay();
  const { data: order, error, refetch } = useQuery(reading<Order>(seeOrder, { path: { id: orderId } }));
  const { data: started } = useStarted(orderId);
  if (!order) return error ? <Trouble error={error} onAgain={() => void refetch()} /> : <Skeleton height={160} />;
  const subscriptions = started?.items ?? [];
  return (
    <>
      <Note tone="good">{say('orders.done.number', { number: order.number, customer: order.customer.name })}</Note>
      <ul className="queue" aria-label={say('noun.subscription.many')}>
        {subscriptions.map(({ id, nickname, quantity, status }) => (
          <li key={id}>
            <To to={`/subscriptions/${id}`}>{say('orders.line.baseIs', { name: nickname, quantity })}</To>
            <Chip noun="subscription" status={status} />
          </li>
        ))}
      </ul>
      <div className="column tight">
        {subscriptions.length > 0 && <p role="status">{say(`orders.done.next.${next(subscriptions)}`)}</p>}
        <p>{say('orders.done.support', { partner: order.partner.name })}</p>
        <p className="row">
          <To to={`/orders/${order.id}`}>{say('orders.done.see')}</To>
          <To to="/orders/new">{say('orders.another')}</To>
        </p>
      </div>
    </>
  );
}
