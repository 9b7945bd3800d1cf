// Things of another kind that belong to this one: a short list on its page, with the way to all of them.
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { reading } from '../api.ts';
import type { Item, Noun } from '../capability.ts';
import { useMay } from '../may.ts';
import { useAsOf } from './address.ts';
import { Cell } from './cell.tsx';
import { Chip } from './chip.tsx';
import { To } from './link.tsx';
import { nameOf } from './listing.ts';
import { useNouns } from './nouns.ts';
import { useSay } from './say.ts';
import { useTitle } from './title.ts';
import { Trouble } from './trouble.tsx';

type Page = { items: Item[]; total?: number };
type Given = { of: string; filter: Readonly<Record<string, string>>; facts?: readonly string[] };
const shownRows = 20;

export function Related({ of, filter, facts = [] }: Given) {
  const noun = useNouns().find(({ name }) => name === of);
  const may = useMay();
  return noun && may(noun.list.name) ? <Found noun={noun} filter={filter} facts={facts} /> : null;
}

function Found({ noun, filter, facts }: Omit<Given, 'of'> & { noun: Noun; facts: readonly string[] }) {
  const say = useSay();
  const asOf = useAsOf();
  const title = useId();
  const asked = { ...filter, limit: shownRows, count: 'exact', ...(asOf && { asOf }) };
  const { data, error, refetch } = useQuery(reading<Page>(noun.list, { query: asked }));
  return (
    <section className="card column tight" aria-labelledby={title}>
      <h2 id={title}>
        {say(`noun.${noun.name}.many`)} {data?.total !== undefined && <span className="count">{data.total}</span>}
      </h2>
      <Trouble error={error} onAgain={() => void refetch()} />
      {!data && !error && <Skeleton height={60} aria-label={say('portal.loading')} />}
      {data?.items.length === 0 && <p className="dimmed">{say('portal.related.none')}</p>}
      <ul className="queue">
        {data?.items.map((item) => (
          <Row key={item.id} noun={noun} item={item} facts={facts} />
        ))}
      </ul>
    </section>
  );
}

function Row({ noun, item, facts }: { noun: Noun; item: Item; facts: readonly string[] }) {
  const title = useTitle();
  const columns = noun.facts.filter((column) => facts.includes(nameOf(column)));
  return (
    <li>
      <To to={`${noun.path}/${item.id}`}>{title(noun, item)}</To>
      {columns.map((column) => (
        <Cell key={nameOf(column)} noun={noun} column={column} item={item} />
      ))}
      <Chip noun={noun.name} status={item.status} />
    </li>
  );
}
