// Whom something is for: the customers of the caller, found by name; what was chosen is shown with a way back.
import { Button, Skeleton, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId, useState } from 'react';
import {
  listRelationships,
  type Relationship,
  seeRelationship,
} from '../../../contract/relationships/relationships.ts';
import { reading } from '../../api.ts';
import { To } from '../../parts/link.tsx';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { Place } from '../../parts/value.tsx';

const shownRows = 20;

export const useRelationship = (id: string | undefined) =>
  useQuery({ ...reading<Relationship>(seeRelationship, { path: { id: id ?? '' } }), enabled: id !== undefined });

/** What it hangs on: a direct sale, or the partners it goes through. */
function Through({ relationship: { resellers, providers } }: { relationship: Relationship }) {
  const say = useSay();
  const names = [...resellers, ...providers].map(({ name }) => name).join(', ');
  return (
    <span className="second-line">
      {names ? say('orders.customer.through', { names }) : say('orders.customer.direct')}
    </span>
  );
}

type Given = {
  chosen: Relationship | undefined;
  onChoose: (relationship: Relationship | undefined) => void;
  /** Only those that this holds for may be chosen. */
  fits?: (relationship: Relationship) => boolean;
};

function Found({ search, fits = () => true, onChoose }: Omit<Given, 'chosen'> & { search: string }) {
  const say = useSay();
  const query = { status: 'active', limit: shownRows, sort: 'customerName', ...(search && { search }) };
  const { data, error, refetch } = useQuery(
    reading<{ items: Relationship[]; next: string | null }>(listRelationships, { query }),
  );
  if (!data) return error ? <Trouble error={error} onAgain={() => void refetch()} /> : <Skeleton height={120} />;
  const items = data.items.filter(fits);
  if (items.length === 0) {
    return (
      <div className="column tight">
        <p>{say(search ? 'orders.customer.notFound' : 'orders.customer.none')}</p>
        {!search && <To to="/invitations">{say('orders.customer.invite')}</To>}
      </div>
    );
  }
  return (
    <>
      <ul className="choices" aria-label={say('orders.customer')}>
        {items.map((one) => (
          <li key={one.id}>
            <button type="button" className="choice" onClick={() => onChoose(one)}>
              <strong>{one.customerName}</strong>
              <span>
                <Place country={one.customer.country} />
              </span>
              <Through relationship={one} />
            </button>
          </li>
        ))}
      </ul>
      {data.next && <p className="small dimmed">{say('orders.customer.more')}</p>}
    </>
  );
}

export function CustomerChoice({ chosen, onChoose, fits }: Given) {
  const say = useSay();
  const [typed, setTyped] = useState('');
  const search = useDeferredValue(typed.trim());
  const headingId = useId();
  if (chosen) {
    return (
      <section className="card row apart" aria-labelledby={headingId}>
        <p id={headingId}>
          <span className="dimmed">{say('orders.customer')}</span> <strong>{chosen.customerName}</strong>
          <Through relationship={chosen} />
        </p>
        <Button variant="default" onClick={() => onChoose(undefined)}>
          {say('orders.customer.another')}
        </Button>
      </section>
    );
  }
  return (
    <div className="column">
      <TextInput
        type="search"
        label={say('orders.customer.search')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Found search={search} onChoose={onChoose} {...(fits && { fits })} />
    </div>
  );
}
