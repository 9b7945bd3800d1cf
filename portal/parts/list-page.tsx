// The pattern of a list: title with count, filters, rows, what can be done with many, and what belongs here when empty.
import { Button } from '@mantine/core';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { Noun } from '../capability.ts';
import { useMay } from '../may.ts';
import { useStanding } from '../session.ts';
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
import { Trouble } from './trouble.tsx';

function useTotal(total: number | undefined): string {
  const { formatNumber } = useIntl();
  if (total === undefined) return '';
  return total >= countedRowsMax ? `${formatNumber(countedRowsMax)}+` : formatNumber(total);
}

type Creating = { noun: Noun; onOpen: () => void };
export function Create({ noun: { create }, onOpen }: Creating) {
  const say = useSay();
  const may = useMay();
  const isPast = useAsOf() !== undefined;
  const standing = useStanding();
  if (!create || isPast || !may(create.operation.name) || create.isOffered?.(standing) === false) return null;
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
    <Button leftSection={icon} onClick={onOpen}>
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
function useCreating({ name, create }: Noun) {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  const dialog = isOpen && create && <CommandDialog noun={name} command={create} onClose={close} />;
  return { dialog, open: () => setIsOpen(true) };
}

export function ListPage({ noun }: { noun: Noun }) {
  const say = useSay();
  const creating = useCreating(noun);
  const filters = useFilters(noun);
  const { data, error, isPending, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useListing(noun, filters);
  const { shown, toggle } = useColumns(noun);
  const selection = useSelection();
  const isPast = useAsOf() !== undefined;
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const total = useTotal(data?.pages[0]?.total);
  const isFiltered = Object.keys(filters).some((name) => name !== 'asOf' && name !== 'sort');
  const isSelectable = !isPast && Object.keys(noun.commands ?? {}).length > 0;
  return (
    <div className="column">
      <Head title={say(`noun.${noun.name}.many`)} chip={total && <span className="count">{total}</span>}>
        <Create noun={noun} onOpen={creating.open} />
      </Head>
      <div className="list-tools">
        <Filters noun={noun} filters={filters} />
        <span className="grow" />
        <ColumnChoice noun={noun} shown={shown} toggle={toggle} />
        <Export operation={noun.list} title={say(`noun.${noun.name}.many`)} query={{ ...noun.only, ...filters }} />
      </div>
      <Trouble error={error} onAgain={() => void refetch()} />
      {isPending && <RowsToCome />}
      {data && items.length === 0 && <Empty noun={noun} isFiltered={isFiltered} onOpen={creating.open} />}
      {items.length > 0 && (
        <Rows noun={noun} columns={shown} items={items} selection={isSelectable ? selection : undefined} />
      )}
      {hasNextPage && <More isLoading={isFetchingNextPage} onMore={() => void fetchNextPage()} />}
      <BulkBar noun={noun} selection={selection} />
      {creating.dialog}
    </div>
  );
}
