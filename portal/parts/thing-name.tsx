// A thing named by its id in a field of another: by what it is called, with the way to it, where it may be seen.
import { useQuery } from '@tanstack/react-query';
import { reading } from '../api.ts';
import type { Item, Noun } from '../capability.ts';
import { useMay } from '../may.ts';
import { To } from './link.tsx';
import { useNouns } from './nouns.ts';
import { useTitle } from './title.ts';

const idShape = /^[a-z]{3}_[0-9a-f]{32}$/;
export const isThingId = (value: unknown): value is string => typeof value === 'string' && idShape.test(value);

const Raw = ({ id }: { id: string }) => <span className="mono">{id}</span>;

/** Asked for only where one thing is shown: in a list that would be a question for each row. */
export function ThingName({ field, id, isFull }: { field: string; id: string; isFull: boolean }) {
  const may = useMay();
  const noun = useNouns().find(({ name, prefix }) => field === `${name}Id` && id.startsWith(`${prefix}_`));
  return isFull && noun && may(noun.see.name) ? <Named noun={noun} id={id} /> : <Raw id={id} />;
}

function Named({ noun, id }: { noun: Noun; id: string }) {
  const title = useTitle();
  const { data } = useQuery({ ...reading<Item>(noun.see, { path: { id } }), retry: false });
  return data ? <To to={`${noun.path}/${id}`}>{title(noun, data)}</To> : <Raw id={id} />;
}
