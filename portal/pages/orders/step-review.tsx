// The last look at an order: what each line costs and from when to when, what stands against it, and what will happen.
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useIntl } from 'react-intl';
import { type Cart, placeCart, type Review, reviewCart } from '../../../contract/orders.ts';
import { problemOf, reading } from '../../api.ts';
import type { Item } from '../../capability.ts';
import { useChangeSearch } from '../../parts/address.ts';
import { useCommanding } from '../../parts/commanding.ts';
import { useDraft } from '../../parts/draft.ts';
import { Foreseen } from '../../parts/foreseen.tsx';
import type { JourneyStep } from '../../parts/journey.tsx';
import { announce } from '../../parts/live.tsx';
import { useSay } from '../../parts/say.ts';
import { Table } from '../../parts/table.tsx';
import { Note, Obstacle, Trouble } from '../../parts/trouble.tsx';
import { Amount, Moment } from '../../parts/value.tsx';
import { Attestation, type Attested, attestationOf, markedHere } from './attestation.tsx';
import { termsText } from './step-offers.tsx';

type Line = Review['lines'][number];

function What({ line: { line, productTitle, skuTitle, obstacles } }: { line: Line }) {
  const say = useSay();
  return (
    <div>
      {skuTitle ?? line.skuId}
      <span className="second-line">
        {[productTitle, termsText(say, line), say.value('sku', 'segment', line.segment)].filter(Boolean).join(' · ')}
      </span>
      {obstacles.length > 0 && (
        <Note tone="bad">
          {obstacles.map((one) => (
            <Obstacle key={one.code} {...one} />
          ))}
        </Note>
      )}
    </div>
  );
}

/** Local time to read, UTC beside it: money is reckoned in UTC (SUB-001). */
function Until({ at }: { at: string | null }) {
  const say = useSay();
  return at ? <Moment at={at} isFull /> : <span>{say('orders.review.open')}</span>;
}

function UnitPrice({ line: { unitPrice, kind } }: { line: Line }) {
  const say = useSay();
  if (kind === 'usage') return say('orders.byUsage');
  return unitPrice ? <Amount money={unitPrice} /> : '–';
}

function FirstCharge({ line: { amount, chargedUntil } }: { line: Line }) {
  const say = useSay();
  if (!amount) return <span>–</span>;
  return (
    <span>
      <Amount money={amount} />
      {chargedUntil && (
        <span className="second-line">
          {say('orders.review.chargedUntil')} <Moment at={chargedUntil} />
        </span>
      )}
    </span>
  );
}

function Reviewed({ review }: { review: Review }) {
  const say = useSay();
  const { formatNumber } = useIntl();
  const totals = (
    <div className="row apart">
      <strong>{say('orders.review.total')}</strong>
      <strong className="together">
        {review.totals.map((one) => (
          <Amount key={one.currency} money={one} />
        ))}
      </strong>
    </div>
  );
  const [first] = review.lines;
  return (
    <>
      {first && (
        <p>
          {say('orders.review.startsAt')} <Moment at={first.startsAt} isFull />
        </p>
      )}
      <Table
        label={say('orders.review.lines')}
        rows={review.lines}
        keyOf={({ line }) => [line.skuId, line.segment, line.term, line.billingPlan, line.baseId].join(' ')}
        foot={totals}
        columns={[
          { title: say('orders.review.what'), show: (line) => <What line={line} /> },
          { title: say('orders.line.quantity'), show: ({ line }) => formatNumber(line.quantity) },
          {
            title: say('orders.review.unitPrice'),
            show: (line) => <UnitPrice line={line} />,
          },
          { title: say('orders.review.amount'), show: (line) => <FirstCharge line={line} /> },
          { title: say('orders.review.endsAt'), show: ({ endsAt }) => <Until at={endsAt} /> },
        ]}
      />
    </>
  );
}

/** ORD-024: the agreement alone may be missing, since it can be attested in the same step. */
const isMissingAgreement = ({ obstacles }: Review) =>
  obstacles.some(({ code }) => code === 'customer_agreement_missing');
