// How many of each offer, on which terms, on which base, and which reseller stands on record.
import { NativeSelect, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Static } from 'typebox';
import { type Availability, listAvailability } from '../../../contract/catalog/offers.ts';
import { type Cart, type CartLine, type Review, reviewCart } from '../../../contract/orders.ts';
import { listSubscriptions, type Subscription } from '../../../contract/subscriptions.ts';
import { reading } from '../../api.ts';
import { useSay } from '../../parts/say.ts';
import { Note, Obstacle, Trouble } from '../../parts/trouble.tsx';
import { skuName } from '../catalog/lists.ts';
import ResellerChoice from '../subscriptions/reseller-choice.tsx';
import { useResellers } from '../subscriptions/resellers.ts';
import { type Filling, sameOffer } from './content.ts';
import { Seats } from './seats.tsx';
import { termsText } from './step-offers.tsx';

type Offer = Static<typeof Availability>;
type Told = Review['lines'][number];
type Given = {
  cart: Cart;
  line: CartLine;
  told: Told | undefined;
  title: string;
  onChange: (next: Partial<CartLine>) => void;
};

/** The terms on which the same thing can be had; what was chosen is always among them. */
function Terms({ cart, line, title, onChange }: Given) {
  const say = useSay();
  const { skuId, segment } = line;
  const asked = { path: { customer: cart.customer.id }, query: { sku: skuId, segment, limit: 100 } };
  const { data } = useQuery(reading<{ items: Offer[] }>(listAvailability, asked));
  const keyOf = (one: Pick<CartLine, 'term' | 'billingPlan'>) => `${one.term} ${one.billingPlan}`;
  const offers = new Map([line, ...(data?.items ?? [])].map((one) => [keyOf(one), one]));
  const choose = (key: string) => {
    const { term, billingPlan } = offers.get(key)!;
    onChange({ term, billingPlan });
  };
  return (
    <NativeSelect
      label={say('orders.line.terms')}
      aria-label={say('orders.line.termsOf', { offer: title })}
      value={keyOf(line)}
      data={[...offers].map(([value, one]) => ({ value, label: termsText(say, one) }))}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
}

/** SUB-050: an add-on hangs on a subscription of the same tenant that runs. */
function Base({ cart, line, told, title, onChange }: Given) {
  const say = useSay();
  const isAsked = !!line.baseId || !!told?.obstacles.some(({ code }) => code === 'base_required');
  const query = { tenantId: cart.tenantId, status: 'active', limit: 100 };
  const asked = reading<{ items: Subscription[] }>(listSubscriptions, { query });
  const { data } = useQuery({ ...asked, enabled: isAsked });
  if (!isAsked) return null;
  const known = (data?.items ?? []).map(({ id, nickname, quantity }) => ({
    value: id,
    label: say('orders.line.baseIs', { name: nickname, quantity }),
  }));
  return (
    <NativeSelect
      label={say('orders.line.base')}
      aria-label={say('orders.line.baseOf', { offer: title })}
      value={line.baseId ?? ''}
      data={[{ value: '', label: say('portal.choose') }, ...known]}
      onChange={(event) => onChange({ baseId: event.currentTarget.value || null })}
    />
  );
}

function Line(given: Given & { onRemove: () => void }) {
  const { line, told, title, onChange, onRemove } = given;
  const say = useSay();
  return (
    <fieldset className="group">
      <legend>{title}</legend>
      <div className="row end">
        <Seats
          quantity={line.quantity}
          label={say('orders.line.quantityOf', { offer: title })}
          isFixed={told?.kind === 'usage' && line.quantity === 1}
          onChange={(quantity) => onChange({ quantity })}
        />
        <Terms {...given} />
        <Base {...given} />
        <button
          type="button"
          className="plain"
          aria-label={say('orders.take.outOf', { offer: title })}
          onClick={onRemove}
        >
          {say('orders.take.out')}
        </button>
      </div>
      {told && told.obstacles.length > 0 && (
        <Note tone="bad">
          {told.obstacles.map((one) => (
            <Obstacle key={one.code} {...one} />
          ))}
        </Note>
      )}
    </fieldset>
  );
}

export function Lines({ cart, filling }: { cart: Cart; filling: Filling }) {
  const say = useSay();
  const { content, change, isUnsaved, isHeld } = filling;
  const { data: review, error, refetch } = useQuery(reading<Review>(reviewCart, { path: { id: cart.id } }));
  const { data: resellers } = useResellers();
  const lines = content.lines;
  if (!review) return error ? <Trouble error={error} onAgain={() => void refetch()} /> : <Skeleton height={240} />;
  const set = (at: number, next: Partial<CartLine>) =>
    change({ lines: lines.map((one, i) => (i === at ? { ...one, ...next } : one)) });
  const isProvider = (resellers?.items.length ?? 0) > 0 || content.resellerPartnerId !== null;
  return (
    <div className="column">
      {lines.length === 0 && <p>{say('orders.lines.none')}</p>}
      {lines.map((line, at) => {
        const told = review.lines.find((one) => sameOffer(one.line, line));
        return (
          <Line
            key={`${line.skuId} ${line.segment} ${line.term} ${line.billingPlan}`}
            cart={cart}
            line={line}
            told={told && (isUnsaved ? { ...told, obstacles: [] } : told)}
            title={told?.skuTitle ? skuName({ ...told, title: told.skuTitle }) : line.skuId}
            onChange={(next) => set(at, next)}
            onRemove={() => change({ lines: lines.filter((_one, i) => i !== at) })}
          />
        );
      })}
      {isProvider && (
        <ResellerChoice
          label={say.field('cart', 'resellerPartnerId')}
          value={content.resellerPartnerId}
          onAnswer={(value) => change({ resellerPartnerId: (value as string | null | undefined) ?? null })}
        />
      )}
      <p role="status" className="small dimmed">
        {say(!isUnsaved ? 'orders.saved' : isHeld ? 'orders.held' : 'orders.saving')}
      </p>
    </div>
  );
}
