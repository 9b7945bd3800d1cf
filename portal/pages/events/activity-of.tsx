// The whole story of one thing.
import type { Item } from '../../capability.ts';
import { More } from '../../parts/more.tsx';
import { RowsToCome } from '../../parts/rows.tsx';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { useActivity } from './reading.ts';
import { Timeline } from './timeline.tsx';

export default function ActivityOf({ item }: { item: Item }) {
  const say = useSay();
  const found = useActivity({ subject: item.id });
  const { items, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = found;
  return (
    <div className="column">
      <Trouble error={error} onAgain={() => void refetch()} />
      {isPending && !error && <RowsToCome />}
      {!isPending && !error && items.length === 0 && <p>{say('activity.empty.thing')}</p>}
      {items.length > 0 && <Timeline items={items} isAlone />}
      {hasNextPage && <More isLoading={isFetchingNextPage} onMore={() => void fetchNextPage()} />}
    </div>
  );
}
