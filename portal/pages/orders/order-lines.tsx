// Below an order: its lines with what each costs, and how far each subscription is.
import { useIntl } from 'react-intl';
import { Order } from '../../../contract/orders.ts';
import { type Item, shapedAs } from '../../capability.ts';
import { Chip } from '../../parts/chip.tsx';
import { To } from '../../parts/link.tsx';
import { type Say, useSay } from '../../parts/say.ts';
import { Table, type TableColumn } from '../../parts/table.tsx';
import { Amount } from '../../parts/value.tsx';
import { useStarted } from './step-done.tsx';
import { termsText } from './step-offers.tsx';

type Line = Order['lines'][number];

/** Who may not see what it costs gets no prices, and no columns for them. */
function costsOf({ lines, prices }: Order, say: Say): TableColumn<Line>[] {
  if (!prices) return [];
  const cost = (of: 'unitPrice' | 'amount') => ({
    title: say(`orders.review.${of}`),
    show: (line: Line) => {
      if (line.kind === 'usage' && of === 'unitPrice') return say('orders.byUsage');
      const price = prices[lines.indexOf(line)];
      return price ? <Amount money={price[of]} /> : null;
    },
  });
  return [cost('unitPrice'), cost('amount')];
}

function What({ line }: { line: Line }) {
  const say = useSay();
  return (
    <span>
      <To to={`/subscriptions/${line.subscriptionId}`}>{line.skuTitle}</To>
      <span className="second-line">{`${line.productTitle} · ${termsText(say, line)}`}</span>
    </span>
  );
}

export default function OrderLines({ item }: { item: Item }) {
  const say = useSay();
  const { formatNumber } = useIntl();
  const order = shapedAs(Order, item);
  const { data } = useStarted(order.id);
  const status = ({ subscriptionId }: Line) => {
    const known = data?.items.find((one) => one.id === subscriptionId);
    return known ? <Chip noun="subscription" status={known.status} /> : null;
  };
  return (
    <section className="card column" aria-labelledby="lines">
      <h2 id="lines">{say('orders.review.lines')}</h2>
      <Table
        label={say('orders.review.lines')}
        rows={order.lines}
        keyOf={({ subscriptionId }) => subscriptionId}
        columns={[
          { title: say('orders.review.what'), show: (line) => <What line={line} /> },
          { title: say('field.status'), show: status },
          { title: say('orders.line.quantity'), show: ({ quantity }) => formatNumber(quantity) },
          ...costsOf(order, say),
        ]}
      />
    </section>
  );
}