const isPlaceableWith = (review: Review | undefined, attested: object | undefined): boolean => {
  if (!review) return false;
  const others = review.obstacles.filter(({ code }) => code !== 'customer_agreement_missing');
  const isWhole = others.length === 0 && review.lines.every(({ obstacles }) => obstacles.length === 0);
  return review.isPlaceable || (isWhole && attested !== undefined);
};

/** What is asked, what was foreseen, and how it goes on, between the review and the order. */
function usePlacing(cart: Cart, review: Review | undefined, isOpen: boolean) {
  const say = useSay();
  const change = useChangeSearch();
  const [typed, type, forget] = useDraft<Attested>(`attestation.${cart.id}`, {});
  const needsAttestation = review !== undefined && isMissingAgreement(review);
  const attestation = needsAttestation ? attestationOf(typed) : undefined;
  const onDone = (order: Item) => {
    forget();
    announce(say('command.cart.place.done'));
    change({ step: 'done', order: order.id });
  };
  const commanding = useCommanding({ operation: placeCart, path: { id: cart.id }, version: cart.version, onDone });
  const { preview, error, isBusy, look, back } = commanding;
  const isAsked = preview !== undefined || error !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at once on arrival; attesting is looked at by hand
  useEffect(() => {
    if (isOpen && review?.isPlaceable && !isAsked && !isBusy) look({});
    if (!isOpen && isAsked && !isBusy) back();
  }, [isOpen, review?.isPlaceable, isAsked, isBusy]);
  const onType = (next: Attested) => {
    back();
    type(next);
  };
  const isPlaceable = isPlaceableWith(review, attestation);
  return { commanding, typed, onType, needsAttestation, isPlaceable, body: attestation ? { attestation } : {} };
}

type Placing = ReturnType<typeof usePlacing>;
type Looked = { cart: Cart; review: Review; placing: Placing };
function Looked({ cart, review, placing: { commanding, needsAttestation, typed, onType, body } }: Looked) {
  const say = useSay();
  const { preview, error, look, confirm } = commanding;
  return (
    <>
      {review.obstacles.length > 0 && (
        <Note tone="bad">
          {review.obstacles.map((one) => (
            <Obstacle key={`${one.code} ${one.says}`} {...one} />
          ))}
        </Note>
      )}
      <Reviewed review={review} />
      {needsAttestation && (
        <Attestation customer={cart.customer} typed={typed} problem={problemOf(error)} onType={onType} />
      )}
      {preview && <h3>{say('portal.preview.title')}</h3>}
      {preview && <Foreseen preview={preview} />}
      <Trouble
        error={error}
        onAgain={() => (preview ? confirm(body) : look(body))}
        marked={needsAttestation ? markedHere : []}
      />
    </>
  );
}

type Step = Pick<JourneyStep, 'content' | 'isReady' | 'next'>;
export function useReviewing(cart: Cart, { isOpen }: { isOpen: boolean }): Step {
  const say = useSay();
  const asked = reading<Review>(reviewCart, { path: { id: cart.id } });
  const { data: review, error, refetch } = useQuery({ ...asked, enabled: isOpen });
  const placing = usePlacing(cart, review, isOpen);
  const { preview, isBusy, look, confirm } = placing.commanding;
  const { needsAttestation, isPlaceable, body } = placing;
  const content = (
    <>
      <Trouble error={error} onAgain={() => void refetch()} />
      {!review && !error && <Skeleton height={240} />}
      {review && <Looked cart={cart} review={review} placing={placing} />}
    </>
  );
  const isSeen = !!preview?.token;
  const verb = say(isSeen || !needsAttestation ? 'command.cart.place' : 'portal.preview.look');
  return {
    content,
    isReady: isSeen || (needsAttestation && isPlaceable),
    next: { verb, act: () => (isSeen ? confirm(body) : look(body)), isBusy },
  };
}
