// The journey of an order: for whom, what, on which terms, review, place; the cart keeps it all on the way.
import { Skeleton } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { type Cart, createCart, seeCart } from '../../../contract/orders.ts';
import type { Relationship } from '../../../contract/relationships/relationships.ts';
import { client, problemOf, reading } from '../../api.ts';
import { useChangeSearch, useSearch } from '../../parts/address.ts';
import { Head } from '../../parts/head.tsx';
import { Journey, type JourneyStep, useStep } from '../../parts/journey.tsx';
import { To } from '../../parts/link.tsx';
import { useSay } from '../../parts/say.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';
import { resellerOfRecordFor } from '../subscriptions/resellers.ts';
import { useFilling } from './content.ts';
import { CustomerChoice, useRelationship } from './customer-choice.tsx';
import { Done } from './step-done.tsx';
import { Lines } from './step-lines.tsx';
import { Offers } from './step-offers.tsx';
import { useReviewing } from './step-review.tsx';

const names = ['customer', 'offers', 'lines', 'review', 'done'] as const;
type Step = (typeof names)[number];
const sells = ({ isDirect, resellers }: Relationship) => isDirect || resellers.length > 0;

/** Where a step comes only later, its name is there already. */
function useTitles(): (name: string) => string {
  const say = useSay();
  return (name) => say(`orders.step.${name}`);
}

function Begin({ go }: { go: (name: string) => void }) {
  const say = useSay();
  const titled = useTitles();
  const { relationship: id } = useSearch();
  const change = useChangeSearch();
  const { data: chosen } = useRelationship(id);
  const { mutate, error, isPending } = useMutation({
    mutationFn: async (relationship: Relationship) => {
      const resellerPartnerId = await resellerOfRecordFor(relationship);
      return client.call(createCart, { body: { relationshipId: relationship.id, resellerPartnerId, lines: [] } });
    },
    onSuccess: (cart) => change({ cart: cart.id, step: 'offers', relationship: undefined }, { isStep: true }),
  });
  const viaProvider = problemOf(error)?.code === 'orders_via_provider';
  const choose = (one: Relationship | undefined) => change({ relationship: one?.id });
  const content = (
    <>
      <p>{say('orders.customer.about')}</p>
      <CustomerChoice chosen={chosen} onChoose={choose} fits={sells} />
      <Trouble error={error} {...(chosen && { onAgain: () => mutate(chosen) })} />
      {viaProvider && <To to="/wishes/new">{say('command.wish.send')}</To>}
    </>
  );
  const steps: JourneyStep[] = names.map((name) => ({ name, title: titled(name), content: null }));
  steps[0] = {
    ...steps[0]!,
    content,
    isReady: chosen !== undefined,
    next: { verb: say('portal.next'), act: () => chosen && mutate(chosen), isBusy: isPending },
  };
  return <Journey title={say('orders.new')} steps={steps} current="customer" go={go} />;
}

function Filled({ cart, step, go }: { cart: Cart; step: string; go: (name: string) => void }) {
  const say = useSay();
  const titled = useTitles();
  const filling = useFilling(cart);
  const isReview = step === 'review';
  const review = useReviewing(cart, { isOpen: isReview && !filling.isUnsaved });
  const hasLines = filling.content.lines.length > 0;
  const trouble = <Trouble error={filling.error} onAgain={filling.again} />;
  const held = (content: ReactNode) => (
    <>
      {trouble}
      {content}
    </>
  );
  const parts: Record<Step, Omit<JourneyStep, 'name' | 'title'>> = {
    customer: { content: <p>{say('orders.customer.chosen', { customer: cart.customer.name })}</p> },
    offers: { isReady: hasLines, content: held(<Offers cart={cart} filling={filling} />) },
    lines: { isReady: hasLines && !filling.isUnsaved, content: held(<Lines cart={cart} filling={filling} />) },
    review,
    done: { isFinal: true, content: cart.orderId && <Done orderId={cart.orderId} /> },
  };
  const steps = names.map((name) => ({ name, title: titled(name), ...parts[name] }));
  return <Journey title={say('orders.new')} steps={steps} current={step} go={go} />;
}

export default function NewOrder() {
  const say = useSay();
  const { cart: id } = useSearch();
  const [step, go] = useStep(names);
  const asked = reading<Cart>(seeCart, { path: { id: id ?? '' } });
  const { data: cart, error, refetch } = useQuery({ ...asked, enabled: id !== undefined });
  if (!id) return <Begin go={go} />;
  if (!cart || cart.status === 'cancelled') {
    return (
      <div className="column">
        <Head key="head" title={say('orders.new')} />
        {!cart && (error ? <Trouble error={error} onAgain={() => void refetch()} /> : <Skeleton height={240} />)}
        {cart && <Note tone="waiting">{say('orders.cart.isCancelled')}</Note>}
        <p>
          <To to="/orders/new">{say('orders.another')}</To>
        </p>
      </div>
    );
  }
  const isPlaced = cart.status === 'placed';
  const current = isPlaced ? 'done' : step === 'done' ? 'review' : step;
  return <Filled key={cart.id} cart={cart} step={current} go={go} />;
}
