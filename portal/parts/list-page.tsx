// The pattern of a list: title with count, filters, rows, what can be done with many, and what belongs here when empty.
import { Button } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useIntl } from 'react-intl';
import type { Listed, Making } from '../capability.ts';
import { useMay } from '../may.ts';
import { useMe, useStanding } from '../session.ts';
import { useAsOf, useChangeSearch } from './address.ts';
import { BulkBar } from './bulk.tsx';
import { CommandDialog } from './command-dialog.tsx';
import { Export } from './export.tsx';
import { ColumnChoice, Filters } from './filters.tsx';
import { Head } from './head.tsx';
import { To } from './link.tsx';
import { countedRowsMax, useColumns, useFilters, useListing, useSelection } from './listing.ts';
import { More } from './more.tsx';
import { Rows, RowsToCome } from './rows.tsx';
import { useSay } from './say.ts';
import { shapesOf } from './shape.ts';
import { Trouble } from './trouble.tsx';

function useTotal(total: number | undefined): string {
  const { formatNumber } = useIntl();
  if (total === undefined) return '';
  return total >= countedRowsMax ? `${formatNumber(countedRowsMax)}+` : formatNumber(total);
}

type Creating = { noun: Listed; onOpen: (create: Making) => void };
function Create({ noun: { create, createAlso }, onOpen }: Creating) {
  const may = useMay();
  const isPast = useAsOf() !== undefined;
  const standing = useStanding();
  const ways = [create, createAlso]
    .flat()
    .filter((one) => one !== undefined && !isPast && may(one.operation.name))
    .filter((one) => one?.isOffered?.(standing) !== false);
  return ways.map((one, at) => <Way key={one!.operation.name} create={one!} isFirst={at === 0} onOpen={onOpen} />);
}

function Way({ create, isFirst, onOpen }: { create: Making; isFirst: boolean; onOpen: (create: Making) => void }) {
  const say = useSay();
  const verb = say(`command.${create.operation.name}`);
  const icon = <Plus size={16} aria-hidden />;
  if (create.path) {
    return (
      <Button component={To} to={create.path} leftSection={icon} variant={isFirst ? 'filled' : 'default'}>
        {verb}
      </Button>
    );
  }
  return (
    <Button leftSection={icon} variant={isFirst ? 'filled' : 'default'} onClick={() => onOpen(create)}>
      {verb}
    </Button>
  );
}

function Empty({ noun, isFiltered, onOpen }: Creating & { isFiltered: boolean }) {
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
        <Create noun={noun} onOpen={onOpen} />
      )}
    </div>
  );
}

/** The dialog belongs to the page: the button of an empty list goes away with the first thing that is made. */
function useCreating({ name }: Listed) {
  const [open, setOpen] = useState<Making>();
  const dialog = open && <CommandDialog noun={name} command={open} onClose={() => setOpen(undefined)} />;
  return { dialog, open: setOpen };
}

type Given = {
  noun: Listed;
  /** Where in the address of the API it is listed, as for one customer. */
  path?: Readonly<Record<string, string>>;
  onTotal?: (total: string) => void;
  onOpen?: (create: Making) => void;
};
const nothing = () => undefined;

/** A table of its own takes what it knows of the filters. */
function exportOf({ list, exported = list }: Listed, asked: Readonly<Record<string, string>>) {
  const known = new Set(shapesOf(exported.query).map(({ name }) => name));
  return { operation: exported, query: Object.fromEntries(Object.entries(asked).filter(([name]) => known.has(name))) };
}

/** A list without a title of its own, so that a page may hold more than one thing. */
export function Listing({ noun, path, onTotal, onOpen = nothing }: Given) {
  const say = useSay();
  const me = useMe();
  const filters = useFilters(noun);
  const listing = useListing(noun, filters, path);
  const { data, error, isPending, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = listing;
  const columns = useColumns(noun);
  const selection = useSelection();
  const isPast = useAsOf() !== undefined;
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const total = useTotal(data?.pages[0]?.total);
  useEffect(() => onTotal?.(total), [onTotal, total]);
  const usual: Readonly<Record<string, string>> = noun.defaults?.(me) ?? {};
  const chosen = Object.keys(filters).filter((name) => name !== 'asOf' && name !== 'sort');
  const isFiltered = chosen.some((name) => usual[name] !== filters[name]);
  const whole = { title: say(`noun.${noun.name}.many`), ...exportOf(noun, { ...noun.only, ...filters }) };
  const isSelectable = !isPast && Object.keys(noun.commands ?? {}).length > 0;
  return (
    <>
      <div className="list-tools">
        <Filters noun={noun} filters={filters} />
        <span className="grow" />
        <div className="row">
          <ColumnChoice noun={noun} {...columns} />
          <Export {...whole} {...(path && { path })} isLong={(data?.pages[0]?.total ?? 0) >= countedRowsMax} />
        </div>
      </div>
      <Trouble error={error} onAgain={() => void refetch()} noun={noun.name} />
      {isPending && <RowsToCome />}
      {data && items.length === 0 && <Empty noun={noun} isFiltered={isFiltered} onOpen={onOpen} />}
      {items.length > 0 && (
        <Rows noun={noun} columns={columns.shown} items={items} selection={isSelectable ? selection : undefined} />
      )}
      {hasNextPage && <More isLoading={isFetchingNextPage} onMore={() => void fetchNextPage()} />}
      <BulkBar noun={noun} selection={selection} />
    </>
  );
}

export function ListPage({ noun }: { noun: Listed }) {
  const say = useSay();
  const creating = useCreating(noun);
  const [total, setTotal] = useState('');
  return (
    <div className="column">
      <Head title={say(`noun.${noun.name}.many`)} chip={total && <span className="count">{total}</span>}>
        <Create noun={noun} onOpen={creating.open} />
      </Head>
      <Listing noun={noun} onTotal={setTotal} onOpen={creating.open} />
      {creating.dialog}
    </div>
  );
}
