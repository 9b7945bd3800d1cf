// The activity of all that concerns the organization, by kind, by the other side, by period.
import { NativeSelect, TextInput } from '@mantine/core';
import { History } from 'lucide-react';
import { useIntl } from 'react-intl';
import { listActivity } from '../../../contract/events.ts';
import { useChangeSearch, useSearch } from '../../parts/address.ts';
import { Export } from '../../parts/export.tsx';
import { Head } from '../../parts/head.tsx';
import { More } from '../../parts/more.tsx';
import { RowsToCome } from '../../parts/rows.tsx';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { type Asked, useActivity } from './reading.ts';
import { Timeline } from './timeline.tsx';

const dayOf = (instant: string | undefined) => instant?.slice(0, 10) ?? '';
const startOf = (day: string) => (day ? new Date(`${day}T00:00:00`).toISOString() : undefined);
const endOf = (day: string) => (day ? new Date(`${day}T23:59:59.999`).toISOString() : undefined);

function useTypes(): readonly { value: string; label: string }[] {
  const { messages, locale } = useIntl();
  const named = Object.entries(messages).flatMap(([key, label]) =>
    key.startsWith('event.') && typeof label === 'string' ? [{ value: key.slice('event.'.length), label }] : [],
  );
  return named.sort((one, next) => one.label.localeCompare(next.label, locale));
}

type Pair = { id: string; name: string };
function Tools({ pairs, asked }: { pairs: readonly Pair[]; asked: Asked }) {
  const say = useSay();
  const search = useSearch();
  const change = useChangeSearch();
  const all = { value: '', label: say('portal.all') };
  return (
    <div className="list-tools">
      <NativeSelect
        size="sm"
        label={say('activity.type')}
        value={search.type ?? ''}
        data={[all, ...useTypes()]}
        onChange={({ currentTarget: { value } }) => change({ type: value || undefined })}
      />
      <NativeSelect
        size="sm"
        label={say('activity.pair')}
        value={search.pair ?? ''}
        data={[all, ...pairs.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={({ currentTarget: { value } }) => change({ pair: value || undefined })}
      />
      <TextInput
        size="sm"
        type="date"
        label={say('activity.from')}
        value={dayOf(search.from)}
        onChange={({ currentTarget: { value } }) => change({ from: startOf(value) })}
      />
      <TextInput
        size="sm"
        type="date"
        label={say('activity.until')}
        value={dayOf(search.until)}
        onChange={({ currentTarget: { value } }) => change({ until: endOf(value) })}
      />
      <span className="grow" />
      <Export operation={listActivity} title={say('page.activity')} query={asked} />
    </div>
  );
}

export default function Activity() {
  const say = useSay();
  const { type, pair, from, until } = useSearch();
  const asked = { type, pair, from, until };
  const { items, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useActivity(asked);
  const everybody = useActivity({ from, until });
  const parties = everybody.items.flatMap(({ parties: all }) => Object.values(all));
  const pairs = [...new Map(parties.map((party) => [party.id, party])).values()];
  return (
    <div className="column">
      <Head title={say('page.activity')} />
      <p className="dimmed">
        {say('activity.about')} {!from && !until && say('activity.lastMonth')}
      </p>
      <Tools pairs={pairs} asked={asked} />
      <Trouble error={error} onAgain={() => void refetch()} />
      {isPending && !error && <RowsToCome />}
      {!isPending && !error && items.length === 0 && (
        <div className="empty card">
          <History size={32} aria-hidden />
          <p className="obstacle-says">{say('activity.empty')}</p>
          <p className="dimmed">{say('activity.empty.about')}</p>
        </div>
      )}
      {items.length > 0 && <Timeline items={items} />}
      {hasNextPage && <More isLoading={isFetchingNextPage} onMore={() => void fetchNextPage()} />}
    </div>
  );
}
