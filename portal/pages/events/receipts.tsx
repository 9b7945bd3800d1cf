// Every consent that concerns the organization, each with its signed receipt.
import { ReceiptText } from 'lucide-react';
import { Head } from '../../parts/head.tsx';
import { More } from '../../parts/more.tsx';
import { RowsToCome } from '../../parts/rows.tsx';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { useReceipts } from './reading.ts';
import { ReceiptRows } from './receipt-rows.tsx';

export default function Receipts() {
  const say = useSay();
  const { items, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useReceipts({});
  return (
    <div className="column">
      <Head title={say('page.receipts')} />
      <p className="dimmed">{say('receipts.about')}</p>
      <Trouble error={error} onAgain={() => void refetch()} />
      {isPending && !error && <RowsToCome />}
      {!isPending && !error && items.length === 0 && (
        <div className="empty card">
          <ReceiptText size={32} aria-hidden />
          <p className="obstacle-says">{say('receipts.empty')}</p>
          <p className="dimmed">{say('receipts.empty.about')}</p>
        </div>
      )}
      {items.length > 0 && <ReceiptRows items={items} />}
      {hasNextPage && <More isLoading={isFetchingNextPage} onMore={() => void fetchNextPage()} />}
    </div>
  );
}
