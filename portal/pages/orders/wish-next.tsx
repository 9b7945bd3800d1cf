// Below a purchase wish: who acts next, and where it led.
import { Wish } from '../../../contract/orders.ts';
import { type Item, shapedAs } from '../../capability.ts';
import { To } from '../../parts/link.tsx';
import { useSay } from '../../parts/say.ts';
import { useMe } from '../../session.ts';

export default function WishNext({ item }: { item: Item }) {
  const say = useSay();
  const me = useMe();
  const { status, provider, reseller, cartId } = shapedAs(Wish, item);
  const side = me.organization === provider.id ? 'provider' : 'reseller';
  return (
    <section className="card column tight" aria-labelledby="next">
      <h2 id="next">{say('portal.whatNext')}</h2>
      <p>{say(`orders.wish.next.${side}.${status}`, { provider: provider.name, reseller: reseller.name })}</p>
      {cartId && (
        <p>
          <To to={`/carts/${cartId}`}>{say('orders.wish.cart')}</To>
        </p>
      )}
    </section>
  );
}
