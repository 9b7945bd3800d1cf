// The receipts of one thing.
import type { Item } from '../../capability.ts';
import { RowsToCome } from '../../parts/rows.tsx';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { useReceipts } from './reading.ts';
import { ReceiptRows } from './receipt-rows.tsx';

export default function ReceiptsOf({ item }: { item: Item }) {
  const say = useSay();
  const { items, error, isPending, refetch } = useReceipts({ subject: item.id });
  return (
    <div className="column">
      <p className="dimmed">{say('receipts.about')}</p>
      <Trouble error={error} onAgain={() => void refetch()} />
      {isPending && !error && <RowsToCome />}
      {!isPending && !error && items.length === 0 && <p>{say('receipts.empty')}</p>}
      {items.length > 0 && <ReceiptRows items={items} />}
    </div>
  );
}
