// Below a SKU: on which terms it is sold in a market, and the rules of the offer matrix.
import { NativeSelect, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Static } from 'typebox';
import { listPrices, seeSku, type WholeSku } from '../../../contract/catalog/offers.ts';
import { reading } from '../../api.ts';
import type { Item } from '../../capability.ts';
import { useMay } from '../../may.ts';
import { useAsOf, useChangeSearch, useSearch } from '../../parts/address.ts';
import { To } from '../../parts/link.tsx';
import { useRegions } from '../../parts/regions.ts';
import { useSay } from '../../parts/say.ts';
import { Table } from '../../parts/table.tsx';
import { Note, Trouble } from '../../parts/trouble.tsx';
import { Place } from '../../parts/value.tsx';
import { useMe } from '../../session.ts';
import { ownMarket } from './lists.ts';

type Sku = Static<typeof WholeSku>;

function Terms({ terms, market }: { terms: Sku['terms']; market: string }) {
  const say = useSay();
  if (terms.length === 0) return <p>{say('catalog.sold.nowhere')}</p>;
  return (
    <Table
      label={say('catalog.sold.terms')}
      rows={terms}
      keyOf={(one) => [one.segment, one.term, one.billingPlan, one.currency].join(' ')}
      columns={[
        { title: say.field('sku', 'term'), show: ({ term }) => say.value('sku', 'term', term) },
        { title: say.field('sku', 'billingPlan'), show: (one) => say.value('sku', 'billingPlan', one.billingPlan) },
        { title: say.field('sku', 'segment'), show: ({ segment }) => segment && say.value('sku', 'segment', segment) },
        { title: say.field('sku', 'currency'), show: ({ currency }) => currency },
        { title: say.field('sku', 'market'), show: () => <Place country={market} /> },
      ]}
    />
  );
}

type Rules = NonNullable<Sku['rules']>;
function SkuLinks({ ids }: { ids: readonly string[] }) {
  return (
    <span className="together">
      {ids.map((id) => (
        <To key={id} to={`/skus/${id}`}>
          {id}
        </To>
      ))}
    </span>
  );
}

function OfferRules({ rules }: { rules: Rules }) {
  const say = useSay();
  const { licencesMin, licencesMax, ownershipLimit, ownershipLimitType, prerequisites, conversions } = rules;
  const facts = [
    [
      'quantity',
      say('catalog.rules.quantity.range', {
        least: licencesMin ?? 1,
        most: licencesMax ?? 0,
        hasMost: String(licencesMax !== null),
      }),
    ],
    ['limit', say(`catalog.rules.limit.${ownershipLimitType}`, { limit: ownershipLimit ?? 0 })],
    ['prerequisites', prerequisites.length > 0 && <SkuLinks ids={prerequisites} />],
    ['conversions', conversions.length > 0 && <SkuLinks ids={conversions} />],
    [
      'countries',
      rules.allowedCountries.length > 0 && (
        <span className="together">
          {rules.allowedCountries.map((country) => (
            <Place key={country} country={country} />
          ))}
        </span>
      ),
    ],
  ] as const;
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{say(`catalog.rules.${name}`)}</dt>
          <dd>{value || <span className="dimmed">{say(`catalog.rules.${name}.none`)}</span>}</dd>
        </div>
      ))}
    </dl>
  );
}

export default function Sold({ item }: { item: Item }) {
  const say = useSay();
  const me = useMe();
  const may = useMay();
  const asOf = useAsOf();
  const change = useChangeSearch();
  const market = useSearch().market ?? ownMarket(me);
  const query = { market, ...(asOf && { asOf }) };
  const { data, error, refetch } = useQuery(reading<Sku>(seeSku, { path: { id: item.id }, query }));
  return (
    <>
      <section className="card column" aria-labelledby="sold">
        <h2 id="sold">{say('catalog.sold.title')}</h2>
        <NativeSelect
          className="narrow"
          label={say.field('sku', 'market')}
          value={market}
          data={[...useRegions()]}
          onChange={(event) => change({ market: event.currentTarget.value })}
        />
        <Trouble error={error} onAgain={() => void refetch()} />
        {data ? <Terms terms={data.terms} market={market} /> : !error && <Skeleton height={120} />}
        {may(listPrices.name) && (
          <p>
            <To to="/prices" search={{ sku: item.id, market }}>
              {say('catalog.sold.prices')}
            </To>
          </p>
        )}
      </section>
      <section className="card column" aria-labelledby="rules">
        <h2 id="rules">{say('catalog.rules.title')}</h2>
        {data && !data.rules && <Note tone="waiting">{say('catalog.rules.missing')}</Note>}
        {data?.rules && <OfferRules rules={data.rules} />}
      </section>
    </>
  );
}
