// What one customer may buy from here now, and what stands in the way of everything else (ORD-002).
import { Skeleton } from '@mantine/core';
import { useChangeSearch, useSearch } from '../../parts/address.ts';
import { Head } from '../../parts/head.tsx';
import { To } from '../../parts/link.tsx';
import { Listing } from '../../parts/list-page.tsx';
import { useSay } from '../../parts/say.ts';
import { Trouble } from '../../parts/trouble.tsx';
import { CustomerChoice, useRelationship } from '../orders/customer-choice.tsx';
import { availability } from './lists.ts';

export default function Available() {
  const say = useSay();
  const { relationship: id } = useSearch();
  const change = useChangeSearch();
  const { data: chosen, error, isLoading } = useRelationship(id);
  return (
    <div className="column">
      <Head title={say('noun.availability.many')} />
      <p>{say('catalog.availability.about')}</p>
      <Trouble error={error} />
      <CustomerChoice chosen={chosen} onChoose={(one) => change({ relationship: one?.id })} />
      {isLoading && <Skeleton height={120} />}
      {chosen && (
        <>
          <p>
            <To to="/orders/new" search={{ relationship: chosen.id }}>
              {say('catalog.availability.order', { customer: chosen.customerName })}
            </To>
          </p>
          <Listing noun={availability} path={{ customer: chosen.customer.id }} />
        </>
      )}
    </div>
  );
}
