// Below a subscription: what its state means, who acts next, and where else it can be looked at.
import { useQuery } from '@tanstack/react-query';
import { Subscription, seeSubscription } from '../../../contract/subscriptions.ts';
import { reading } from '../../api.ts';
import { type Item, shapedAs } from '../../capability.ts';
import { useAsOf } from '../../parts/address.ts';
import { To } from '../../parts/link.tsx';
import { useSay } from '../../parts/say.ts';
import { Note } from '../../parts/trouble.tsx';
import { useMe } from '../../session.ts';

const watchMilliseconds = 2000;
/** The page above shows the same answer, so it turns when the vendor's system has done its work. */
function useWatched(id: string, isWaiting: boolean): void {
  const asked = reading<Subscription>(seeSubscription, { path: { id }, query: {} });
  useQuery({ ...asked, enabled: isWaiting, refetchInterval: isWaiting ? watchMilliseconds : false });
}

export default function Standing({ item }: { item: Item }) {
  const say = useSay();
  const me = useMe();
  const { status, failure, orderId, baseId, partner, customer, supportContact } = shapedAs(Subscription, item);
  const isPast = useAsOf() !== undefined;
  useWatched(item.id, status === 'provisioning' && !isPast);
  const isCustomer = me.organization === customer.id;
  const isSeller = me.organization === partner.id;
  return (
    <>
      {status === 'provisioning' && <Note tone="waiting">{say('subscriptions.standing.provisioning')}</Note>}
      {status === 'failed' && (
        <Note tone="bad">
          <p className="obstacle-says">{say('subscriptions.standing.failed')}</p>
          {failure && <p>{failure}</p>}
          {isSeller && <p>{say('subscriptions.standing.failed.mend')}</p>}
        </Note>
      )}
      <section className="card column tight" aria-labelledby="who">
        <h2 id="who">{say('subscriptions.who')}</h2>
        <p>{say('subscriptions.who.sold', { partner: partner.name })}</p>
        <p>{say('subscriptions.who.supports', { partner: supportContact.name })}</p>
        {isCustomer && <p>{say('subscriptions.who.changes', { partner: partner.name })}</p>}
        <p className="row">
          <To to={`/orders/${orderId}`}>{say('orders.done.see')}</To>
          {baseId && <To to={`/subscriptions/${baseId}`}>{say('subscriptions.base')}</To>}
        </p>
      </section>
    </>
  );
}
