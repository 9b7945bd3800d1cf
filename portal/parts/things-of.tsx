// The things of another kind that belong to one: its first rows in the pattern of their own list, and the way to all.
import { useQuery } from '@tanstack/react-query';
import { reading } from '../api.ts';
import type { Item } from '../capability.ts';
import { useAsOf } from './address.ts';
import { To } from './link.tsx';
import { useNouns } from './nouns.ts';
import { Rows, RowsToCome } from './rows.tsx';
import { useSay } from './say.ts';
import { Trouble } from './trouble.tsx';

type Given = { noun: string; query: Readonly<Record<string, string>>; empty: string; leaves?: readonly string[] };
const rowsMax = 50;

/** `leaves` are columns that say nothing here, since they are the same in each row. */
export function ThingsOf({ noun: name, query, empty, leaves = [] }: Given) {
  const say = useSay();
  const noun = useNouns().find((one) => one.name === name);
  const asOf = useAsOf();
  if (!noun) throw new Error(`there is no kind of thing called ${name}`);
  const asked = { query: { ...noun.only, ...query, limit: rowsMax, count: 'exact', ...(asOf && { asOf }) } };
  const { data, error, isPending, refetch } = useQuery(reading<{ items: Item[]; total?: number }>(noun.list, asked));
  const columns = noun.columns.filter((column) => typeof column !== 'string' || !leaves.includes(column));
  if (error) return <Trouble error={error} onAgain={() => void refetch()} />;
  if (isPending) return <RowsToCome />;
  if (data.items.length === 0) return <p className="dimmed">{empty}</p>;
  const { total = data.items.length } = data;
  return (
    <>
      <Rows noun={noun} columns={columns} items={data.items} />
      {total > data.items.length && (
        <p>
          <To to={noun.path} search={query}>
            {say('portal.waiting.all', { count: total })}
          </To>
        </p>
      )}
    </>
  );
}
