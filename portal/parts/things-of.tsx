// The things of another kind that belong to one: its first rows in the pattern of their own list, and the way to all.
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { reading } from '../api.ts';
import type { Item, Noun } from '../capability.ts';
import { useMay } from '../may.ts';
import { useAsOf } from './address.ts';
import { To } from './link.tsx';
import { useNouns } from './nouns.ts';
import { Rows, RowsToCome } from './rows.tsx';
import { useSay } from './say.ts';
import { Trouble } from './trouble.tsx';

type Asked = {
  query: Readonly<Record<string, string>>;
  /** What is said where there are none. */
  empty?: string;
  /** Columns that say nothing here, since they are the same in each row. */
  leaves?: readonly string[];
  /** In a card of its own, under the name of the kind, where the page around it has no heading for it. */
  isCard?: boolean;
};
const rowsMax = 50;

/** Nothing where these may not be listed at all. */
export function ThingsOf({ noun: name, ...asked }: Asked & { noun: string }) {
  const may = useMay();
  const noun = useNouns().find((one) => one.name === name);
  if (!noun) throw new Error(`there is no kind of thing called ${name}`);
  return may(noun.list.name) ? <Found noun={noun} {...asked} /> : null;
}

function Found({ noun, query, empty, leaves = [], isCard = false }: Asked & { noun: Noun }) {
  const say = useSay();
  const asOf = useAsOf();
  const heading = useId();
  const asked = { query: { ...noun.only, ...query, limit: rowsMax, count: 'exact', ...(asOf && { asOf }) } };
  const { data, error, refetch } = useQuery(reading<{ items: Item[]; total?: number }>(noun.list, asked));
  const columns = noun.columns.filter((column) => typeof column !== 'string' || !leaves.includes(column));
  const count = data?.items.length ?? 0;
  const total = data?.total ?? count;
  const found = (
    <>
      <Trouble error={error} onAgain={() => void refetch()} />
      {!data && !error && <RowsToCome />}
      {data && count === 0 && <p className="dimmed">{empty ?? say('portal.related.none')}</p>}
      {count > 0 && <Rows noun={noun} columns={columns} items={data!.items} />}
      {total > count && (
        <p>
          <To to={noun.path} search={query}>
            {say('portal.waiting.all', { count: total })}
          </To>
        </p>
      )}
    </>
  );
  if (!isCard) return found;
  return (
    <section className="card column tight" aria-labelledby={heading}>
      <h2 id={heading}>
        {say(`noun.${noun.name}.many`)} {data && <span className="count">{total}</span>}
      </h2>
      {found}
    </section>
  );
}
