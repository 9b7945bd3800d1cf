// What a person or a program is called whose id stands in an answer; many are asked for at once.
import { useQuery } from '@tanstack/react-query';
import { namePeople } from '../../contract/members.ts';
import { client } from '../api.ts';
import { useSay } from './say.ts';

const idShape = /^(usr|app)_[0-9a-f]{32}$/;
export const isPersonId = (value: unknown): value is string => typeof value === 'string' && idShape.test(value);

type Asked = { id: string; resolve: (name: string | null) => void; reject: (error: unknown) => void };
const gatherMilliseconds = 10;
const idsMax = 100;
const gathered: Asked[] = [];

async function askTogether(): Promise<void> {
  const asked = gathered.splice(0, idsMax);
  if (gathered.length > 0) void askTogether();
  try {
    const ids = [...new Set(asked.map(({ id }) => id))].join(',');
    const { items } = await client.call(namePeople, { query: { ids } });
    for (const one of asked) one.resolve(items.find(({ id }) => id === one.id)?.name ?? null);
  } catch (error) {
    for (const one of asked) one.reject(error);
  }
}

const nameOf = (id: string): Promise<string | null> =>
  new Promise((resolve, reject) => {
    if (gathered.length === 0) setTimeout(() => void askTogether(), gatherMilliseconds);
    gathered.push({ id, resolve, reject });
  });

/** Undefined while it is being asked for, null where nothing may be said of them. */
export function useNameOf(id: string | null): string | null | undefined {
  const asked = id !== null && isPersonId(id);
  const { data, error } = useQuery({
    queryKey: ['person', id],
    queryFn: () => nameOf(id!),
    enabled: asked,
    staleTime: 300_000,
  });
  return asked && !error ? data : null;
}

export function PersonName({ id }: { id: string }) {
  const say = useSay();
  const name = useNameOf(id);
  return <span title={id}>{name === undefined ? '…' : (name ?? say('person.unknown'))}</span>;
}
