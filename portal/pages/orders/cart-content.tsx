// Below a cart: what is in it, what stands against it, and the way on to the order.
import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useIntl } from 'react-intl';
import { Cart, type Review, reviewCart } from '../../../contract/orders.ts';
import { reading } from '../../api.ts';
import { type Item, shapedAs } from '../../capability.ts';
import { useAsOf } from '../../parts/address.ts';
import { To } from '../../parts/link.tsx';
import { useSay } from '../../parts/say.ts';
import { Table } from '../../parts/table.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { termsText } from './step-offers.tsx';

export default function CartContent({ item }: { item: Item }) {
  const say = useSay();
  const { formatNumber } = useIntl();
  const isPast = useAsOf() !== undefined;
  const { id, status, lines, orderId } = shapedAs(Cart, item);
  const isOpen = status === 'draft' && !isPast;
  const asked = reading<Review>(reviewCart, { path: { id } });
  const { data: review, error, refetch } = useQuery({ ...asked, enabled: isOpen });
  const told = (skuId: string) => review?.lines.find(({ line }) => line.skuId === skuId);
  return (
    <section className="card column" aria-labelledby="content">
      <h2 id="content">{say('orders.cart.content')}</h2>
      <Trouble error={error} onAgain={() => void refetch()} />
      {isOpen && !review && !error && <Skeleton height={120} />}
      {lines.length === 0 && <p>{say('orders.lines.none')}</p>}
      {lines.length > 0 && (
        <Table
          label={say('orders.review.lines')}
          rows={lines}
          keyOf={(line) => [line.skuId, line.segment, line.term, line.billingPlan, line.baseId].join(' ')}
          columns={[
            { title: say('orders.review.what'), show: ({ skuId }) => told(skuId)?.skuTitle ?? skuId },
            { title: say('orders.line.terms'), show: (line) => termsText(say, line) },
            { title: say('orders.line.quantity'), show: ({ quantity }) => formatNumber(quantity) },
          ]}
        />
      )}
      <p className="row">
        {isOpen && (
          <Button component={To} to="/orders/new" search={{ cart: id, step: lines.length > 0 ? 'lines' : 'offers' }}>
            {say('orders.cart.continue')}
          </Button>
        )}
        {orderId && <To to={`/orders/${orderId}`}>{say('orders.done.see')}</To>}
      </p>
    </section>
  );
}
