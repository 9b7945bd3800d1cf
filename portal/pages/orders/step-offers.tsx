// Which offers go into the cart: what this customer may buy now, and beside everything else the reason why not.
import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Static } from 'typebox';
import type { Availability } from '../../../contract/catalog/offers.ts';
import type { Cart, CartLine } from '../../../contract/orders.ts';
import { Filters } from '../../parts/filters.tsx';
import { useFilters, useListing } from '../../parts/listing.ts';
import { More } from '../../parts/more.tsx';
import { RowsToCome } from '../../parts/rows.tsx';
import { type Say, useSay } from '../../parts/say.ts';
import { Table, type TableColumn } from '../../parts/table.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { Amount } from '../../parts/value.tsx';
import { availability, soldAs } from '../catalog/lists.ts';
import { type Filling, sameOffer } from './content.ts';

type Offer = Static<typeof Availability>;
const offered = { ...availability, filters: ['list', 'segment', 'term', 'billingPlan'], isSearchable: true };

const asLine = ({ sku, segment, term, billingPlan }: Offer): CartLine => ({
  skuId: sku,
  segment: (segment || 'Commercial') as CartLine['segment'],
  term,
  billingPlan,
  quantity: 1,
});
/** An add-on needs a base that is named with its line, so it may go into the cart before that. */
const isOnlyBaseMissing = ({ because }: Offer) => because.every(({ code }) => code === 'base_required');

export const termsText = (say: Say, { term, billingPlan }: Pick<CartLine, 'term' | 'billingPlan'>): string =>
  say('orders.terms', { term: say.value('sku', 'term', term), plan: say.value('sku', 'billingPlan', billingPlan) });

function Choose({ offer, filling }: { offer: Offer; filling: Filling }) {
  const say = useSay();
  const { lines } = filling.content;
  const wanted = asLine(offer);
  const isIn = lines.some((one) => sameOffer(one, wanted));
  const named = { offer: `${offer.title}, ${termsText(say, wanted)}` };
  if (isIn) {
    const rest = lines.filter((one) => !sameOffer(one, wanted));
    return (
      <Button
        variant="light"
        size="sm"
        aria-label={say('orders.take.outOf', named)}
        onClick={() => filling.change({ lines: rest })}
      >
        {say('orders.take.out')}
      </Button>
    );
  }
  if (!offer.available && !isOnlyBaseMissing(offer)) {
    return (
      <ul className="several small">
        {offer.because.map(({ code, says }) => (
          <li key={code}>{says}</li>
        ))}
      </ul>
    );
  }
  return (
    <Button
      size="sm"
      aria-label={say('orders.take.into', named)}
      onClick={() => filling.change({ lines: [...lines, wanted] })}
    >
      {say('orders.take.in')}
    </Button>
  );
}

function columnsOf(say: Say, filling: Filling): TableColumn<Offer>[] {
  return [
    {
      title: say.field('availability', 'title'),
      show: ({ title, productTitle }) => (
        <span>
          {title}
          <span className="second-line">{productTitle}</span>
        </span>
      ),
    },
    {
      title: say.field('availability', 'terms'),
      show: (one) => (
        <span>
          {termsText(say, asLine(one))}
          {one.segment && <span className="second-line">{say.value('sku', 'segment', one.segment)}</span>}
        </span>
      ),
    },
    {
      title: say.field('availability', 'unitPrice'),
      show: ({ unitPrice, list }) => {
        if (list === 'usage') return say('orders.byUsage');
        return unitPrice ? <Amount money={unitPrice} /> : <span className="dimmed">–</span>;
      },
    },
    { title: say('orders.take'), show: (one) => <Choose offer={one} filling={filling} /> },
  ];
}

type Given = { cart: Cart; filling: Filling };
/** The server tells what can go into the cart from what cannot, so that each part is a list of its own. */
function OfferList({ cart, filling, isBuyable }: Given & { isBuyable: boolean }) {
  const say = useSay();
  const filters = useFilters(offered);
  const noun = { ...offered, only: { buyable: String(isBuyable) } };
  const listing = useListing(noun, filters, { customer: cart.customer.id });
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = listing;
  const rows = (data?.pages.flatMap(({ items }) => items) ?? []) as unknown as Offer[];
  const [label, none] = isBuyable
    ? [say('noun.availability.many'), say('orders.offers.none')]
    : [say('orders.offers.others.label'), say('orders.offers.others.none')];
  return (
    <>
      <Trouble error={error} onAgain={() => void refetch()} />
      {isPending && <RowsToCome />}
      {data && rows.length === 0 && !hasNextPage && <p>{none}</p>}
      {rows.length > 0 && (
        <Table label={label} rows={rows} columns={columnsOf(say, filling)} keyOf={(one) => soldAs(one)} />
      )}
      {hasNextPage && <More isLoading={isFetchingNextPage} onMore={() => void fetchNextPage()} />}
    </>
  );
}

export function Offers({ cart, filling }: Given) {
  const say = useSay();
  const filters = useFilters(offered);
  const [seesOthers, setSeesOthers] = useState(false);
  return (
    <>
      <p>{say('orders.offers.about', { customer: cart.customer.name })}</p>
      <div className="list-tools">
        <Filters noun={offered} filters={filters} />
      </div>
      <p role="status">
        <strong>{say('orders.inCart', { count: filling.content.lines.length })}</strong>
      </p>
      <OfferList cart={cart} filling={filling} isBuyable />
      <details className="column" onToggle={({ currentTarget }) => setSeesOthers(currentTarget.open)}>
        <summary>{say('orders.offers.others')}</summary>
        {seesOthers && <OfferList cart={cart} filling={filling} isBuyable={false} />}
      </details>
    </>
  );
}
