// The pattern of a list: title with count, filters, rows, what can be done with many, and what belongs here when empty.
import { Button } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useIntl } from 'react-intl';
import type { Listed } from '../capability.ts';
import { useMay } from '../may.ts';
import { useMe } from '../session.ts';
import { useAsOf, useChangeSearch } from './address.ts';
import { BulkBar } from './bulk.tsx';
import { CommandDialog } from './command-dialog.tsx';
import { ColumnChoice, Export, Filters } from './filters.tsx';
import { Head } from './head.tsx';
import { To } from './link.tsx';
import { countedRowsMax, useColumns, useFilters, useListing, useSelection } from './listing.ts';
import { Rows, RowsToCome } from './rows.tsx';
import { useSay } from './say.ts';
import { Trouble } from './trouble.tsx';

function useTotal(total: number | undefined): string {
  const { formatNumber } = useIntl();
  if (total === undefined) return '';
  return total >= countedRowsMax ? `${formatNumber(countedRowsMax)}+` : formatNumber(total);
}

export function Create({ noun }: { noun: Listed }) {
  const say = useSay();
  const may = useMay();
  const isPast = useAsOf() !== undefined;
  const [isOpen, setIsOpen] = useState(false);
  const { create } = noun;
  if (!create || isPast || !may(create.operation.name)) return null;
  const verb = say(`command.${create.operation.name}`);
  const icon = <Plus size={16} aria-hidden />;
  if (create.path) {
    return (
      <Button component={To} to={create.path} leftSection={icon}>
        {verb}
      </Button>
    );
  }
  return (
    <>
      <Button leftSection={icon} onClick={() => setIsOpen(true)}>
        {verb}
      </Button>
      {isOpen && <CommandDialog noun={noun.name} command={create} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function Empty({ noun, isFiltered }: { noun: Listed; isFiltered: boolean }) {
  const say = useSay();
  const change = useChangeSearch();
  const Icon = noun.icon;
  const clear = () => change(Object.fromEntries([...(noun.filters ?? []), 'search'].map((name) => [name, undefined])));
  return (
    <div className="empty card">
      <Icon size={32} aria-hidden />
      <p className="obstacle-says">{say(isFiltered ? 'portal.empty.filtered' : `noun.${noun.name}.empty`)}</p>
      {!isFiltered && <p className="dimmed">{say(`noun.${noun.name}.about`)}</p>}
      {isFiltered ? (
        <Button variant="default" onClick={clear}>
          {say('portal.empty.clear')}
        </Button>
      ) : (
        <Create noun={noun} />
      )}
    </div>
  );
}

/** Reaching the end loads more by itself; the button is there for keyboards and for who is faster. */
export function More({ isLoading, onMore }: { isLoading: boolean; onMore: () => void }) {
  const say = useSay();
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const watcher = new IntersectionObserver(([seen]) => seen?.isIntersecting && onMore(), { rootMargin: '400px' });
    if (end.current) watcher.observe(end.current);
    return () => watcher.disconnect();
  }, [onMore]);
  return (
    <div ref={end} className="more">
      <Button variant="default" loading={isLoading} onClick={onMore}>
        {say('portal.more')}
      </Button>
    </div>
  );
}

type Given = {
  noun: Listed;
  /** Where in the address of the API it is listed, as for one customer. */
  path?: Readonly<Record<string, string>>;
  /** Filters that belong to the place and are not offered. */
  fixed?: Readonly<Record<string, string>>;
  onTotal?: (total: string) => void;
};

/** A list without a title of its own, so that a page may hold more than one thing. */
export function Listing({ noun, path, fixed, onTotal }: Given) {
  const chosen = useFilters(noun);
  const me = useMe();
  const filters = { ...chosen, ...fixed };
  const listing = useListing(noun, filters, path);
  const { data, error, isPending, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = listing;
  const { shown, toggle } = useColumns(noun);
  const selection = useSelection();
  const isPast = useAsOf() !== undefined;
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const total = useTotal(data?.pages[0]?.total);
  useEffect(() => onTotal?.(total), [onTotal, total]);
  const usual = { asOf: filters.asOf, sort: filters.sort, ...noun.defaults?.(me), ...fixed };
  const isFiltered = Object.entries(filters).some(([name, value]) => usual[name as 'asOf'] !== value);
  const isSelectable = !isPast && Object.keys(noun.commands ?? {}).length > 0;
  return (
    <>
      <div className="list-tools">
        <Filters noun={noun} filters={chosen} />
        <span className="grow" />
        <ColumnChoice noun={noun} shown={shown} toggle={toggle} />
        <Export noun={noun} filters={filters} {...(path && { path })} />
      </div>
      <Trouble error={error} onAgain={() => void refetch()} />
      {isPending && <RowsToCome />}
      {data && items.length === 0 && <Empty noun={noun} isFiltered={isFiltered} />}
      {items.length > 0 && (
        <Rows noun={noun} columns={shown} items={items} selection={isSelectable ? selection : undefined} />
      )}
      {hasNextPage && <More isLoading={isFetchingNextPage} onMore={() => void fetchNextPage()} />}
      <BulkBar noun={noun} selection={selection} />
    </>
  );
}

export function ListPage({ noun }: { noun: Listed }) {
  const say = useSay();
  const [total, setTotal] = useState('');
  return (
    <div className="column">
      <Head title={say(`noun.${noun.name}.many`)} chip={total && <span className="count">{total}</span>}>
        <Create noun={noun} />
      </Head>
      <Listing noun={noun} onTotal={setTotal} />
    </div>
  );
}
