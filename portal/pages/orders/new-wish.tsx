// The journey of a purchase wish: a reseller says for whom and what, and its provider orders (SUB-011).
import { NativeSelect, Textarea } from '@mantine/core';
import { useEffect } from 'react';
import { sendWish } from '../../../contract/orders.ts';
import type { Relationship } from '../../../contract/relationships/relationships.ts';
import type { Item } from '../../capability.ts';
import { useChangeSearch, useSearch } from '../../parts/address.ts';
import { useCommanding } from '../../parts/commanding.ts';
import { useDraft } from '../../parts/draft.ts';
import { Foreseen } from '../../parts/foreseen.tsx';
import { Journey, type JourneyStep, useStep } from '../../parts/journey.tsx';
import { To } from '../../parts/link.tsx';
import { announce } from '../../parts/live.tsx';
import { useSay } from '../../parts/say.ts';
import { Note, Trouble } from '../../parts/trouble.tsx';
import { CustomerChoice, useRelationship } from './customer-choice.tsx';
import { Seats } from './seats.tsx';
import { SkuChoice, type SkuNamed } from './sku-choice.tsx';

const names = ['customer', 'what', 'quantity', 'review', 'sent'] as const;
type Step = (typeof names)[number];
type Typed = { relationshipId?: string; sku?: SkuNamed; providerId?: string; quantity: number; note: string };
const resells = ({ providers }: Relationship) => providers.length > 0;

type Asked = { typed: Typed; relationship: Relationship | undefined; onType: (next: Partial<Typed>) => void };
function Quantity({ typed, relationship, onType }: Asked) {
  const say = useSay();
  const providers = relationship?.providers ?? [];
  return (
    <>
      <p>
        <strong>{typed.sku?.title}</strong>
      </p>
      <Seats quantity={typed.quantity} onChange={(quantity) => onType({ quantity })} />
      <NativeSelect
        label={say('field.provider')}
        value={typed.providerId || (providers[0]?.id ?? '')}
        data={providers.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(event) => onType({ providerId: event.currentTarget.value })}
      />
      <Textarea
        label={say('field.wish.note')}
        description={say('orders.wish.note.hint')}
        rows={4}
        maxLength={1000}
        value={typed.note}
        onChange={(event) => onType({ note: event.currentTarget.value })}
      />
    </>
  );
}

function Sent({ id }: { id: string }) {
  const say = useSay();
  return (
    <>
      <Note tone="good">{say('command.wish.send.done')}</Note>
      <section className="column tight" aria-labelledby="next">
        <h3 id="next">{say('portal.whatNext')}</h3>
        <p>{say('orders.wish.sent.next')}</p>
        <p className="row">
          <To to={`/wishes/${id}`}>{say('orders.wish.see')}</To>
          <To to="/wishes/new">{say('orders.wish.another')}</To>
        </p>
      </section>
    </>
  );
}

function useWishing() {
  const say = useSay();
  const change = useChangeSearch();
  const { relationship: named } = useSearch();
  const [typed, onType, forget] = useDraft<Typed>('wish', { quantity: 1, note: '' });
  const { data: relationship } = useRelationship(typed.relationshipId ?? named);
  const onDone = ({ id }: Item) => {
    forget();
    announce(say('command.wish.send.done'));
    change({ step: 'sent', made: id });
  };
  const commanding = useCommanding({ operation: sendWish, onDone });
  const note = typed.note.trim();
  const body = {
    relationshipId: relationship?.id,
    providerId: typed.providerId || relationship?.providers[0]?.id,
    skuId: typed.sku?.id,
    quantity: typed.quantity,
    ...(note && { note }),
  };
  const set = (next: Partial<Typed>) => {
    commanding.back();
    onType(next);
  };
  return { typed, set, relationship, commanding, body };
}

function useParts({ typed, set, relationship, commanding, body }: ReturnType<typeof useWishing>, made?: string) {
  const say = useSay();
  const { preview, error, isBusy, look, confirm } = commanding;
  const choose = (one: Relationship | undefined) => set({ relationshipId: one?.id ?? '', providerId: '' });
  const parts: Record<Step, Omit<JourneyStep, 'name'>> = {
    customer: {
      title: say('orders.step.customer'),
      isReady: relationship !== undefined,
      content: (
        <>
          <p>{say('orders.wish.about')}</p>
          <CustomerChoice chosen={relationship} onChoose={choose} fits={resells} />
        </>
      ),
    },
    what: {
      title: say('orders.wish.step.what'),
      isReady: typed.sku !== undefined,
      content: <SkuChoice chosen={typed.sku} onChoose={(sku) => set({ sku })} />,
    },
    quantity: {
      title: say('orders.wish.step.quantity'),
      isReady: typed.quantity >= 1,
      content: <Quantity typed={typed} relationship={relationship} onType={set} />,
    },
    review: {
      title: say('portal.preview.title'),
      isReady: !!preview?.token,
      next: { verb: say('command.wish.send'), act: () => confirm(body), isBusy },
      content: (
        <>
          {preview && <Foreseen preview={preview} />}
          <Trouble error={error} onAgain={() => (preview ? confirm(body) : look(body))} />
        </>
      ),
    },
    sent: { title: say('orders.wish.step.sent'), isFinal: true, content: made && <Sent id={made} /> },
  };
  return names.map((name) => ({ name, ...parts[name] }));
}

/** A step is shown when all that stands before it has been answered. */
function stepShown(asked: string, { typed, relationship }: ReturnType<typeof useWishing>, made?: string): string {
  if (made) return 'sent';
  if (!relationship || asked === 'customer') return 'customer';
  if (!typed.sku || asked === 'what') return 'what';
  return asked === 'sent' ? 'review' : asked;
}

export default function NewWish() {
  const say = useSay();
  const { made } = useSearch();
  const [asked, go] = useStep(names);
  const wishing = useWishing();
  const { preview, error, isBusy, look } = wishing.commanding;
  const steps = useParts(wishing, made);
  const step = stepShown(asked, wishing, made);
  const isAsked = preview !== undefined || error !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at once on arrival
  useEffect(() => {
    if (step === 'review' && !isAsked && !isBusy) look(wishing.body);
  }, [step, isAsked, isBusy]);
  return <Journey title={say('command.wish.send')} steps={steps} current={step} go={go} />;
}
