// The pattern of a thing: its name and state, the facts that matter, its commands, and more below.
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { type ComponentType, lazy, Suspense, useMemo } from 'react';
import { reading } from '../api.ts';
import type { Item, Noun, Tab } from '../capability.ts';
import { useMay } from '../may.ts';
import { useAsOf, useSearch } from './address.ts';
import { Cell } from './cell.tsx';
import { Chip } from './chip.tsx';
import { Commands } from './commands.tsx';
import { Head } from './head.tsx';
import { To } from './link.tsx';
import { nameOf } from './listing.ts';
import { useSay } from './say.ts';
import { useTitle } from './title.ts';
import { Trouble } from './trouble.tsx';

function Facts({ noun, item }: { noun: Noun; item: Item }) {
  const say = useSay();
  const present = noun.facts.filter((column) => typeof column !== 'string' || column in item);
  return (
    <dl className="facts card">
      {present.map((column) => (
        <div key={nameOf(column)}>
          <dt>{say.field(noun.name, nameOf(column))}</dt>
          <dd>
            <Cell noun={noun} column={column} item={item} isFull />
          </dd>
        </div>
      ))}
      <div>
        <dt>{say('field.id')}</dt>
        <dd className="mono small">{item.id}</dd>
      </div>
    </dl>
  );
}

function Below({ noun, item }: { noun: Noun; item: Item }) {
  const parts = useMemo(
    () =>
      Object.entries(noun.below ?? {}).map(([name, load]): [string, ComponentType<{ item: Item }>] => [
        name,
        lazy(load),
      ]),
    [noun],
  );
  return (
    <Suspense fallback={<Skeleton height={120} />}>
      {parts.map(([name, Part]) => (
        <Part key={name} item={item} />
      ))}
    </Suspense>
  );
}

/** The view that the address names, else what comes first. */
function useTab(noun: Noun) {
  const may = useMay();
  const { tab } = useSearch();
  const tabs = Object.entries(noun.tabs ?? {}).filter(([, { operation }]) => may(operation.name));
  return { tabs, current: tabs.find(([name]) => name === tab) };
}

function Tabs({ tabs, current }: ReturnType<typeof useTab>) {
  const say = useSay();
  const { asOf } = useSearch();
  if (tabs.length === 0) return null;
  const names = ['overview', ...tabs.map(([name]) => name)];
  const isCurrent = (name: string) => name === (current?.[0] ?? 'overview');
  return (
    <nav className="tabs" aria-label={say('tab.list')}>
      {names.map((name) => (
        <To
          key={name}
          to="."
          search={{ ...(name !== 'overview' && { tab: name }), ...(asOf && { asOf }) }}
          className={isCurrent(name) ? 'tab current' : 'tab'}
          aria-current={isCurrent(name) ? 'page' : undefined}
        >
          {say(`tab.${name}`)}
        </To>
      ))}
    </nav>
  );
}

function TabPage({ tab: [, { page }], item }: { tab: [string, Tab]; item: Item }) {
  const Part = useMemo(() => lazy(page), [page]);
  return (
    <Suspense fallback={<Skeleton height={120} />}>
      <Part item={item} />
    </Suspense>
  );
}

export function ThingPage({ noun }: { noun: Noun }) {
  const say = useSay();
  const title = useTitle();
  const asOf = useAsOf();
  const tab = useTab(noun);
  const { id = '' } = useParams({ strict: false }) as { id?: string };
  const asked = { path: { id }, query: asOf ? { asOf } : {} };
  const { data: item, error, isPending, refetch } = useQuery(reading<Item>(noun.see, asked));
  const back = (
    <To to={noun.path} className="back">
      <ChevronLeft size={16} aria-hidden />
      {say(`noun.${noun.name}.many`)}
    </To>
  );
  if (!item) {
    return (
      <div className="column">
        {back}
        <Head key="before" title={say(`noun.${noun.name}.one`)} />
        {isPending && !error && <Skeleton height={160} aria-label={say('portal.loading')} />}
        <Trouble error={error} onAgain={() => void refetch()} />
      </div>
    );
  }
  return (
    <div className="column">
      {back}
      <Head
        key="before"
        title={say('portal.thing', { noun: say(`noun.${noun.name}.one`), name: title(noun, item) })}
        chip={item.status && <Chip noun={noun.name} status={item.status} />}
      />
      <Commands noun={noun} item={item} />
      <Tabs {...tab} />
      {tab.current && <TabPage key={tab.current[0]} tab={tab.current} item={item} />}
      {!tab.current && <Facts noun={noun} item={item} />}
      {!tab.current && <Below noun={noun} item={item} />}
    </div>
  );
}
