// The rows of a list: a table where there is room for one, cards where there is not.
import { ActionIcon, Checkbox, Skeleton } from '@mantine/core';
import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import { memo } from 'react';
import { useIntl } from 'react-intl';
import type { Column, Item, Listed } from '../capability.ts';
import { useChangeSearch, useSearch } from './address.ts';
import { Cell } from './cell.tsx';
import { Chip } from './chip.tsx';
import { To } from './link.tsx';
import { keyOf, nameOf, type Selection } from './listing.ts';
import { useRoom } from './room.ts';
import { useSay } from './say.ts';
import { useTitle } from './title.ts';
import { hasStatus, wayTo } from './way.ts';

type Given = { noun: Listed; columns: readonly Column[]; items: readonly Item[]; selection?: Selection | undefined };

function Sorter({ name, title }: { name: string; title: string }) {
  const say = useSay();
  const { sort } = useSearch();
  const change = useChangeSearch();
  const isUp = sort === name;
  const isDown = sort === `-${name}`;
  const Icon = isUp ? ArrowUp : isDown ? ArrowDown : ArrowUpDown;
  const next = isUp ? `-${name}` : isDown ? undefined : name;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="sm"
      aria-label={say('portal.sortBy', { name: title })}
      onClick={() => change({ sort: next })}
    >
      <Icon size={14} aria-hidden />
    </ActionIcon>
  );
}

function HeadRow({ noun, columns, items, selection }: Given) {
  const say = useSay();
  const { sort } = useSearch();
  const isAll = items.length > 0 && items.every(({ id }) => selection?.chosen.has(id));
  const ordered = (name: string) => (sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : undefined);
  return (
    <tr>
      {selection && (
        <th scope="col" className="list-check">
          <Checkbox
            size="xs"
            aria-label={say('portal.chooseAll')}
            checked={isAll}
            onChange={() => selection.choose(items, !isAll)}
          />
        </th>
      )}
      <th scope="col" className="list-name">
        {say(`noun.${noun.name}.one`)}
      </th>
      {hasStatus(noun) && (
        <th scope="col" className="list-status">
          {say('field.status')}
        </th>
      )}
      {columns.map((column) => {
        const name = nameOf(column);
        const title = say.field(noun.name, name);
        return (
          <th scope="col" key={name} className="list-cell" aria-sort={ordered(name)}>
            {title}
            {noun.sorts?.includes(name) && <Sorter name={name} title={title} />}
          </th>
        );
      })}
    </tr>
  );
}

type RowGiven = {
  noun: Listed;
  columns: readonly Column[];
  item: Item;
  isChosen: boolean;
  choose?: Selection['choose'];
};
const Row = memo(function Row({ noun, columns, item, isChosen, choose }: RowGiven) {
  const say = useSay();
  const title = useTitle()(noun, item);
  const way = wayTo(noun, item);
  return (
    <tr className={isChosen ? 'chosen' : undefined}>
      {choose && (
        <td className="list-check">
          <Checkbox
            size="xs"
            aria-label={say('portal.chooseOne', { name: title })}
            checked={isChosen}
            onChange={() => choose([item], !isChosen)}
          />
        </td>
      )}
      <td className="list-name">{way ? <To {...way}>{title}</To> : title}</td>
      {hasStatus(noun) && (
        <td className="list-status">
          <Chip noun={noun.name} status={item.status} />
        </td>
      )}
      {columns.map((column) => (
        <td key={nameOf(column)} className="list-cell">
          <span className="list-label" aria-hidden>
            {say.field(noun.name, nameOf(column))}
          </span>
          <Cell noun={noun} column={column} item={item} />
        </td>
      ))}
    </tr>
  );
});

/** The last columns give way where there is no room for all; which ones did is said below. */
export function Rows({ noun, columns, items, selection }: Given) {
  const say = useSay();
  const { formatList } = useIntl();
  const titles = columns.map((column) => say.field(noun.name, nameOf(column)));
  const { box, table, count } = useRoom(titles);
  const fitting = columns.slice(0, count);
  return (
    <div className="list-room column tight" ref={box}>
      <table className="list" ref={table} aria-label={say(`noun.${noun.name}.many`)}>
        <thead>
          <HeadRow noun={noun} columns={fitting} items={items} selection={selection} />
        </thead>
        <tbody>
          {items.map((item) => (
            <Row
              key={keyOf(noun, item)}
              noun={noun}
              columns={fitting}
              item={item}
              isChosen={selection?.chosen.has(item.id) ?? false}
              {...(selection && { choose: selection.choose })}
            />
          ))}
        </tbody>
      </table>
      {count < titles.length && (
        <p className="small dimmed">{say('portal.columns.waiting', { names: formatList(titles.slice(count)) })}</p>
      )}
    </div>
  );
}

const skeletonRows = ['one', 'two', 'three', 'four', 'five', 'six'];
export function RowsToCome() {
  const say = useSay();
  return (
    <div className="list" aria-busy="true">
      <span className="only-heard">{say('portal.loading')}</span>
      {skeletonRows.map((name) => (
        <div key={name} className="skeleton-row">
          <Skeleton height={16} radius="sm" />
        </div>
      ))}
    </div>
  );
}
